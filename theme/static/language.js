"use strict";
// At "/": go to the first of the browser's languages that the newsroom has. Addresses come from the page's own
// hreflang links; their path alone is used, so that a preview on another host stays there.
(() => {
  const homes = new Map();
  for (const link of document.querySelectorAll('link[rel="alternate"][hreflang]')) {
    if (link.hreflang !== "x-default") homes.set(link.hreflang, new URL(link.href).pathname);
  }
  for (const wish of navigator.languages) {
    const home = homes.get(wish.slice(0, 2).toLowerCase());
    if (home && home !== location.pathname) {
      location.replace(home);
      return;
    }
  }
})();
