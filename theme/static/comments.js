"use strict";
// Makes comments nicer; without this script they work as plain HTML. Puts them in another order, sends in place,
// keeps drafts of this tab, lets replies be written under their comment. All texts come from data-* attributes.
(() => {
  const tools = document.querySelector("[data-comments-tools]");
  if (!tools) return;
  const list = document.querySelector(".comments > .thread");
  const oldest = [...list.children];
  const replies = new Map(oldest.map((item) => [item, item.querySelectorAll(".comment").length]));
  const orders = {
    oldest: () => oldest,
    newest: () => [...oldest].reverse(),
    replies: () => [...oldest].sort((a, b) => replies.get(b) - replies.get(a)),
  };
  const choice = document.createElement("select");
  choice.id = "comments-order";
  for (const name of Object.keys(orders)) choice.add(new Option(tools.dataset[name], name));
  // Browsers bring back what was chosen before a reload, but not the order.
  choice.autocomplete = "off";
  const label = Object.assign(document.createElement("label"), { htmlFor: choice.id, textContent: tools.dataset.order });
  const said = Object.assign(document.createElement("p"), { className: "visually-hidden", role: "status" });
  const place = Object.assign(document.createElement("p"), { className: "comments__order" });
  place.append(label, choice);
  tools.append(place, said);
  choice.addEventListener("change", () => {
    // The comments themselves move, so that they are read and reached in the order in which they stand.
    list.append(...orders[choice.value]());
    said.textContent = tools.dataset.sorted.replace("{order}", choice.selectedOptions[0].text);
  });
})();

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

  // As the server counts: whole characters, without blanks around them.
  const charactersLeft = () => body.dataset.max - [...body.value.trim().normalize()].length;

  function count() {
    const left = charactersLeft();
    const text = left < 0 ? texts.over.replace("{n}", -left) : body.value ? texts.left.replace("{n}", left) : limitText;
    counter.textContent = text;
    counter.classList.toggle("hint--bad", left < 0);
    clearTimeout(pause);
    pause = setTimeout(() => { spoken.textContent = left < 200 ? text : ""; }, 1000);
  }

  // Messages.

  function say(...content) {
    status.className = "form__status panel panel--bad";
    status.replaceChildren(create("p", {}, ...content));
  }

  function hush() {
    status.className = "form__status";
    status.replaceChildren();
  }

  function failure() {
    const [before, after] = texts.failed.split(texts.contact);
    return [before, create("a", { href: `mailto:${texts.contact}` }, texts.contact), after];
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
      else if (field === body && charactersLeft() < 0) errors.body = texts.tooLong;
    }
    return errors;
  }

  // Sending.

  let sending = false;

  function busy(now) {
    sending = now;
    button.setAttribute("aria-disabled", now);
    if (now) {
      hush();
      status.textContent = texts.sending;
    }
  }

  // The receipt's address is told only once, so its message stays whatever happens to the form.
  function sent(receipt) {
    body.value = "";
    for (const place of document.querySelectorAll("[data-preview]")) place.hidden = true;
    saveDraft();
    count();
    hush();
    local.write("comment author", remember.checked ? author.value : "");
    const link = create("a", { href: receipt }, texts.receipt);
    const message = create(
      "div",
      { className: "panel panel--good", role: "status", tabIndex: -1 },
      create("p", {}, texts.sent, " ", link),
      create("p", {}, texts.keep),
    );
    (panel || form).after(message);
    if (panel && parent.value) moveHome();
    message.focus();
  }

  function refused(response, answer) {
    if (answer.errors?.parent) standAlone();
    if (answer.errors && showErrors(answer.errors)) {
      hush();
      return;
    }
    const wait = Math.ceil((Number(response.headers.get("Retry-After")) || 60) / 60);
    const text = {
      409: texts.closed,
      413: texts.tooLong,
      429: texts.busy.replace("{minutes}", wait),
    }[response.status] || (response.status < 500 && answer.message);
    say(...(text ? [text] : failure()), " ", texts.kept);
  }

  // The service renders the preview as it renders the page. Where a page's policy wants to know who makes HTML of a
  // text (Trusted Types), it is this script, and of nothing but the service's answer.
  const trust = window.trustedTypes?.createPolicy("comment-preview", { createHTML: (html) => html });

  function showPreview(html) {
    const place = (panel || form.parentElement).querySelector("[data-preview]");
    place.querySelector("[data-preview-body]").innerHTML = trust ? trust.createHTML(html) : html;
    place.hidden = false;
    hush();
    place.focus();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending || showErrors(check())) return;
    busy(true);
    try {
      const other = event.submitter?.getAttribute("formaction");
      if (!other) await form.prove?.();
      const response = await fetch(other || form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams(new FormData(form)),
      });
      const answer = await response.json().catch(() => ({}));
      if (response.ok && answer.html) showPreview(answer.html);
      else if (response.ok && answer.receipt) sent(answer.receipt);
      else refused(response, answer);
    } catch {
      say(...failure(), " ", texts.kept);
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

  function move(id, title, place) {
    saveDraft();
    parent.value = id;
    if (panel) {
      heading.textContent = title;
      cancel.hidden = !id;
      place();
    }
    hush();
    showErrors({});
    loadDraft();
  }

  const moveHome = () => move("", headingText, () => home.after(panel));

  // What was answered has gone: the text becomes a comment of its own, beside one begun there.
  function standAlone() {
    const text = body.value;
    body.value = "";
    moveHome();
    body.value = [text, body.value].filter(Boolean).join("\n\n");
    saveDraft();
    count();
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
      move(link.dataset.reply, title, () => link.closest(".comment").append(panel));
      heading.focus();
    });
    cancel.addEventListener("click", () => {
      moveHome();
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
