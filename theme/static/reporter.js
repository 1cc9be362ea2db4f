"use strict";
// Copies the plain text of a release, or one of its quotes. Without this script both can be selected and copied by hand.
for (const box of document.querySelectorAll("[data-reporter]")) {
  const said = box.querySelector("[role=status]");

  // As it would be printed: the lines of a quote below each other, and its speaker after a dash.
  function words(part) {
    const lines = [...part.children].map((line) => (line.matches(".reporter__by") ? "— " : "") + line.textContent);
    return lines.length ? lines.join("\n") : part.textContent;
  }

  async function copy(part) {
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(words(part));
      said.textContent = box.dataset.done;
    } catch {
      // Not allowed here, or not over plain HTTP: the reader's own keys still work.
      getSelection().selectAllChildren(part);
      said.textContent = box.dataset.selected;
    }
  }

  for (const button of box.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(document.getElementById(button.dataset.copy)));
  }
}
