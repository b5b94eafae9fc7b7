// What the desk gains with JavaScript. Everything works without it.
(() => {
  "use strict";
  document.querySelectorAll("[data-readback]").forEach((line) => {
    const area = document.getElementById(line.dataset.readback);
    const before = line.textContent;
    const say = () => { line.textContent = area.value.trim() ? line.dataset.said.replace("{words}", () => area.value.trim()) : before; };
    area.addEventListener("input", say);
    say();
  });

  // A box above a long list: what is ticked always stays in sight.
  document.querySelectorAll("[data-filter]").forEach((list) => {
    const boxes = [...list.querySelectorAll(".hy-opt")];
    const input = Object.assign(document.createElement("input"), { type: "search", className: "hy-input hy-input--20", autocomplete: "off" });
    input.setAttribute("aria-label", list.dataset.filter);
    input.placeholder = list.dataset.filter;
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      boxes.forEach((box) => { box.hidden = !box.querySelector("input").checked && !box.textContent.toLowerCase().includes(wanted); });
    });
    list.querySelector(".hy-opts").before(input);
  });

  // The same for a select with many options: typing narrows it.
  document.querySelectorAll("select[data-many]").forEach((select) => {
    const all = [...select.options];
    const input = Object.assign(document.createElement("input"), { type: "search", className: "hy-input hy-input--20", autocomplete: "off" });
    input.setAttribute("aria-label", select.dataset.many);
    input.placeholder = select.dataset.many;
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      const kept = all.filter((option) => !option.value || option.selected || option.textContent.toLowerCase().includes(wanted));
      select.replaceChildren(...kept);
      const found = kept.filter((option) => option.value);
      if (wanted && found.length === 1) found[0].selected = true;
    });
    select.before(input);
  });

  // A suggestion beside a field is put into it; without JavaScript the server does so.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]");
    const field = button && document.getElementById(button.dataset.take);
    if (!field) return;
    event.preventDefault();
    const box = field.previousElementSibling;
    if (field.dataset.many && box?.type === "search") { box.value = ""; box.dispatchEvent(new Event("input")); }
    field.value = button.dataset.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });

  // Alt and an arrow move the row in which the focus is: they press its own buttons.
  document.addEventListener("keydown", (event) => {
    const name = event.altKey && { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const button = name && event.target.closest("[data-row]")?.querySelector(`button[name="${name}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
  // Back on the page, the moved row has the focus again.
  document.querySelector(`a.hy-q__title[id="${CSS.escape(location.hash.slice(1))}"]`)?.focus();
})();
