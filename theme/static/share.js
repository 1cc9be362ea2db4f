"use strict";
/* Copying the link, the device's own menu, and Mastodon, whose server only the reader knows. */
(() => {
  const box = document.querySelector(".share");
  const ways = box.querySelector(".share__ways");
  const { title, url } = ways.dataset;
  const said = box.querySelector(".share__said");
  const show = (button) => { button.closest("li").hidden = false; return button; };

  if (navigator.clipboard) {
    const copy = show(box.querySelector(".share__copy"));
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(url);
      said.textContent = copy.dataset.done;
    });
  }
  if (navigator.share) {
    show(box.querySelector(".share__device")).addEventListener("click", () => {
      navigator.share({ title, url }).catch(() => {}); // closing the menu is no error
    });
  }

  const open = show(box.querySelector(".share__open"));
  const form = box.querySelector(".share__mastodon");
  const server = form.elements.server;
  open.addEventListener("click", () => {
    form.hidden = !form.hidden;
    open.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) server.focus();
  });
  server.addEventListener("input", () => server.setCustomValidity(""));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Whatever somebody knows of it: the host, the address, or their own @name@host.
    const host = server.value.trim().replace(/^https?:\/\//, "").replace(/^.*@/, "").replace(/\/.*$/, "");
    if (!/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(host)) {
      server.setCustomValidity(server.placeholder);
      server.reportValidity();
      return;
    }
    window.open(`https://${host}/share?text=${encodeURIComponent(`${title} ${url}`)}`, "_blank", "noopener");
  });
})();
