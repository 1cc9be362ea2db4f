"use strict";
// Fetches what tells a reader's form from a program's, when the reader begins to write: a token that holds the time,
// and a challenge where the newsroom asks for work. Without it the form is sent all the same. Nothing is stored.
(() => {
  const form = document.querySelector("[data-comment-form]");
  if (!form) return;
  const { body, token, proof } = form.elements;
  const FRESH = 15 * 60 * 1000; // The service takes a solution for 20 minutes.
  const PATIENCE = 10 * 1000; // After that the comment goes without one, and a person looks at it.

  async function fetchOpening() {
    const response = await fetch(`${form.getAttribute("action")}/token`, { headers: { Accept: "application/json" } });
    return response.ok ? response.json() : {};
  }

  // A text from elsewhere, or from an earlier visit, can be sent at once: how old the form is says nothing then.
  let written = true;
  function elsewhere() {
    written = false;
    token.value = "";
  }
  body.addEventListener("paste", elsewhere);
  body.addEventListener("drop", elsewhere);
  // What nobody types letter by letter comes whole: dictation, a phone's clipboard, text expanders, replacements.
  const WHOLE = 20; // Characters at once; no word that a keyboard completes is that long, or rarely.
  const UNTYPED = /^insertFrom|^insertReplacementText$/;
  let length = body.value.length;
  body.addEventListener("input", (event) => {
    const grown = body.value.length - length;
    length = body.value.length;
    if (UNTYPED.test(event.inputType) || Math.max(grown, event.data?.length || 0) >= WHOLE) elsewhere();
  });

  // The browser derives keys beside the page, which stays as quick as it is (Web Crypto).

  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

  async function derived({ nonce, salt, cost, keyLength }, counter) {
    const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0]);
    new DataView(password.buffer).setUint32(password.length - 4, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const rule = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
    return hex(await crypto.subtle.deriveBits(rule, key, keyLength * 8));
  }

  // The challenge as ALTCHA gives it, and its solution as ALTCHA takes it.
  async function solved(challenge) {
    const { parameters } = challenge;
    for (let first = 0; first < 5000; first += 4) {
      const keys = await Promise.all([0, 1, 2, 3].map((more) => derived(parameters, first + more)));
      const found = keys.findIndex((key) => key.startsWith(parameters.keyPrefix));
      if (found >= 0) {
        return btoa(JSON.stringify({ challenge, solution: { counter: first + found, derivedKey: keys[found] } }));
      }
    }
    return "";
  }

  const proves = "proof" in form.dataset;
  let work;

  function begin() {
    const since = Date.now();
    const done = fetchOpening().then((opening) => {
      if (written) token.value ||= opening.token || "";
      return opening.challenge ? solved(opening.challenge) : "";
    }).catch(() => "");
    work = { since, done };
  }

  let touched = false;

  form.addEventListener("focusin", () => {
    if (!touched && body.value) elsewhere();
    touched = true;
    if (!work && (proves || (written && !token.value))) begin();
  });

  // What comments.js waits for before it sends; a solution is good for one comment.
  form.prove = async () => {
    if (!proves) return;
    if (!work || Date.now() - work.since > FRESH) begin();
    const { done } = work;
    proof.value = await Promise.race([done, new Promise((resolve) => setTimeout(resolve, PATIENCE, ""))]);
    work = undefined;
  };
})();
