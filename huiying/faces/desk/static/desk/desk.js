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
})();
