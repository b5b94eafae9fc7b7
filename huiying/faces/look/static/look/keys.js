// Staff work with the keyboard: ? shows the keys, J and K walk the rows, data-key="R" presses its element.
// data-alt="W" is reached with Alt also while somebody writes; in data-digits a digit chooses the option of that number.
(() => {
  "use strict";
  const dialog = document.getElementById("keys");
  const list = dialog?.querySelector("dl");
  const targets = () => [...document.querySelectorAll("[data-key]")];
  const alts = () => [...document.querySelectorAll("[data-alt]")].filter((one) => one.offsetParent || one.closest("details:not([open])"));
  const name = (target) => target.dataset.keyName || target.getAttribute("aria-label") || target.labels?.[0]?.firstChild?.textContent.trim() || target.querySelector("legend")?.firstChild?.textContent.trim() || target.firstChild?.textContent.trim() || target.textContent.trim();

  const show = () => {
    list.querySelectorAll("[data-own]").forEach((line) => line.remove());
    for (const target of [...targets(), ...alts()]) {
      const key = document.createElement("dt"), words = document.createElement("dd");
      const said = target.dataset.key ?? `Alt+${target.dataset.alt}`;
      if (!said) continue;
      key.append(Object.assign(document.createElement("kbd"), { textContent: said }));
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
  const reach = (target) => {
    for (let part = target.closest("details:not([open])"); part; part = target.closest("details:not([open])")) part.open = true;
    if (target.matches("fieldset")) return (target.querySelector("input:checked") ?? target.querySelector("input"))?.focus();
    if (target.matches("summary")) { return (target.parentElement.querySelector("input, select, textarea") ?? target).focus(); }
    const box = target.previousElementSibling;
    press(target.dataset.many && box?.type === "search" ? box : target);
  };
  // By the place of the key, not its sign: an input method for Chinese must not swallow it.
  const letter = (code) => code.replace(/^(?:Key|Digit|Numpad)/, "").replace("Slash", "/");
  const choose = (event) => {
    const group = /^[1-9]$/.test(event.key) && event.target.matches("input:is([type=radio], [type=checkbox])") && event.target.closest("[data-digits]");
    const box = group && group.querySelectorAll("input:is([type=radio], [type=checkbox])")[event.key - 1];
    if (!box) return false;
    box.click();
    box.focus();
    return true;
  };
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
    if (event.altKey && !event.ctrlKey && !event.metaKey && !dialog?.open) {
      const alt = letter(event.code), wanted = alts().find((one) => one.dataset.alt === alt);
      if (wanted || (alt === "/" && dialog)) { event.preventDefault(); return wanted ? reach(wanted) : show(); }
    }
    if (!event.ctrlKey && !event.metaKey && !event.altKey && !dialog?.open && choose(event)) return event.preventDefault();
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
