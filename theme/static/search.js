// Searches this language's index in the browser. Pagefind is used as a library; what readers see is made here, of DOM
// nodes. All texts come from the form's data-* attributes and options.
const form = document.querySelector("[data-search]");
const texts = form.dataset;
const { q, topic, kind, year, sort } = form.elements;
const status = document.querySelector("[data-status]");
const list = document.querySelector("[data-results]");
const more = document.querySelector("[data-more]");
const browse = document.querySelector("[data-browse]");
const template = document.querySelector("[data-result]");
const PAGE = 10;
const PAUSE = 250;

let loading;
let run = 0;
let waiting = [];

// A worker would need more rights than this page has.
function pagefind() {
  loading ??= import(texts.index).then(async (module) => {
    await module.options({ noWorker: true, baseUrl: texts.base, excerptLength: 32 });
    return module;
  });
  loading.catch(() => { loading = undefined; });
  return loading;
}

// Queries. For a word that it does not know Pagefind answers with whatever starts alike («zur» for «Zurich»), so each
// word is looked up first: as it is, and then as the beginning of longer ones.

const fold = (text) => text
  .toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").replace(/œ|ø/g, "oe").replace(/æ/g, "ae")
  .replace(/ae/g, "a").replace(/oe/g, "o").replace(/ue/g, "u").replace(/[^\p{L}\p{N}\s]/gu, "");

async function known(index, word) {
  if ((await index.search(`"${word}"`)).results.length) return true;
  const [best] = (await index.search(word)).results;
  if (!best) return false;
  const letters = fold(word);
  const start = letters.slice(0, Math.ceil(letters.length * 0.65));
  const { content, locations, meta } = await best.data();
  const words = content.split(/\s+/);
  const places = [...locations.map((place) => words[place] ?? ""), meta.title ?? "", meta.also ?? ""];
  return places.some((place) => fold(place).includes(start));
}

async function understood(index, text) {
  if (/^".+"$/.test(text)) return { term: text, unknown: [] };
  const words = text.replaceAll('"', " ").split(/\s+/).filter((word) => fold(word));
  const found = await Promise.all(words.map((word) => known(index, word)));
  return {
    term: words.filter((_, i) => found[i]).join(" "),
    unknown: words.filter((_, i) => !found[i]),
  };
}

// Results.

// The index holds «l'eau» for «l’eau», so that «eau» is found.
const typeset = (text) => text.replace(/(?<=\p{L})'(?=\p{L})/gu, "’");

const unescaped = (text) => typeset(text.replace(/&lt;/g, "<").replace(/&gt;/g, ">"));

function excerpt(marked, plain, content) {
  const parts = marked.split(/(<mark>.*?<\/mark>)/s).flatMap((part) => {
    if (!part.startsWith("<mark>")) return [unescaped(part)];
    const [, before, word, after] = unescaped(part.slice(6, -7)).match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
    const mark = document.createElement("mark");
    mark.textContent = word;
    return [before, mark, after];
  });
  // The whole text was escaped, too, before it was cut.
  const whole = content.replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return [whole.startsWith(plain) ? "" : "… ", ...parts, whole.endsWith(plain) ? "" : " …"];
}

const label = (select, value) => [...select.options].find((option) => option.value === value)?.text ?? "";

function shown({ url, meta, content, excerpt: marked, plain_excerpt: plain, filters }) {
  const item = template.content.firstElementChild.cloneNode(true);
  const link = item.querySelector("a");
  link.href = url;
  link.textContent = typeset(meta.title);
  const names = [label(kind, filters.kind?.[0]), ...(filters.topic ?? []).map((id) => label(topic, id))];
  item.querySelector(".kicker").append(...names.filter(Boolean).map((name, i) => {
    const span = document.createElement("span");
    span.className = i ? "" : "kicker__kind";
    span.textContent = name;
    return span;
  }));
  item.querySelector(".story__summary").append(...excerpt(marked, plain, content));
  const when = item.querySelector(".story__meta");
  const [date] = filters.date ?? [];
  if (date) {
    const time = document.createElement("time");
    time.dateTime = date;
    const words = new Date(date).toLocaleDateString(texts.locale, { dateStyle: "long", timeZone: "UTC" });
    time.textContent = texts.locale.startsWith("fr") ? words.replace(/^1 /, "1er ") : words;
    when.append(time);
  } else when.remove();
  return item;
}

async function show(focus) {
  const ours = run;
  const next = await Promise.all(waiting.splice(0, PAGE).map((result) => result.data()));
  if (ours !== run) return;
  const items = next.map(shown);
  list.append(...items);
  more.hidden = !waiting.length;
  if (focus) items[0]?.querySelector("a").focus();
}

function say(count, unknown) {
  const number = count.toLocaleString(texts.locale);
  const found = count === 1 ? texts.one : count ? texts.many.replace("{n}", number) : unknown.length ? "" : texts.none;
  status.textContent = [...unknown.map((word) => texts.unknown.replace("{word}", word)), found].join(" ").trim();
}

// Asking.

function remember() {
  const asked = [...new FormData(form)].filter(([, value]) => value);
  const query = new URLSearchParams(asked).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

async function search() {
  const ours = ++run;
  remember();
  const text = q.value.trim();
  const filters = Object.fromEntries([topic, kind, year].filter((one) => one.value).map((one) => [one.name, one.value]));
  const asked = text || Object.keys(filters).length;
  browse.hidden = Boolean(asked);
  if (!asked) {
    clear();
    return;
  }
  list.ariaBusy = "true";
  try {
    if (!list.children.length) status.textContent = texts.searching;
    const index = await pagefind();
    const { term, unknown } = await understood(index, text);
    const order = sort.value || !text ? { rank: "desc" } : {};
    const results = text && !term ? [] : (await index.search(term || null, { filters, sort: order })).results;
    if (ours !== run) return;
    waiting = results;
    list.replaceChildren();
    say(waiting.length, unknown);
    browse.hidden = waiting.length > 0;
    await show();
    if (ours === run) list.ariaBusy = "false";
  } catch {
    if (ours !== run) return;
    clear();
    status.textContent = texts.failed;
    browse.hidden = false;
  }
}

function clear() {
  waiting = [];
  list.replaceChildren();
  list.ariaBusy = "false";
  more.hidden = true;
  status.textContent = "";
}

let pause;
form.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(search, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  search();
});
more.addEventListener("click", () => show(true));

document.querySelector("[data-without]").remove();
form.hidden = false;

// The address holds what was asked, so that it can be kept and shared.
for (const [name, value] of new URLSearchParams(location.search)) {
  const field = form.elements.namedItem(name);
  if (field && "value" in field) field.value = value;
  if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = "";
}
if (location.search) search();
