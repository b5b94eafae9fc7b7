// The form of the verifier: reads what is given, checks it here, and says what was proved and what was not.
(() => {
  "use strict";
  const form = document.querySelector("form[data-verify]");
  if (!form) return;
  const { tag, has, say, number, day, time } = hyWords;
  const { file, address, policy } = form.elements, result = document.querySelector("[data-verify-result]");
  const back = form.querySelector("[data-verify-back]");
  let last = null; // what stands in the result, to say it again in the other language

  const make = (name, className, ...inner) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...inner.filter((one) => one !== null));
    return element;
  };
  const rows = (pairs, className) => make("dl", `hy-sum ${className ?? ""}`, ...pairs.map(([key, value]) => make("div", "", make("dt", "", key), make("dd", "", value))));
  const verdict = (words, className) => Object.assign(make("h2", className, words), { id: "verify-verdict" });
  const proofs = (items) => make("ul", "hy-proof", ...items.map(([what, more]) => make("li", "", make("b", "", what), make("span", "hy-hint", more))));
  const experts = (pairs) => make("details", "hy-verify__expert", make("summary", "", say("experts")), rows(pairs));
  const quote = (words) => Object.assign(make("blockquote", "hy-quote", words), { lang: /\p{Script=Han}/u.test(words) ? "zh-Hans" : "en" });

  // What a receipt proved

  const summary = ({ index, head, entry, words }) => rows([
    [say("row.log"), head.origin],
    [say("row.number"), say("number", { n: number(index + 1n), size: number(head.size) })],
    [say("row.what"), has(`type.${entry.type ?? ""}`) ? say(`type.${entry.type ?? ""}`) : entry.type],
    entry.day && [say("row.day"), day(entry.day)],
    entry.due && [say("row.due"), say("due", { day: day(entry.due) })],
    entry.basis && [say("row.basis"), entry.basis],
    entry.role && [say("row.role"), entry.role],
    words && [say("row.words"), quote(words)],
  ].filter(Boolean));
  const wasProved = ({ index, witnesses, fields, words }, own) => proofs([
    [say("proved.entry", { n: number(index + 1n) }), say("proved.entry_more")],
    [say("proved.signed"), say(own ? "proved.signed_own" : "proved.signed_more")],
    ...witnesses.map(([name, at]) => [say("proved.witness", { name }), say("proved.witness_more", { time: time(at) })]),
    words ? [say("proved.words"), say("proved.words_more")] : Object.keys(fields).length ? [say("proved.fields"), say("proved.fields_more")] : null,
  ].filter(Boolean));
  const notProved = ({ witnesses, words }, own) => {
    const keys = [own && "key", !witnesses.length && "split", "typed", "time", "before", !words && "words", "page"].filter(Boolean);
    return make("ul", "hy-proof hy-verify__not", ...keys.map((key) => make("li", "", make("span", "", say(`not.${key}`)))));
  };
  const plain = (value) => {
    const words = hyNote.canonical(value);
    return words.startsWith('"') ? value : words;
  };
  const expertRows = ({ index, head, leaf, vkey, fields }, native) => [
    [say("expert.index"), String(index)],
    [say("expert.size"), String(head.size)],
    [say("expert.leaf"), hyBytes.hex(leaf)],
    [say("expert.root"), hyBytes.hex(head.root)],
    [say("expert.key"), vkey],
    [say("expert.engine"), say(native ? "expert.browser" : "expert.page")],
    ...Object.entries(fields).map(([name, value]) => [name, plain(value)]),
  ];
  const showProved = ({ proved, own, native }) => [
    own
      ? make("div", "hy-banner hy-banner--wait", verdict(say("own")), make("p", "", say("own_what")))
      : make("div", "hy-receipt", verdict(say("ok"), "hy-verify__mark"), make("p", "", say("ok_what"))),
    make("div", "hy-card", summary(proved)),
    make("h3", "", say("proved")), wasProved(proved, own),
    make("h3", "", say("not_proved")), notProved(proved, own),
    experts(expertRows(proved, native)),
  ];

  // What went wrong

  const DAMAGED = { proof_length: "not_included" };
  const sentenceOf = ({ reason, malformed, about, known }) => {
    const name = !malformed && DAMAGED[reason] || (reason === "not_signed" && known.includes(about) ? "other_key" : reason);
    return has(`fault.${name}`) ? name : "damaged";
  };
  const todoOf = (name) => ["named_key", "not_included", "fields", "words"].includes(name) ? "signature" : name;
  const reasonOf = ({ reason, about }) => `${has(`reason.${reason}`) ? say(`reason.${reason}`, { about }) : about} (${reason})`;
  const showFault = (fault) => {
    const name = sentenceOf(fault), values = { origin: fault.about, name: fault.about, line: fault.about, known: fault.known.join(", ") || "–" };
    const box = make("div", "hy-errsum",
      verdict(say(name === "nothing" ? "fault.nothing" : "fault")),
      name === "nothing" ? null : make("p", "", say(`fault.${name}`, values)),
      make("p", "", say(`todo.${todoOf(name)}`)));
    if (name === "not_signed" && fault.named) box.append(ownButton());
    return name === "nothing" ? [box] : [box, experts([[say("expert.reason"), reasonOf(fault)]])];
  };
  const ownButton = () => {
    const button = Object.assign(make("button", "hy-btn hy-btn--second", say("use_own")), { type: "button" });
    button.addEventListener("click", () => check({ own: true }));
    return button;
  };

  const show = (outcome, { focus = true } = {}) => {
    last = outcome;
    result.replaceChildren(...(outcome.proved ? showProved(outcome) : showFault(outcome.fault)));
    result.hidden = false;
    if (focus) result.focus();
  };

  // Checking

  const given = async () => {
    const [chosen] = file.files, pasted = address.value.trim();
    if (!chosen && !pasted) throw hyNote.malformed("nothing");
    return hyReceipt.offered(chosen ? new Uint8Array(await chosen.arrayBuffer()) : hyBytes.utf8(`${pasted}\n`));
  };
  // With nothing to trust, the key that the receipt names itself stands in, without witnesses' quorum.
  const ownPolicy = async (receipt, witnesses) => {
    const key = await hyReceipt.namedKey(receipt);
    if (!key) throw hyNote.unproved("no_key");
    return { logs: [key], witnesses, groups: new Map(), quorum: "none" };
  };
  const judged = async (onlyOwn) => {
    let known = [], named = false;
    try {
      const receipt = await given(), empty = !policy.value.trim(), own = onlyOwn || empty;
      const trusted = empty ? { logs: [], witnesses: new Map() } : await hyNote.policyOf(policy.value);
      known = [...new Set(trusted.logs.map((key) => key.name))];
      named = Boolean(await hyReceipt.namedKey(receipt).catch(() => null));
      const proved = await hyReceipt.verify(receipt, own ? await ownPolicy(receipt, trusted.witnesses) : trusted);
      return { proved, own, native: await hyEd25519.native() };
    } catch (error) {
      const { reason, malformed, about } = error instanceof HyFault ? error : hyNote.malformed("receipt");
      return { fault: { reason, malformed, about, known, named } };
    }
  };
  const check = async ({ own = false } = {}) => show(await judged(own));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation(); // nothing is sent
    check();
  });
  file.addEventListener("change", () => { if (file.files.length) address.value = ""; });
  address.addEventListener("input", () => { if (address.value) file.value = ""; });
  policy.addEventListener("input", () => { back.hidden = policy.value === policy.defaultValue; });
  back.addEventListener("click", () => {
    policy.value = policy.defaultValue;
    back.hidden = true;
    policy.focus();
  });

  // Dropping a file anywhere on the page
  const over = (on) => form.classList.toggle("hy-verify--over", on);
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  document.addEventListener("dragleave", () => over(false));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (!event.dataTransfer.files.length) return;
    file.files = event.dataTransfer.files;
    address.value = "";
    check();
  });

  // The address of a code opens this page with the receipt after the #, which browsers send to nobody.
  const fromAddress = () => {
    if (location.hash.length < 100) return;
    address.value = location.href;
    check();
  };
  window.addEventListener("hashchange", fromAddress);

  // The page that lies on a device has both languages and both sizes in it.
  const largeButton = document.querySelector("[data-verify-large]"), languageButton = document.querySelector("[data-verify-language]");
  const root = document.documentElement;
  const retell = () => {
    document.querySelectorAll("[data-say]").forEach((element) => { element.textContent = say(element.dataset.say); });
    if (last) show(last, { focus: false });
  };
  const speak = (language) => {
    root.lang = language;
    const english = tag() === "en";
    Object.assign(languageButton, { lang: english ? "zh-Hans" : "en", textContent: english ? "中文" : "English" });
    document.title = say("title");
    retell();
  };
  if (languageButton) {
    languageButton.addEventListener("click", () => speak(tag() === "en" ? "zh-Hans" : "en"));
    largeButton.addEventListener("click", () => {
      const large = root.dataset.text !== "large";
      if (large) root.dataset.text = "large";
      else delete root.dataset.text;
      largeButton.dataset.say = large ? "normal" : "large";
      retell();
    });
    const wanted = navigator.languages.find((language) => /^(zh|en)/i.test(language)) ?? "en";
    speak(wanted.toLowerCase().startsWith("zh") ? "zh-Hans" : "en");
    document.querySelector("[data-verify-old]").remove();
  }
  fromAddress();
})();
