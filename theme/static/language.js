"use strict";
// At "/": open the first of the browser's languages that the newsroom speaks. The page itself lists them all.
for (const wish of navigator.languages) {
  const door = document.querySelector(`a[hreflang="${CSS.escape(wish.slice(0, 2).toLowerCase())}"]`);
  if (door) {
    location.replace(door.href);
    break;
  }
}
