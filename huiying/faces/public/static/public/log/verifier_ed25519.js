// Verification of Ed25519 signatures (RFC 8032): by the browser where it can, else here. Nothing secret is handled, so
// nothing needs to take constant time.
const hyEd25519 = (() => {
  "use strict";
  const { big, concat, equal, sha512 } = hyBytes;
  const P = 2n ** 255n - 19n;
  const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
  const mod = (value) => (value % P + P) % P;
  const power = (base, exponent) => {
    let result = 1n;
    for (; exponent; exponent >>= 1n, base = mod(base * base)) if (exponent & 1n) result = mod(result * base);
    return result;
  };
  const inverse = (value) => power(value, P - 2n);
  const D = mod(-121665n * inverse(121666n));
  const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

  // Points are [X, Y, Z, T] with x = X/Z, y = Y/Z, xy = T/Z (RFC 8032 §5.1.4).
  const ZERO = [0n, 1n, 1n, 0n];
  const add = ([x1, y1, z1, t1], [x2, y2, z2, t2]) => {
    const a = (y1 - x1) * (y2 - x2), b = (y1 + x1) * (y2 + x2), c = mod(t1 * t2) * 2n * D, d = z1 * z2 * 2n;
    const e = mod(b - a), f = mod(d - c), g = mod(d + c), h = mod(b + a);
    return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
  };
  const negative = ([x, y, z, t]) => [mod(-x), y, z, mod(-t)];
  // The x of a y; null when the curve has none (RFC 8032 §5.1.3).
  const across = (y, odd) => {
    const up = mod(y * y - 1n), down = mod(D * y * y + 1n);
    let x = mod(up * down ** 3n) * power(mod(up * down ** 7n), (P - 5n) / 8n) % P;
    if (mod(down * x * x) !== up) x = mod(x * ROOT_OF_MINUS_ONE);
    if (mod(down * x * x) !== up) return null;
    return (x & 1n) === odd ? x : mod(-x);
  };
  const little = (bytes) => big(bytes.slice().reverse());
  const point = (y, odd) => {
    const x = across(y, odd);
    return x === null ? null : [x, y, 1n, mod(x * y)];
  };
  const decoded = (bytes) => point(mod(little(bytes) & (1n << 255n) - 1n), BigInt(bytes[31] >> 7));
  const encoded = ([x, y, z]) => {
    const back = inverse(z), rest = mod(y * back) | (mod(x * back) & 1n) << 255n;
    return Uint8Array.from({ length: 32 }, (_, at) => Number(rest >> BigInt(8 * at) & 255n));
  };
  const BASE = point(mod(4n * inverse(5n)), 0n);
  // one·first + two·second, from the highest bit down
  const sum = (one, first, two, second) => {
    const both = add(first, second);
    let at = ZERO;
    for (let bit = 255n; bit >= 0n; bit--) {
      at = add(at, at);
      const left = one >> bit & 1n, right = two >> bit & 1n;
      if (left || right) at = add(at, left && right ? both : left ? first : second);
    }
    return at;
  };

  const own = async (key, signature, message) => {
    const half = signature.subarray(0, 32), scalar = little(signature.subarray(32)), holder = decoded(key);
    if (scalar >= ORDER || !holder) return false;
    const challenge = little(await sha512(concat(half, key, message))) % ORDER;
    return equal(encoded(sum(scalar, BASE, challenge, negative(holder))), half);
  };

  // Whether `signature` of `message` is by `key` (32 bytes).
  const verify = async (key, signature, message) => {
    if (signature.length !== 64) return false;
    try {
      const held = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
      return await crypto.subtle.verify({ name: "Ed25519" }, held, signature, message);
    } catch {
      return own(key, signature, message);
    }
  };
  const native = () => Promise.resolve()
    .then(() => crypto.subtle.importKey("raw", encoded(BASE), { name: "Ed25519" }, false, ["verify"]))
    .then(() => true, () => false);
  return { verify, native };
})();
