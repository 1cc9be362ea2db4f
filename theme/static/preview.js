"use strict";
// Shows a change in the preview without a hand: asks each second which build is the newest, and reloads when it is
// another than the page's. The browser keeps the place where somebody was reading.
(() => {
  const page = document.querySelector("[data-preview]");
  if (!page) return;
  const { version, state } = page.dataset;
  let timer;

  async function look() {
    clearTimeout(timer);
    let pause = 1000;
    try {
      const answer = await fetch(state, { cache: "no-store" });
      // The preview was ended, or has another address now.
      if (answer.status === 404) return;
      const newest = await answer.json();
      if (newest.version !== version) return location.reload();
    } catch {
      // Nobody answers just now: perhaps the service is being started again.
      pause = 3000;
    }
    if (!document.hidden) timer = setTimeout(look, pause);
  }

  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  look();
})();
