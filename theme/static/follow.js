// Puts together the addresses of the feeds that a reader picks, and a file of them. The server sends
// every feed's name, title, address (without its format) and page, by language and «topic kind».
"use strict";

(() => {
  const form = document.querySelector("[data-picker]");
  if (!form) return;
  const texts = form.dataset;
  const feeds = JSON.parse(texts.feeds);
  const list = form.querySelector("[data-list]");
  const heading = form.querySelector("[data-count]");
  const said = form.querySelector("[data-said]");
  const all = form.querySelector("[data-all]");

  function create(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  const boxes = (name) => [...form.querySelectorAll(`[name="${name}"]`)];
  const ticked = (name) => boxes(name).filter((box) => box.checked).map((box) => box.value);
  const format = () => ticked("format")[0];

  // As few addresses as there can be: where every kind is wanted, one feed holds them all. Only the
  // feed of all topics leaves notes out, which have their own.
  function kindsFor(topic) {
    const kinds = ticked("kind");
    if (!kinds.length) return [""];
    if (kinds.length < boxes("kind").length) return kinds;
    return topic ? [""] : ["", "note"];
  }

  function picked() {
    const topics = ticked("topic");
    const langs = boxes("lang").length ? ticked("lang") : Object.keys(feeds);
    return langs.flatMap((lang) =>
      (topics.length ? topics : [""]).flatMap((topic) =>
        kindsFor(topic).map((kind) => {
          const [name, title, address, page] = feeds[lang][`${topic} ${kind}`];
          return { lang, name, title, page, address: address + format() };
        }),
      ),
    );
  }

  function row(feed, number, several) {
    const id = `picked-${number}`;
    const field = create("input", { id, type: "url", readOnly: true, value: feed.address });
    field.addEventListener("focus", () => field.select());
    const label = create("label", { htmlFor: id, lang: feed.lang }, feed.name);
    if (several) label.append(` (${form.querySelector(`[for="pick-${feed.lang}"]`).textContent})`);
    const item = create("li", {}, label, create("div", { className: "picker__address" }, field));
    if (navigator.clipboard) item.lastChild.append(copier(feed));
    return item;
  }

  function copier(feed) {
    const button = create("button", { type: "button", className: "button button--secondary" }, texts.copy);
    button.append(create("span", { className: "visually-hidden" }, `: ${feed.name}`));
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(feed.address);
      button.firstChild.data = texts.copied;
      said.textContent = `${texts.copied}: ${feed.name}`;
    });
    return button;
  }

  function show() {
    const found = picked();
    const several = new Set(found.map((feed) => feed.lang)).size > 1;
    const many = texts.many.replace("{n}", found.length);
    heading.textContent = found.length > 1 ? many : found.length ? texts.one : texts.none;
    list.replaceChildren(...found.map((feed, number) => row(feed, number, several)));
    all.hidden = found.length < 2;
  }

  function opml() {
    const page = document.implementation.createDocument("", "opml");
    const element = (parent, name, values, text = "") => {
      const child = page.createElement(name);
      for (const [key, value] of Object.entries(values)) child.setAttribute(key, value);
      child.textContent = text;
      return parent.appendChild(child);
    };
    page.documentElement.setAttribute("version", "2.0");
    element(element(page.documentElement, "head", {}), "title", {}, texts.title);
    const body = element(page.documentElement, "body", {});
    for (const { title, address, page: htmlUrl, lang } of picked()) {
      element(body, "outline", { type: "rss", text: title, title, xmlUrl: address, htmlUrl, language: lang });
    }
    return `<?xml version="1.0" encoding="utf-8"?>\n${new XMLSerializer().serializeToString(page)}\n`;
  }

  form.addEventListener("change", () => {
    show();
    said.textContent = heading.textContent;
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[data-opml]").addEventListener("click", () => {
    const href = URL.createObjectURL(new Blob([opml()], { type: "text/x-opml" }));
    create("a", { href, download: "feeds.opml" }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
  });
  form.hidden = false;
  show();
})();
