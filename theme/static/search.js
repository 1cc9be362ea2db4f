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

// Queries: Pagefind answers an unknown word with whatever starts alike («energy» with «e»), so each is looked up first.

const fold = (text) => text
  .toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").replace(/[œø]/g, "oe").replace(/æ/g, "ae")
  .replace(/ae/g, "a").replace(/oe/g, "o").replace(/ue/g, "u");

async function known(index, word) {
  const letters = fold(word).replace(/[^\p{L}\p{N}]/gu, "");
  if (!letters) return false;
  const [best] = (await index.search(word)).results;
  if (!best) return false;
  // Stems are shorter than words; what does not share its beginning is something else.
  const start = letters.slice(0, Math.max(3, Math.ceil(letters.length * 0.4)));
  const { content, locations, meta } = await best.data();
  const words = content.split(/\s+/);
  const places = [...locations.map((place) => words[place] ?? ""), meta.title ?? "", meta.also ?? ""];
  return places.some((place) => fold(place).replace(/[^\p{L}\p{N}\s]/gu, "").includes(start));
}

async function understood(index, text) {
  if (/^".+"$/.test(text)) return { term: text, unknown: [] };
  const words = text.split(/\s+/).filter(Boolean);
  const found = await Promise.all(words.map((word) => known(index, word)));
  return {
    term: words.filter((_, i) => found[i]).join(" "),
    unknown: words.filter((_, i) => !found[i]),
  };
}

// Results.

// The index holds «l'eau» for «l’eau», so that «eau» is found.
const typeset = (text) => text.replace(/(?<=\p{L})'(?=\p{L})/gu, "’");

function excerpt(marked) {
  return marked.split(/(<mark>.*?<\/mark>)/s).map((part) => {
    const words = part.replace(/^<mark>|<\/mark>$/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">");
    if (!part.startsWith("<mark>")) return typeset(words);
    const mark = document.createElement("mark");
    mark.textContent = typeset(words);
    return mark;
  });
}

const label = (select, value) => [...select.options].find((option) => option.value === value)?.text ?? "";

function shown({ url, meta, excerpt: marked, filters }) {
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
  item.querySelector(".story__summary").append(...excerpt(marked));
  const time = item.querySelector("time");
  const [date] = filters.date ?? [];
  if (date) {
    time.dateTime = date;
    time.textContent = new Date(date).toLocaleDateString(texts.locale, { dateStyle: "long", timeZone: "UTC" });
  } else time.parentElement.remove();
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
  const found = count === 0 ? texts.none : count === 1 ? texts.one : texts.many.replace("{n}", number);
  status.textContent = [...unknown.map((word) => texts.unknown.replace("{word}", word)), found].join(" ");
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
  try {
    if (!list.children.length) status.textContent = texts.searching;
    const index = await pagefind();
    const { term, unknown } = await understood(index, text);
    const order = sort.value || !text ? { date: "desc" } : {};
    const results = text && !term ? [] : (await index.search(term || null, { filters, sort: order })).results;
    if (ours !== run) return;
    waiting = results;
    list.replaceChildren();
    say(waiting.length, unknown);
    browse.hidden = waiting.length > 0;
    await show();
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

// The address holds what was asked, so that it can be kept and shared.
for (const [name, value] of new URLSearchParams(location.search)) {
  const field = form.elements.namedItem(name);
  if (field && "value" in field) field.value = value;
  if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = "";
}
if (location.search) search();
