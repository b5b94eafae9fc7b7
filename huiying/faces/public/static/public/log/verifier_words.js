// The phrases of the page, in the language that it has at this moment.
const hyWords = (() => {
  "use strict";
  const both = JSON.parse(document.getElementById("verify-words").textContent);
  const tag = () => document.documentElement.lang.toLowerCase().startsWith("en") ? "en" : "zh-Hans";
  const locale = () => tag() === "en" ? "en-GB" : "zh-CN";
  const has = (key) => key in both[tag()];
  const say = (key, values = {}) => both[tag()][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const number = (value) => new Intl.NumberFormat(locale()).format(value);
  const day = (iso) => new Intl.DateTimeFormat(locale(), { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));
  // Unix seconds, told in the time zone of this device.
  const time = (seconds) => {
    const at = new Date(Number(seconds) * 1000);
    return Number.isNaN(at.getTime()) ? String(seconds) : new Intl.DateTimeFormat(locale(), { dateStyle: "long", timeStyle: "short" }).format(at);
  };
  return { tag, has, say, number, day, time };
})();
