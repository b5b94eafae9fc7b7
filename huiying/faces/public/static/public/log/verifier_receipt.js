// Receipts (C2SP tlog-proof and our compact form) and what they prove, as huiying/core/translog/receipt.py decides it.
const hyReceipt = (() => {
  "use strict";
  const { utf8, concat, equal, hex, sha256, hmac } = hyBytes;
  const { MOST, malformed, unproved, text, b64, toB64, canonical, canonicalObject, keyOf, keyOfVkey, noteOf, checkpointOf, verified, opened } = hyNote;
  const HEADER = "c2sp.org/tlog-proof@v1", MOST_BYTES = 1_000_000, MOST_PATH = 63, WORDS_FIELD = "private.words_sha256";
  const hash = (bytes) => {
    if (bytes.length !== 32) throw malformed("hash_length");
    return bytes;
  };

  // Reading

  const pathOf = (hashes) => {
    if (hashes.length > MOST_PATH) throw malformed("proof_length");
    return hashes;
  };
  const ofFile = (data) => {
    const at = data.findIndex((byte, place) => byte === 10 && data[place + 1] === 10);
    const top = data.subarray(0, Math.max(at, 0));
    if (at < 0 || top.some((byte) => byte > 127)) throw malformed("receipt");
    const lines = text(top, "receipt").split("\n");
    if (lines.shift() !== HEADER) throw malformed("receipt");
    const extra = lines[0]?.startsWith("extra ") ? b64(lines.shift().slice(6)) : new Uint8Array();
    const index = /^index (0|[1-9][0-9]{0,18})$/.exec(lines.shift() ?? "");
    if (!index || BigInt(index[1]) >= MOST) throw malformed("receipt");
    return { index: BigInt(index[1]), path: pathOf(lines.map((line) => hash(b64(line)))), checkpoint: data.subarray(at + 2), extra };
  };

  const reader = (data) => {
    let at = 0;
    const take = (count) => {
      if (count > data.length - at) throw malformed("receipt");
      at += Number(count);
      return data.slice(at - Number(count), at);
    };
    const number = () => {
      let value = 0n;
      for (let shift = 0n; shift < 63n; shift += 7n) {
        const [byte] = take(1);
        value |= BigInt(byte & 127) << shift;
        if (byte < 128) return value;
      }
      throw malformed("receipt");
    };
    const sized = () => take(number());
    return { take, number, sized, text: () => text(sized(), "receipt"), left: () => data.length - at };
  };
  const split = (blob) => {
    if (blob.length % 32) throw malformed("hash_length");
    return Array.from({ length: blob.length / 32 }, (_, at) => blob.subarray(at * 32, at * 32 + 32));
  };
  const numbered = (value) => {
    const bytes = [];
    for (; value > 127n; value >>= 7n) bytes.push(Number(value & 127n) | 128);
    return Uint8Array.of(...bytes, Number(value));
  };
  const sized = (blob) => concat(numbered(BigInt(blob.length)), blob);
  // An extra of entry and key is the raw public key and the raw entry; any other is kept whole, after no key.
  const longExtra = async (key, entry, origin) => {
    if (!key.length) return entry;
    return utf8(canonical({ entry: toB64(entry), vkey: (await keyOf(origin, 1, key)).vkey }));
  };
  const shortExtra = async (extra, origin) => {
    try {
      const shown = extraOf(extra), key = await keyOfVkey(shown.vkey), entry = b64(shown.entry);
      if (key.name === origin && key.kind === 1 && Object.keys(shown).length === 2) return concat(sized(key.bytes), sized(entry));
    } catch { /* kept whole */ }
    return concat(sized([]), sized(extra));
  };
  const compact = async ({ index, path, checkpoint, extra }) => {
    const note = noteOf(checkpoint), head = checkpointOf(note.text), { origin, size, root, extensions } = head;
    const signatures = note.signatures.flatMap(({ name, id, blob }) => [sized(utf8(name === origin ? "" : name)), sized(concat(id, blob))]);
    return concat(
      [1], numbered(index), sized(concat(...path)), await shortExtra(extra, origin),
      sized(utf8(origin)), numbered(size), root, sized(utf8(extensions.join("\n"))), ...signatures,
    );
  };
  // Refuses what `compact` would not have written.
  const ofCompact = async (data) => {
    const from = reader(data);
    if (from.take(1)[0] !== 1) throw malformed("receipt");
    const index = from.number(), path = pathOf(split(from.sized())), key = from.sized(), entry = from.sized();
    const origin = from.text(), size = from.number(), root = from.take(32), more = from.text();
    let note = `${origin}\n${size}\n${toB64(root)}\n${more && `${more}\n`}\n`;
    while (from.left()) note += `— ${from.text() || origin} ${toB64(from.sized())}\n`;
    const receipt = { index, path, checkpoint: utf8(note), extra: await longExtra(key, entry, origin) };
    if (index >= MOST || !equal(await compact(receipt), data)) throw malformed("receipt");
    return receipt;
  };
  const ofCode = (code) => {
    const bare = code.replace(/=+$/, ""), plain = bare.replace(/-/g, "+").replace(/_/g, "/");
    if (!/^[A-Za-z0-9+/]*$/.test(plain) || plain.length % 4 === 1) throw malformed("receipt");
    return ofCompact(Uint8Array.from(atob(plain), (character) => character.charCodeAt(0)));
  };
  // A receipt in whatever form it is offered: the file, its compact form in base64url, or an address with that after the
  // first "#". A byte-order mark and line ends of Windows, which editors add, are taken away: none is ever signed.
  const offered = (data) => {
    if (data.length > MOST_BYTES) throw malformed("receipt");
    const raw = Array.from(data, (byte) => String.fromCharCode(byte)).join("").replace(/^\xef\xbb\xbf/, "").replace(/\r\n/g, "\n");
    const file = raw.replace(/^[\t-\r ]+/, "");
    if (file.startsWith(HEADER)) return ofFile(Uint8Array.from(file, (character) => character.charCodeAt(0)));
    return ofCode(raw.slice(raw.indexOf("#") + 1).replace(/[\t-\r ]/g, ""));
  };

  // Proving

  const SHAPES = [["entry"], ["entry", "vkey"], ["entry", "fields", "secret", "vkey", "words"]].map(String);
  const extraOf = (bytes) => {
    const shown = canonicalObject(bytes, "extra");
    const fits = ([name, value]) => name === "fields" ? value !== null && typeof value === "object" && !Array.isArray(value) : typeof value === "string";
    if (!SHAPES.includes(String(Object.keys(shown).sort())) || !Object.entries(shown).every(fits)) throw malformed("extra");
    return shown;
  };

  const node = async (left, right) => sha256(concat([1], left, right));
  // RFC 9162 §2.1.3.2
  const included = async (leaf, index, size, path, root) => {
    if (index >= size) throw malformed("index");
    let number = index, last = size - 1n, top = leaf;
    for (const sibling of path) {
      if (!last) throw unproved("proof_length");
      if (number & 1n || number === last) {
        top = await node(sibling, top);
        while (number && !(number & 1n)) [number, last] = [number >> 1n, last >> 1n];
      } else {
        top = await node(top, sibling);
      }
      [number, last] = [number >> 1n, last >> 1n];
    }
    if (last) throw unproved("proof_length");
    if (!equal(top, root)) throw unproved("not_included");
  };

  const isDay = (day) => {
    const at = new Date(`${day}T00:00:00Z`);
    return /^\d{4}-\d\d-\d\d$/.test(day) && day >= "0001" && day < "9999-12-31" && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
  };
  // What an entry of a public type tells; one of any other type is only {"v":1,"c":…}.
  const FORMS = new Map(Object.entries({ cid: /^[0-9a-f]{32}$/, type: /./s, day: /./s, due: /./s, basis: /./s, role: /./s, value: /^[0-9a-f]{64}$/ }));
  const entryOf = (bytes) => {
    const { v, c, ...told } = canonicalObject(bytes, "entry"), names = Object.keys(told);
    const fits = ([name, value]) => typeof value === "string" && FORMS.get(name)?.test(value) && (!["day", "due"].includes(name) || isDay(value));
    const whole = !names.length || ["type", "cid", "day"].every((name) => names.includes(name));
    if (v !== 1 || !/^[0-9a-f]{64}$/.test(c) || typeof c !== "string" || !whole || !Object.entries(told).every(fits)) throw malformed("entry");
    return { c, ...told };
  };

  const committed = async (fields, secret) => {
    const rows = [];
    for (const name of Object.keys(fields).sort()) {
      const salt = await hmac(secret, utf8(`huiying/field-salt/v1\n${name}`));
      rows.push([name, hex(await hmac(salt, utf8(`huiying/field/v1\n${canonical([name, fields[name]])}`)))]);
    }
    return hex(await sha256(utf8(`huiying/event/v1\n${canonical(rows)}`)));
  };
  const secretOf = (words) => {
    if (!/^[0-9a-f]{64}$/.test(words)) throw malformed("extra");
    return Uint8Array.from(words.match(/../g), (pair) => parseInt(pair, 16));
  };

  // What a receipt proves to somebody who trusts `policy`. Throws HyFault.
  const verify = async (receipt, policy) => {
    const shown = extraOf(receipt.extra), data = b64(shown.entry), named = await namedKey(receipt);
    const leaf = await sha256(concat([0], data));
    const { head, note, vkey, witnesses } = await opened(receipt.checkpoint, policy);
    if (named && !(await verified(note, [named])).size) throw unproved("named_key", named.name);
    await included(leaf, receipt.index, head.size, receipt.path, head.root);
    const entry = entryOf(data), proved = { index: receipt.index, head, vkey, leaf, entry, witnesses, fields: {}, words: "" };
    if (!("secret" in shown)) return proved;
    const { fields, words } = shown;
    if (await committed(fields, secretOf(shown.secret)) !== entry.c) throw unproved("fields");
    if (words && hex(await sha256(utf8(words))) !== fields[WORDS_FIELD]) throw unproved("words");
    return { ...proved, fields, words };
  };
  // The key that the receipt itself names, null when it names none.
  const namedKey = async (receipt) => {
    const { vkey } = extraOf(receipt.extra);
    return vkey ? keyOfVkey(vkey) : null;
  };

  return { offered, ofCompact, verify, namedKey };
})();
