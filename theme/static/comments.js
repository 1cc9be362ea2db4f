"use strict";
// Makes the comment form nicer; without this script it works as plain HTML. Sends in place, keeps drafts of this
// tab, lets replies be written under their comment. All texts come from the form's data-* attributes.
(() => {
  const form = document.querySelector("[data-comment-form]");
  if (!form) return;
  const texts = form.dataset;
  const { body, author, parent } = form.elements;
  const summary = form.querySelector("[data-summary]");
  const status = form.querySelector("[data-status]");
  const button = form.querySelector("[type=submit]");

  // Storage may be blocked: then drafts live as long as the page, and names are not remembered.
  const drafts = {};
  const store = (name) => ({
    read(key) {
      try { return window[name].getItem(key) || ""; } catch { return ""; }
    },
    write(key, value) {
      try { value ? window[name].setItem(key, value) : window[name].removeItem(key); } catch { /* blocked */ }
    },
  });
  const session = store("sessionStorage");
  const local = store("localStorage");

  function create(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  // Drafts, one for each thread and parent.

  const draftKey = () => `draft ${form.getAttribute("action")} ${parent.value}`;

  function saveDraft() {
    drafts[draftKey()] = body.value;
    session.write(draftKey(), body.value);
  }

  function loadDraft() {
    body.value = drafts[draftKey()] ?? session.read(draftKey());
    count();
  }

  // Characters left: seen at once, spoken only near the end and after a pause.

  const counter = form.querySelector("[data-count]");
  const spoken = form.querySelector("[data-count-spoken]");
  const limitText = counter.textContent;
  let pause;

  function count() {
    const left = body.maxLength - body.value.length;
    const text = body.value ? texts.left.replace("{n}", left) : limitText;
    counter.textContent = text;
    clearTimeout(pause);
    pause = setTimeout(() => { spoken.textContent = left < 200 ? text : ""; }, 1000);
  }

  // Messages.

  function say(...content) {
    status.className = "form__status panel panel--bad";
    status.replaceChildren(create("p", {}, ...content));
  }

  function showErrors(errors) {
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    for (const place of form.querySelectorAll(".field__error")) place.textContent = "";
    const lines = Object.entries(errors).map(([name, message]) => {
      const field = form.elements[name];
      const place = document.getElementById(`comment-error-${name}`);
      if (!field || !place) return create("li", {}, message);
      place.textContent = message;
      field.setAttribute("aria-invalid", "true");
      return create("li", {}, create("a", { href: `#${field.id}` }, message));
    });
    summary.querySelector("ul").replaceChildren(...lines);
    summary.hidden = !lines.length;
    if (lines.length) summary.focus();
    return lines.length > 0;
  }

  function check() {
    const errors = {};
    for (const field of form.elements) {
      const { missing, invalid } = field.dataset;
      const empty = field.required && (field.type === "checkbox" ? !field.checked : !field.value.trim());
      if (empty && missing) errors[field.name] = missing;
      else if (field.validity.typeMismatch && invalid) errors[field.name] = invalid;
    }
    return errors;
  }

  // Sending.

  let sending = false;

  function busy(now) {
    sending = now;
    button.setAttribute("aria-disabled", now);
    if (now) {
      status.className = "form__status";
      status.textContent = texts.sending;
    }
  }

  function sent(receipt) {
    session.write(draftKey(), "");
    drafts[draftKey()] = "";
    body.value = "";
    count();
    local.write("comment author", remember.checked ? author.value : "");
    say(texts.sent, " ", create("a", { href: receipt }, texts.receipt));
    status.classList.replace("panel--bad", "panel--good");
    status.focus();
  }

  function refused(response, answer) {
    if (answer.errors && showErrors(answer.errors)) {
      status.textContent = "";
      status.className = "form__status";
      return;
    }
    const wait = Math.ceil((Number(response.headers.get("Retry-After")) || 60) / 60);
    const text = {
      409: texts.closed,
      413: texts.tooLong,
      429: texts.busy.replace("{minutes}", wait),
    }[response.status] || (response.status < 500 && answer.message) || texts.failed;
    say(text, " ", texts.kept);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending || showErrors(check())) return;
    busy(true);
    try {
      const response = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams(new FormData(form)),
      });
      const answer = await response.json().catch(() => ({}));
      if (response.ok && answer.receipt) sent(answer.receipt);
      else refused(response, answer);
    } catch {
      say(texts.failed, " ", texts.kept);
    } finally {
      busy(false);
    }
  });

  // Replies: the whole panel moves under the comment, and back.

  const panel = form.closest("[data-comment-panel]");
  const heading = panel?.querySelector("h3");
  const home = panel && document.createComment("");
  const headingText = heading?.textContent;
  const cancel = create("button", { type: "button", className: "button button--secondary", hidden: true }, texts.cancel);
  let origin;

  function move(place, id, title) {
    saveDraft();
    parent.value = id;
    heading.textContent = title;
    cancel.hidden = !id;
    status.replaceChildren();
    status.className = "form__status";
    showErrors({});
    place(panel);
    loadDraft();
  }

  if (panel) {
    panel.before(home);
    button.after(cancel);
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-reply]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      origin = link;
      const title = texts.replyTo.replace("{name}", link.dataset.name);
      move((moved) => link.closest(".comment").append(moved), link.dataset.reply, title);
      heading.focus();
    });
    cancel.addEventListener("click", () => {
      move((moved) => home.after(moved), "", headingText);
      origin.focus();
    });
  }

  // The name is remembered only where the reader asks for it.

  const remember = create("input", { type: "checkbox", id: "comment-remember" });
  const name = local.read("comment author");
  remember.checked = Boolean(name);
  author.value ||= name;
  remember.addEventListener("change", () => local.write("comment author", remember.checked ? author.value : ""));
  form.querySelector("[data-remember-place]").append(
    create("div", { className: "choice" }, remember, create("label", { htmlFor: remember.id }, texts.remember)),
  );

  body.addEventListener("input", () => { saveDraft(); count(); });
  if (body.value) count();
  else loadDraft();
})();
