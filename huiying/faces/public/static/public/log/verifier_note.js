// Canonical JSON, signed notes, their keys, checkpoints and policies, read exactly as huiying/core/translog reads them.

// Something offered as evidence is none. `malformed`: it has not the form; else it does not prove what it claims.
class HyFault extends Error {
  constructor(reason, about, malformed) {
    super(about ? `${reason}: ${about}` : reason);
    Object.assign(this, { reason, about, malformed });
  }
}

const hyNote = (() => {
  "use strict";
  const { utf8, concat, equal, hex, big, sha256 } = hyBytes;
  const malformed = (reason, about = "") => new HyFault(reason, about, true);
  const unproved = (reason, about = "") => new HyFault(reason, about, false);
  const ED25519 = 1, COSIGNATURE = 4, MOST_BYTES = 1_000_000, MOST_SIGNATURES = 100;
  const MOST = (1n << 63n) - 1n; // of a size
  const MOST_TIME = 253_402_300_799n; // the last second of the year 9999
  const BLANK = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
  const EDGES = new RegExp(`^${BLANK.source}+|${BLANK.source}+$`, "g");

  const text = (bytes, reason) => {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw malformed(reason);
    }
  };
  const toB64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const b64 = (words) => {
    try {
      const raw = atob(words);
      if (btoa(raw) === words) return Uint8Array.from(raw, (character) => character.charCodeAt(0));
    } catch { /* told below */ }
    throw malformed("base64");
  };

  // Whole numbers that JavaScript would round are kept as their digits after half of a surrogate pair, which no text holds.
  const LONG = "\ud800";
  const parsed = (words) => JSON.parse(words.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}/g, (part) => part[0] === '"' ? part : JSON.stringify(LONG + part)));

  // RFC 8785 restricted to ASCII keys and no floats; undefined for what has no such form.
  const canonical = (value) => {
    if (value === null || typeof value === "boolean") return String(value);
    if (typeof value === "string" && value.startsWith(LONG)) return value.slice(1);
    if (typeof value === "string") return /\p{Cs}/u.test(value) ? undefined : JSON.stringify(value);
    if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : undefined;
    const list = Array.isArray(value), keys = Object.keys(value);
    if (!list) keys.sort();
    const parts = keys.map((key) => {
      const inner = canonical(value[key]);
      return inner === undefined || /[^\0-\x7f]/.test(key) ? undefined : list ? inner : `${JSON.stringify(key)}:${inner}`;
    });
    if (parts.includes(undefined)) return undefined;
    return list ? `[${parts.join(",")}]` : `{${parts.join(",")}}`;
  };
  const canonicalObject = (bytes, reason) => {
    const words = text(bytes, reason);
    let value;
    try {
      value = parsed(words);
    } catch {
      throw malformed(reason);
    }
    if (value === null || typeof value !== "object" || Array.isArray(value) || canonical(value) !== words) throw malformed(reason);
    return value;
  };

  const isName = (name) => name !== "" && !name.includes("+") && !BLANK.test(name);
  const keyOf = async (name, kind, bytes) => {
    if (![ED25519, COSIGNATURE].includes(kind) || bytes.length !== 32 || !isName(name)) throw malformed("key");
    const id = hex((await sha256(concat(utf8(`${name}\n`), [kind], bytes))).subarray(0, 4));
    return { name, kind, bytes, id, vkey: `${name}+${id}+${toB64(concat([kind], bytes))}` };
  };
  const keyOfVkey = async (vkey) => {
    const [name, id, ...rest] = vkey.replace(EDGES, "").split("+");
    if (!rest.length) throw malformed("key");
    const blob = b64(rest.join("+"));
    const key = await keyOf(name, blob[0], blob.subarray(1));
    if (key.id !== id) throw malformed("key");
    return key;
  };

  const signatureOf = (line) => {
    const [dash, name, code, ...more] = line.split(" ");
    if (dash !== "—" || code === undefined || more.length || !isName(name)) throw malformed("signature_line");
    const blob = b64(code);
    if (blob.length < 5) throw malformed("signature_line");
    return { name, id: blob.subarray(0, 4), blob: blob.subarray(4) };
  };
  // Text and signatures part at the last blank line.
  const noteOf = (bytes) => {
    if (bytes.length > MOST_BYTES) throw malformed("note");
    const whole = text(bytes, "note");
    if (/[\0-\x09\x0b-\x1f]/.test(whole)) throw malformed("control_character");
    const at = whole.lastIndexOf("\n\n"), lines = whole.slice(at + 2);
    if (at < 0 || !lines.endsWith("\n")) throw malformed("note");
    const rows = lines.slice(0, -1).split("\n");
    if (rows.length > MOST_SIGNATURES) throw malformed("note");
    return { text: whole.slice(0, at + 1), signatures: rows.map(signatureOf) };
  };

  // The time that a witness signed (Unix seconds), else 0.
  const signedBy = async (key, words, blob) => {
    let message = words, at = 0n;
    if (key.kind === COSIGNATURE) {
      at = big(blob.subarray(0, 8));
      blob = blob.subarray(8);
      if (at > MOST_TIME) throw unproved("signature", key.name);
      message = `cosignature/v1\ntime ${at}\n${words}`;
    }
    if (!await hyEd25519.verify(key.bytes, blob, utf8(message))) throw unproved("signature", key.name);
    return at;
  };
  // The keys that signed, each with its time; unknown keys are passed over, a wrong signature by a known one is not.
  const verified = async (note, keys) => {
    const found = new Map();
    for (const { name, id, blob } of note.signatures) {
      const key = keys.find((one) => one.name === name && one.id === hex(id));
      if (!key) continue;
      const at = await signedBy(key, note.text, blob);
      if (at >= (found.get(key.vkey) ?? 0n)) found.set(key.vkey, at);
    }
    return found;
  };

  const checkpointOf = (words) => {
    const lines = words.split("\n");
    if (lines.length < 4 || lines.pop() || lines.includes("") || !/^(0|[1-9][0-9]{0,18})$/.test(lines[1])) throw malformed("checkpoint");
    const size = BigInt(lines[1]), root = b64(lines[2]);
    if (size > MOST || root.length !== 32) throw malformed("checkpoint");
    return { origin: lines[0], size, root, extensions: lines.slice(3) };
  };

  // log <vkey> [<url>] · witness <name> <vkey> [<url>] · group <name> <all|any|number> <member> … · quorum <name|none>
  const party = async ([vkey, ...more], kind) => {
    const key = await keyOfVkey(vkey);
    if (key.kind !== kind || more.length > 1) throw malformed("policy");
    return key;
  };
  const known = (policy, name) => policy.witnesses.has(name) || policy.groups.has(name);
  const fresh = (policy, name) => {
    if (name === undefined || name === "none" || known(policy, name)) throw malformed("policy");
    return name;
  };
  const leastOf = (words, members) => {
    if (words === "all") return members.length;
    return words === "any" ? 1 : /^[1-9][0-9]{0,8}$/.test(words) ? Number(words) : 0;
  };
  const readers = new Map([
    ["log", async (policy, words) => { policy.logs.push(await party(words, ED25519)); }],
    ["witness", async (policy, [name, ...words]) => {
      const key = await party(words, COSIGNATURE);
      if ([...policy.witnesses.values()].some((other) => equal(other.bytes, key.bytes))) throw malformed("policy");
      policy.witnesses.set(fresh(policy, name), key);
    }],
    ["group", async (policy, [name, words, ...members]) => {
      for (const member of members) {
        if (policy.members.has(member) || !known(policy, member)) throw malformed("policy");
        policy.members.add(member);
      }
      const least = leastOf(words, members);
      if (least < 1 || least > members.length) throw malformed("policy");
      policy.groups.set(fresh(policy, name), { least, members });
    }],
    ["quorum", async (policy, [name, ...more]) => {
      if (more.length || policy.quorum || !(name === "none" || known(policy, name))) throw malformed("policy");
      policy.quorum = name;
    }],
  ]);
  const policyOf = async (words) => {
    const policy = { logs: [], witnesses: new Map(), groups: new Map(), members: new Set(), quorum: "" };
    const lines = words.replace(/\n$/, "").split("\n");
    const wrong = (at) => malformed("policy", String(at));
    for (const [at, line] of lines.entries()) {
      const plain = line.replace(/\r$/, ""), [verb, ...rest] = plain.split(/[ \t]+/).filter(Boolean);
      if (/[\0-\x08\n-\x1f\x7f]/.test(plain)) throw wrong(at + 1);
      if (!verb || verb.startsWith("#")) continue;
      try {
        await readers.get(verb)(policy, rest);
      } catch {
        throw wrong(at + 1);
      }
    }
    if (!policy.quorum) throw wrong(lines.length);
    return policy;
  };
  const agreed = (policy, seen, name = policy.quorum) => {
    if (name === "none") return true;
    if (policy.witnesses.has(name)) return seen.has(policy.witnesses.get(name).vkey);
    const { least, members } = policy.groups.get(name);
    return members.filter((member) => agreed(policy, seen, member)).length >= least;
  };

  // A checkpoint that a trusted log signed and the quorum saw: its head, the key, the witnesses by name with their times.
  const opened = async (bytes, policy) => {
    const note = noteOf(bytes), head = checkpointOf(note.text);
    const signed = await verified(note, policy.logs.filter((key) => key.name === head.origin));
    if (!signed.size) throw unproved("not_signed", head.origin);
    const seen = await verified(note, [...policy.witnesses.values()]);
    if (!agreed(policy, seen)) throw unproved("quorum", head.origin);
    const witnesses = [...policy.witnesses].filter(([, key]) => seen.has(key.vkey)).map(([name, key]) => [name, seen.get(key.vkey)]);
    return { head, note, vkey: [...signed.keys()][0], witnesses };
  };

  return { MOST, malformed, unproved, text, b64, toB64, canonical, canonicalObject, keyOf, keyOfVkey, noteOf, checkpointOf, policyOf, verified, opened };
})();
