// Bytes and SHA-2. WebCrypto does the work where the browser has it; elsewhere (an old browser, a page served without
// https) the same is computed here after FIPS 180-4, whose constants are the first bits of roots of primes.
const hyBytes = (() => {
  "use strict";

  const utf8 = (text) => new TextEncoder().encode(text);
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const equal = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
  const concat = (...parts) => {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  };
  const big = (bytes) => bytes.reduce((sum, byte) => sum << 8n | BigInt(byte), 0n);

  const root = (value, power) => {
    let guess = 1n << BigInt(Math.ceil(value.toString(2).length / Number(power)));
    for (;;) {
      const next = ((power - 1n) * guess + value / guess ** (power - 1n)) / power;
      if (next >= guess) return guess;
      guess = next;
    }
  };
  const primes = [];
  for (let number = 2n; primes.length < 80; number++) {
    if (primes.every((prime) => number % prime)) primes.push(number);
  }

  // `big` and `small`: by how many bits the words turn; the last of `small` shifts instead.
  const sha2 = ({ width, rounds, bigs, smalls }) => {
    const mask = (1n << width) - 1n, wordBytes = Number(width) / 8;
    const fractions = (power, count) => primes.slice(0, count).map((prime) => root(prime << power * width, power) & mask);
    const turn = (word, by) => (word >> by | word << width - by) & mask;
    const mixed = (word, [one, two, three]) => turn(word, one) ^ turn(word, two) ^ turn(word, three);
    const spread = (word, [one, two, three]) => turn(word, one) ^ turn(word, two) ^ word >> three;
    const keys = fractions(3n, rounds), start = fractions(2n, 8);

    const padded = (message) => {
      const block = 16 * wordBytes;
      const whole = new Uint8Array(Math.ceil((message.length + 1 + 2 * wordBytes) / block) * block);
      whole.set(message);
      whole[message.length] = 0x80;
      new DataView(whole.buffer).setBigUint64(whole.length - 8, BigInt(message.length) * 8n);
      return whole;
    };
    const round = (state, words) => {
      let [a, b, c, d, e, f, g, h] = state;
      for (let at = 0; at < rounds; at++) {
        if (at > 15) {
          words[at] = spread(words[at - 2], smalls[1]) + words[at - 7] + spread(words[at - 15], smalls[0]) + words[at - 16] & mask;
        }
        const first = h + mixed(e, bigs[1]) + (e & f ^ ~e & mask & g) + keys[at] + words[at];
        const second = mixed(a, bigs[0]) + (a & b ^ a & c ^ b & c);
        [h, g, f, e, d, c, b, a] = [g, f, e, d + first & mask, c, b, a, first + second & mask];
      }
      return [a, b, c, d, e, f, g, h].map((word, at) => word + state[at] & mask);
    };
    return (message) => {
      const whole = padded(message);
      let state = start;
      for (let at = 0; at < whole.length; at += 16 * wordBytes) {
        state = round(state, Array.from({ length: 16 }, (_, word) => big(whole.subarray(at + word * wordBytes, at + (word + 1) * wordBytes))));
      }
      return concat(...state.map((word) => Uint8Array.from({ length: wordBytes }, (_, at) => Number(word >> width - 8n * BigInt(at + 1) & 255n))));
    };
  };

  const own = {
    "SHA-256": sha2({ width: 32n, rounds: 64, bigs: [[2n, 13n, 22n], [6n, 11n, 25n]], smalls: [[7n, 18n, 3n], [17n, 19n, 10n]] }),
    "SHA-512": sha2({ width: 64n, rounds: 80, bigs: [[28n, 34n, 39n], [14n, 18n, 41n]], smalls: [[1n, 8n, 7n], [19n, 61n, 6n]] }),
  };
  const digest = async (name, message) => {
    const subtle = globalThis.crypto?.subtle;
    return subtle ? new Uint8Array(await subtle.digest(name, message)) : own[name](message);
  };
  const sha256 = (message) => digest("SHA-256", message);
  const sha512 = (message) => digest("SHA-512", message);

  // HMAC-SHA256 (RFC 2104). Every key here is 32 bytes, so shorter than a block.
  const hmac = async (key, message) => {
    const pad = (byte) => Uint8Array.from({ length: 64 }, (_, at) => byte ^ (key[at] ?? 0));
    return sha256(concat(pad(0x5c), await sha256(concat(pad(0x36), message))));
  };

  return { utf8, hex, equal, concat, big, sha256, sha512, hmac };
})();
