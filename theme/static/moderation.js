"use strict";
// Makes the moderators' pages quicker: shortcuts, and decisions in place. Without this script every form works by itself.
// All texts come from the page. A shortcut only presses what can be pressed with a mouse, too.
(() => {
  const list = document.querySelector("[data-queue]");
  if (!list) return;
  const keys = JSON.parse(list.dataset.keys);
  const texts = list.dataset;
  const whole = "whole" in list.dataset;
  const said = document.querySelector("[data-said]");
  const dialog = document.querySelector("#keys");
  const chosen = document.querySelector("[data-chosen]");
  const cards = () => (whole ? [list] : [...list.querySelectorAll("[data-card]")]);
  // What `u` takes back: the last decision of this page, else the one that the page offers.
  let lastUndo = document.querySelector("[data-undo]");

  const say = (text) => { said.textContent = ""; requestAnimationFrame(() => { said.textContent = text; }); };

  const current = () => document.activeElement.closest("[data-card]");

  function go(card) {
    if (!card) return;
    card.focus();
    card.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = cards();
    const at = all.indexOf(current());
    if (at >= 0) return go(all[at + by]);
    // From between two cards, such as a message there, on with its neighbour.
    const here = document.activeElement;
    const after = all.findIndex((card) => here.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING);
    go(list.contains(here) && after >= 0 ? all[by > 0 ? after : after - 1] : all[0]);
  }

  // Explanations begin with a sentence that fits the reason, as long as nobody has written another one.

  function offer(select) {
    const scope = select.form ?? list;
    const fields = select.closest(".form") ?? scope;
    const ground = fields.querySelector("[data-ground]");
    const option = select.selectedOptions[0];
    if (ground) ground.hidden = !("both" in option.dataset);
    const source = document.getElementById(select.dataset.openings ?? "");
    const text = fields.querySelector("[data-explanation]");
    if (!source || !text) return;
    const opening = source.querySelector(`[data-code="${CSS.escape(option.value)}"]`)?.textContent ?? "";
    const untouched = !text.value.trim() || text.value === text.dataset.offered;
    if (!untouched) return;
    text.value = opening;
    text.dataset.offered = opening;
  }

  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-reason]")) offer(target);
    if (target.matches("[data-pick]")) count();
  });
  for (const select of document.querySelectorAll("[data-reason]")) if (!select.value) {
    const ground = select.closest(".form")?.querySelector("[data-ground]");
    if (ground) ground.hidden = true;
  }

  function count() {
    const picked = document.querySelectorAll("[data-pick]:checked").length;
    if (chosen) chosen.textContent = picked ? ` (${picked})` : "";
  }

  const all = document.querySelector("[data-all]");
  if (all) {
    all.hidden = false;
    all.addEventListener("click", () => {
      for (const box of document.querySelectorAll("[data-pick]")) box.checked = true;
      count();
    });
    count();
  }

  // Decisions in place. Whatever this cannot deal with is sent as the form would have been.

  function fault(form, message, fields = {}) {
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    const parts = [message, ...Object.values(fields)].filter(Boolean);
    form.querySelector("[data-fault]").textContent = (Object.values(fields).length ? Object.values(fields) : parts).join(" ");
    say(parts.join(" "));
    const [first] = Object.keys(fields).map((name) => form.elements[name]).filter(Boolean);
    for (const name of Object.keys(fields)) form.elements[name]?.setAttribute("aria-invalid", "true");
    first?.focus();
  }

  function settle(card, message, batch) {
    const all = cards();
    const next = all[all.indexOf(card) + 1] ?? all[all.indexOf(card) - 1];
    const line = document.createElement("p");
    line.append(card.querySelector("h2").textContent.trim(), ": ", message);
    const done = document.createElement("div");
    done.className = "decided";
    done.append(line);
    if (batch) {
      const undo = document.querySelector("#undo").content.cloneNode(true);
      undo.querySelector("[name=batch]").value = batch;
      done.append(undo);
    }
    card.replaceWith(done);
    if (batch) {
      lastUndo = done.querySelector("[data-undo]");
      // What the page said was the last decision is so no more, and its button would undo that one.
      document.querySelector("[data-mine]")?.remove();
    }
    count();
    say(message);
    // The last one of the page: what comes after it is on the next.
    if (next) go(next); else location.reload();
  }

  // The numbers of the page follow.
  function recount(counts, age) {
    for (const [tab, number] of Object.entries({ ...counts, queue: counts.pending })) {
      for (const place of document.querySelectorAll(`[data-count="${tab}"]`)) place.textContent = number;
    }
    for (const place of document.querySelectorAll("[data-age]")) {
      const words = age[place.dataset.age];
      place.textContent = words;
      place.hidden = !words;
    }
  }

  async function send(form, button) {
    const card = form.closest("[data-card]");
    const body = new URLSearchParams(new FormData(form));
    body.set("verb", button.value);
    card.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const result = await answer.json();
      if (answer.ok) {
        settle(card, result.message, result.batch);
        recount(result.counts, result.age);
      }
      else fault(form, result.message, result.errors);
    } catch {
      fault(form, texts.failed);
    } finally {
      card.removeAttribute("aria-busy");
    }
  }

  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (whole || !form.matches("[data-decide]") || !form.querySelector("[data-fault]") || !submitter?.value) return;
    event.preventDefault();
    if (!form.closest("[data-card]").hasAttribute("aria-busy")) send(form, submitter);
  });

  // Shortcuts: single keys, never while somebody types, never with a modifier (WCAG 2.2, 2.1.4).

  const press = (verb) => current()?.querySelector(`[data-verb="${verb}"]`)?.click();

  const actions = {
    next: () => step(1),
    previous: () => step(-1),
    publish: () => press("publish"),
    spam: () => press("spam"),
    reject() {
      const details = current()?.querySelector("[data-reject]");
      if (!details) return;
      details.open = true;
      details.querySelector("[data-reason]").focus();
    },
    select() {
      const box = current()?.querySelector("[data-pick]");
      if (!box) return;
      box.checked = !box.checked;
      count();
      say(box.checked ? texts.picked : texts.unpicked);
    },
    undo() {
      if (lastUndo?.isConnected) lastUndo.requestSubmit();
      else say(texts.nothing);
    },
    help: () => dialog?.showModal(),
  };
  const alone = new Set(["next", "previous", "undo", "help"]);

  const types = (element) =>
    element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox], [type=radio])");

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest("[data-reject][open]");
    if (event.key === "Escape" && form && !event.isComposing) {
      form.open = false;
      go(current());
      return;
    }
    // As in mail: with this key a rejection that is written is sent, see the first button of its form.
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form && event.target.matches("textarea")) {
      event.preventDefault();
      form.querySelector("button[type=submit]").click();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || dialog?.open) return;
    if (types(event.target)) return;
    const matches = (key) =>
      event.key === key || (!event.shiftKey && event.key.toLowerCase() === key.toLowerCase());
    const action = Object.keys(keys).find((name) => matches(keys[name]));
    if (!action || !actions[action]) return;
    const moves = action === "next" || action === "previous";
    // A key that is held down moves on, and decides nothing.
    if (event.repeat && !moves) return;
    event.preventDefault();
    // Nobody decides about what is not marked: the first key marks it.
    if (!alone.has(action) && !current()) go(cards()[0]);
    else actions[action]();
  });

  const help = document.querySelector("[data-help]");
  if (help) {
    help.hidden = false;
    help.addEventListener("click", actions.help);
  }

  // Back from a form: on with the card that is next.
  const news = document.querySelector("#done");
  if (news && location.hash === "#done" && !whole) go(news.closest("li")?.nextElementSibling?.querySelector("[data-card]"));
})();
