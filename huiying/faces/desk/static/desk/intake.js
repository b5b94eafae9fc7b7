// The intake screen: what is typed is kept on the server, files as soon as they are chosen, Enter moves on.
(() => {
  "use strict";
  const form = document.getElementById("intake");
  if (!form) return;
  const status = document.getElementById("kept"), list = document.getElementById("files");
  // So that a reload goes on with this draft.
  history.replaceState(history.state, "", form.dataset.here);
  const WAIT = 1200, AGAIN = 5000;
  let timer = 0, pending = false, busy = false, sent = false;

  const data = (files) => {
    const all = new FormData(form);
    if (!files) all.delete("upload");
    return all;
  };

  const keep = async (files = false) => {
    if (busy || sent) { pending = !sent; return; }
    clearTimeout(timer);
    timer = 0;
    busy = true;
    pending = false;
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: data(files), headers: { "X-Kept-By": "page" }, redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      const [said, rows] = new DOMParser().parseFromString(await answer.text(), "text/html").body.children;
      status.textContent = said.textContent;
      if (files) { list.replaceChildren(...rows.childNodes); form.elements.upload.value = ""; }
    } catch {
      status.textContent = form.dataset.notKept;
      timer = setTimeout(() => keep(files), AGAIN);
    }
    busy = false;
    if (pending) soon();
  };
  const soon = () => { timer ||= setTimeout(keep, WAIT); };

  form.addEventListener("input", (event) => { if (event.target.type !== "file") soon(); });
  form.addEventListener("change", (event) => keep(event.target.type === "file"));
  // What was typed in the last second, when the page goes before it was kept.
  window.addEventListener("pagehide", () => { if ((timer || pending) && !sent) navigator.sendBeacon(form.dataset.keep, data(false)); });
  form.addEventListener("htmx:beforeRequest", (event) => { if (sent) event.preventDefault(); });
  form.addEventListener("submit", () => { sent = true; setTimeout(() => { sent = false; }, 8000); });

  // Only Ctrl+Enter and the buttons send; Enter leads to the next field, as a form is filled in.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.isComposing || !event.target.matches("input:not([type=file]), select")) return;
    event.preventDefault();
    const fields = [...form.querySelectorAll("input:not([type=hidden]), select, textarea")].filter((one) => one.offsetParent && (one.type !== "radio" || one.checked));
    const here = fields.findIndex((one) => one === event.target || (one.type === "radio" && one.name === event.target.name));
    fields[here + 1]?.focus();
  });

  const errors = document.getElementById("errors"), words = form.elements.words;
  if (!errors && !location.hash) { words.focus({ preventScroll: true }); words.setSelectionRange(words.value.length, words.value.length); }
})();
