// Looks for the number behind an altcha challenge (SHA-256) in a worker of its own. Our own arithmetic instead of
// crypto.subtle: an office on a local network has no https, and for short texts this is the faster of the two.
"use strict";
const ROUND = new Int32Array(64), FIRST = new Int32Array(8);
for (let n = 2, found = 0; found < 64; n++) {
  let prime = true;
  for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
  if (!prime) continue;
  const part = (root) => ((root - Math.floor(root)) * 4294967296) | 0;
  if (found < 8) FIRST[found] = part(Math.sqrt(n));
  ROUND[found++] = part(Math.cbrt(n));
}
const words = new Int32Array(64), state = new Int32Array(8);

const block = (bytes, from) => {
  for (let i = 0; i < 16; i++, from += 4) words[i] = (bytes[from] << 24) | (bytes[from + 1] << 16) | (bytes[from + 2] << 8) | bytes[from + 3];
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15], y = words[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[i] + words[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d; state[4] += e; state[5] += f; state[6] += g; state[7] += h;
};

// `text` is ASCII. The digest as eight numbers, in `state`.
const digest = (text) => {
  const size = Math.ceil((text.length + 9) / 64) * 64, bytes = new Uint8Array(size);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  bytes[text.length] = 128;
  new DataView(bytes.buffer).setUint32(size - 4, text.length * 8);
  state.set(FIRST);
  for (let from = 0; from < size; from += 64) block(bytes, from);
};

// The number in [from, to) whose digest is wanted, or -1.
const look = (challenge, from, to) => {
  const wanted = new Int32Array(8).map((_, i) => parseInt(challenge.challenge.slice(i * 8, i * 8 + 8), 16));
  for (let number = from; number < to; number++) {
    digest(challenge.salt + number);
    if (state[0] === wanted[0] && state.every((part, i) => part === wanted[i])) return number;
  }
  return -1;
};

if (typeof WorkerGlobalScope !== "undefined") {
  self.addEventListener("message", (event) => self.postMessage(look(event.data, 0, event.data.maxNumber + 1)));
} else {
  // A page that has no workers asks piece by piece.
  window.hyLook = look;
}
