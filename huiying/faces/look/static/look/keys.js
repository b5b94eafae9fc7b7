// Staff work with the keyboard: ? shows the keys, J and K walk the rows, data-key="R" presses its element.
(() => {
  "use strict";
  const dialog = document.getElementById("keys");
  const list = dialog?.querySelector("dl");
  const targets = () => [...document.querySelectorAll("[data-key]")];
  const name = (target) => target.getAttribute("aria-label") || target.firstChild?.textContent.trim() || target.textContent.trim();

  const show = () => {
    list.querySelectorAll("[data-own]").forEach((line) => line.remove());
    for (const target of targets()) {
      const key = document.createElement("dt"), words = document.createElement("dd");
      key.append(Object.assign(document.createElement("kbd"), { textContent: target.dataset.key }));
      words.textContent = name(target);
      for (const line of [key, words]) { line.dataset.own = ""; list.append(line); }
    }
    dialog.showModal();
  };

  const walk = (step) => {
    const links = [...document.querySelectorAll("[data-row]")].map((row) => row.querySelector("a[href]")).filter(Boolean);
    const here = links.findIndex((link) => link === document.activeElement);
    const next = links[Math.min(links.length - 1, Math.max(0, here + step))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };

  const press = (target) => (target.matches("input, select, textarea") ? target.focus() : target.click());
  const writing = (element) => element.matches("input:not([type=radio], [type=checkbox]), select, textarea") || element.isContentEditable;

  // WCAG 2.1.4: whoever speaks to the computer can switch the single letters off.
  const off = document.getElementById("keys-off");
  if (off) {
    off.checked = localStorage.getItem("hy-keys") === "off";
    off.addEventListener("change", () => localStorage.setItem("hy-keys", off.checked ? "off" : "on"));
  }

  document.addEventListener("keydown", (event) => {
    // Also where the form asks nothing, so that nothing of it has the focus.
    const form = event.target.form ?? document.querySelector('[data-key="Ctrl+Enter"]')?.form;
    if (event.key === "Enter" && event.ctrlKey && form) return form.requestSubmit();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || writing(event.target) || dialog?.open) return;
    const key = event.key.toUpperCase();
    if (off?.checked && /^\p{L}$/u.test(key)) return;
    const target = targets().find((one) => one.dataset.key.toUpperCase() === key);
    if (target) press(target);
    else if (key === "?" && dialog) show();
    else if (key === "J") walk(1);
    else if (key === "K") walk(-1);
    else return;
    event.preventDefault();
  });
})();
