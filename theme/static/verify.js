"use strict";
// Compares a file with the newsroom's list of checksums. The file is read here and sent nowhere.
(() => {
  const form = document.querySelector(".verify__form");
  // Browsers compute checksums only where nobody can have changed this script on its way.
  if (!form || !window.isSecureContext) return;
  const texts = form.dataset;
  const input = form.querySelector("input");
  const answer = form.querySelector(".verify__answer");
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" });
  const when = (moment) => day.format(new Date(moment));
  let list;

  function say(kind, text, page) {
    const line = document.createElement("p");
    line.textContent = text;
    answer.className = `verify__answer panel panel--${kind}`;
    answer.replaceChildren(line);
    if (page) {
      const link = document.createElement("a");
      link.href = new URL(page.page).pathname;
      link.textContent = `${texts.page}: ${page.title}`;
      link.lang = page.lang;
      const below = document.createElement("p");
      below.append(link);
      answer.append(below);
    }
  }

  async function digest(file) {
    const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function compare(file) {
    say("busy", texts.busy);
    try {
      list ??= await (await fetch(texts.list)).json();
      const sum = await digest(file);
      const ours = list.files.find((known) => known.sha256 === sum);
      const former = list.former.find((known) => known.sha256 === sum);
      if (ours) {
        say("good", texts.ours.replace("{name}", ours.file).replace("{date}", when(ours.since)), ours);
      } else if (former) {
        say("warn", texts.former.replace("{name}", former.file).replace("{until}", when(former.until)));
      } else {
        say("warn", texts.unknown);
      }
    } catch {
      list = undefined;
      say("bad", texts.failed);
    }
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("change", () => { if (input.files[0]) compare(input.files[0]); });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files[0]) compare(event.dataTransfer.files[0]);
  });
})();
