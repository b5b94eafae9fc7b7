// What a page gains with JavaScript. Everything works without it.
(() => {
  "use strict";
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const DRAFT = "hy-draft:", SENT = "hy-sent";
  const store = window.sessionStorage;

  // autofocus does this by itself, but not when the address ends in #…
  window.addEventListener("load", () => { if (location.hash && document.activeElement === document.body) document.getElementById("errors")?.focus(); });

  // A page that is neither an error nor a door proves that the draft arrived, unless the same form came back.
  const sent = store.getItem(SENT);
  store.removeItem(SENT);
  if (sent && document.body.dataset.kept !== "no" && !document.querySelector(`form[data-draft="${CSS.escape(sent)}"]`)) store.removeItem(DRAFT + sent);

  const areas = (form) => [...form.querySelectorAll("textarea[name]:not([data-secret])")];
  const keep = (form) => {
    const words = Object.fromEntries(areas(form).map((area) => [area.name, area.value]));
    try { store.setItem(DRAFT + form.dataset.draft, JSON.stringify(words)); } catch { /* full or forbidden: the page still works */ }
  };
  each("form[data-draft]", (form) => {
    const words = JSON.parse(store.getItem(DRAFT + form.dataset.draft) || "{}");
    areas(form).forEach((area) => { if (!area.value && words[area.name]) area.value = words[area.name]; });
    form.addEventListener("input", () => keep(form));
  });

  each("[data-count]", (line) => {
    const area = document.getElementById(line.dataset.count);
    const number = new Intl.NumberFormat(document.documentElement.lang);
    const gap = document.documentElement.lang.startsWith("zh") ? "" : " ";
    const say = () => {
      line.textContent = line.dataset.said.replace("{n}", number.format([...area.value].length)).replace("{most}", number.format(line.dataset.most));
      if (area.form.dataset.draft) line.textContent += gap + line.dataset.safe;
    };
    area.addEventListener("input", say);
    line.hidden = false;
    say();
  });

  each("[data-print]", (button) => { button.hidden = false; button.addEventListener("click", () => window.print()); });

  // One press sends once; the back button and a lost line give the button back.
  let dirty = false;
  const busy = new Set();
  const release = () => { busy.forEach((form) => each("button[aria-disabled]", (b) => b.removeAttribute("aria-disabled"))); busy.clear(); };
  document.addEventListener("input", (event) => { dirty ||= Boolean(event.target.closest("form[data-guard]")); });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (busy.has(form)) return event.preventDefault();
    busy.add(form);
    dirty = false;
    if (form.dataset.draft) store.setItem(SENT, form.dataset.draft);
    event.submitter?.setAttribute("aria-disabled", "true");
    setTimeout(release, 8000);
  });
  window.addEventListener("pageshow", release);
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
})();
