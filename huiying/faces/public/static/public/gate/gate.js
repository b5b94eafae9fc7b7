// Lets a browser do a little work instead of waiting (altcha). Without JavaScript the page says how long to wait.
(() => {
  "use strict";
  const box = document.querySelector("[data-challenge]");
  if (!box) return;
  const form = box.closest("form"), challenge = JSON.parse(box.dataset.challenge);
  let pressed = box.dataset.go === "yes", submitter, done = false;

  const say = (what) => box.querySelectorAll("[data-while]").forEach((part) => { part.hidden = part.dataset.while !== what; });
  const found = (number) => {
    if (number < 0) return;
    const { algorithm, challenge: wanted, salt, signature } = challenge;
    const told = btoa(JSON.stringify({ algorithm, challenge: wanted, number, salt, signature })).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
    const address = new URL(form.getAttribute("action") || location.href, location.href);
    address.searchParams.set("pass", `a.${told}`);
    form.action = address.href;
    done = true;
    if (pressed) form.requestSubmit ? form.requestSubmit(submitter) : form.submit();
  };

  form.addEventListener("submit", (event) => {
    if (done) return;
    // The work is nearly done: the press is kept and goes on by itself. `page.js` must not count it as sent.
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = true;
    submitter = event.submitter;
    say("work");
  }, { capture: true });
  if (pressed) say("work");

  try {
    const worker = new Worker(box.dataset.solver);
    worker.onmessage = (event) => { worker.terminate(); found(event.data); };
    worker.onerror = () => byPieces();
    worker.postMessage(challenge);
  } catch { byPieces(); }

  function byPieces() {
    const script = document.createElement("script");
    script.src = box.dataset.solver;
    script.onload = () => {
      const piece = (from) => {
        const number = window.hyLook(challenge, from, Math.min(from + 2000, challenge.maxNumber + 1));
        if (number >= 0 || from > challenge.maxNumber) return found(number);
        setTimeout(piece, 0, from + 2000);
      };
      piece(0);
    };
    // Neither works: the press goes out as it is, and the page that comes says how long to wait.
    script.onerror = () => { done = true; say("wait"); };
    document.head.append(script);
  }
})();
