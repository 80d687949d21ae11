import { joined, sameBytes } from "./bytes.ts";
import { shake } from "./keccak.ts";

/**
 * Verification of ML-DSA-44 (FIPS 204, algorithms 3 and 8), which no browser has yet: it reads public bytes alone, so
 * that nothing of it needs to take the same time for every input. Compared with the platform's own by tests.
 */

const n = 256;
const q = 8_380_417;
/** Rows and columns of the matrix. */
const size = 4;
const droppedBits = 13;
const tau = 39;
const gamma1 = 131_072;
const gamma2 = 95_232;
const beta = 78;
const omega = 80;
const challengeBytes = 32;
const keyRowBytes = 320;
const signatureRowBytes = 576;
const keyBytes = 32 + size * keyRowBytes;
const signedBytes = challengeBytes + size * signatureRowBytes + omega + size;

/** A polynomial: 256 coefficients in [0, q). */
type Poly = Int32Array;

const newPoly = (): Poly => new Int32Array(n);
const modulo = (value: number): number => ((value % q) + q) % q;

/** Powers of 1753, in the order of reversed bits (FIPS 204, appendix B). */
const zetas: readonly number[] = Array.from({ length: n }, (_, index) => {
  let power = 1;
  for (let bit = 7; bit >= 0; bit -= 1) {
    power = (power * power) % q;
    if (((index >> (7 - bit)) & 1) === 1) power = (power * 1753) % q;
  }
  return power;
});

/** Algorithm 41. */
function transformed(poly: Poly): Poly {
  const w = poly.slice();
  let m = 0;
  for (let length = 128; length >= 1; length /= 2) {
    for (let start = 0; start < n; start += 2 * length) {
      m += 1;
      const zeta = zetas[m] ?? 0;
      for (let j = start; j < start + length; j += 1) {
        const t = (zeta * (w[j + length] ?? 0)) % q;
        const here = w[j] ?? 0;
        w[j + length] = modulo(here - t);
        w[j] = (here + t) % q;
      }
    }
  }
  return w;
}

/** Algorithm 42. */
function restored(poly: Poly): Poly {
  const w = poly.slice();
  let m = n;
  for (let length = 1; length < n; length *= 2) {
    for (let start = 0; start < n; start += 2 * length) {
      m -= 1;
      const zeta = q - (zetas[m] ?? 0);
      for (let j = start; j < start + length; j += 1) {
        const [a, b] = [w[j] ?? 0, w[j + length] ?? 0];
        w[j] = (a + b) % q;
        w[j + length] = (zeta * modulo(a - b)) % q;
      }
    }
  }
  return w.map((value) => (value * 8_347_681) % q);
}

/** Whole numbers of `bits` each, as they are packed one behind the other (algorithms 18 and 19). */
function unpacked(bytes: Uint8Array, bits: number): readonly number[] {
  return Array.from({ length: n }, (_, index) => {
    let value = 0;
    for (let bit = 0; bit < bits; bit += 1) {
      const place = index * bits + bit;
      value += (((bytes[place >> 3] ?? 0) >> (place & 7)) & 1) * 2 ** bit;
    }
    return value;
  });
}

/** Algorithm 30: a polynomial of the matrix. */
function matrixPoly(rho: Uint8Array, row: number, column: number): Poly {
  const stream = shake("shake128", joined(rho, new Uint8Array([column, row])));
  const poly = newPoly();
  for (let index = 0; index < n; ) {
    const [low = 0, middle = 0, high = 0] = stream.read(3);
    const value = low + middle * 256 + (high & 0x7f) * 65_536;
    if (value >= q) continue;
    poly[index] = value;
    index += 1;
  }
  return poly;
}

/** Algorithm 29: 39 coefficients of 1 or -1. */
function challengeOf(seed: Uint8Array): Poly {
  const stream = shake("shake256", seed);
  const signs = stream.read(8);
  const poly = newPoly();
  for (let index = n - tau; index < n; index += 1) {
    let [place = 0] = stream.read(1);
    while (place > index) [place = 0] = stream.read(1);
    const bit = index + tau - n;
    const isMinus = (((signs[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1;
    poly[index] = poly[place] ?? 0;
    poly[place] = isMinus ? q - 1 : 1;
  }
  return poly;
}

/** Algorithm 21; undefined for any encoding but the one of these hints: a signature has no second spelling. */
function hintsIn(bytes: Uint8Array): readonly ReadonlySet<number>[] | undefined {
  const rows: Set<number>[] = [];
  let index = 0;
  for (let row = 0; row < size; row += 1) {
    const end = bytes[omega + row] ?? 0;
    if (end < index || end > omega) return undefined;
    const places = [...bytes.subarray(index, end)];
    if (places.some((place, at) => at > 0 && (places[at - 1] ?? 0) >= place)) return undefined;
    rows.push(new Set(places));
    index = end;
  }
  return bytes.subarray(index, omega).some((byte) => byte !== 0) ? undefined : rows;
}

/** Algorithms 36 and 40: the high part, as the hint corrects it. */
function highPart(value: number, isHinted: boolean): number {
  const width = 2 * gamma2;
  let low = value % width;
  if (low > gamma2) low -= width;
  const wraps = value - low === q - 1;
  const high = wraps ? 0 : (value - low) / width;
  if (wraps) low -= 1;
  if (!isHinted) return high;
  const count = (q - 1) / width;
  return low > 0 ? (high + 1) % count : (high + count - 1) % count;
}

/** Algorithm 28: six bits a coefficient. */
function packedHigh(poly: readonly number[]): Uint8Array {
  const bytes = new Uint8Array((n * 6) / 8);
  for (const [index, value] of poly.entries()) {
    for (let bit = 0; bit < 6; bit += 1) {
      const place = index * 6 + bit;
      bytes[place >> 3] = (bytes[place >> 3] ?? 0) | (((value >> bit) & 1) << (place & 7));
    }
  }
  return bytes;
}

interface Taken {
  readonly challenge: Uint8Array;
  /** Transformed. */
  readonly answer: readonly Poly[];
  readonly hints: readonly ReadonlySet<number>[];
}

/** A signature taken apart (algorithm 27); undefined where its hints or the size of its answer are not as they must be. */
function taken(signature: Uint8Array): Taken | undefined {
  const rows = Array.from({ length: size }, (_, row) => {
    const from = challengeBytes + row * signatureRowBytes;
    return unpacked(signature.subarray(from, from + signatureRowBytes), 18);
  }).map((row) => row.map((value) => gamma1 - value));
  if (rows.some((row) => row.some((value) => Math.abs(value) >= gamma1 - beta))) return undefined;
  const hints = hintsIn(signature.subarray(signature.length - omega - size));
  if (hints === undefined) return undefined;
  const answer = rows.map((row) => transformed(Int32Array.from(row, modulo)));
  return { challenge: signature.subarray(0, challengeBytes), answer, hints };
}

/** True when `signature` is ML-DSA-44's of `message` with an empty context under the raw public key. */
export function isMlDsa44Of(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.length !== keyBytes || signature.length !== signedBytes) return false;
  const parts = taken(signature);
  if (parts === undefined) return false;
  const rho = key.subarray(0, 32);
  const challenge = transformed(challengeOf(parts.challenge));
  const high = Array.from({ length: size }, (_, row) => {
    const from = 32 + row * keyRowBytes;
    const known = unpacked(key.subarray(from, from + keyRowBytes), 10);
    const t = transformed(Int32Array.from(known, (value) => value * 2 ** droppedBits));
    const sum = newPoly();
    for (const [column, answer] of parts.answer.entries()) {
      const matrix = matrixPoly(rho, row, column);
      for (let i = 0; i < n; i += 1) {
        sum[i] = ((sum[i] ?? 0) + (((matrix[i] ?? 0) * (answer[i] ?? 0)) % q)) % q;
      }
    }
    for (let i = 0; i < n; i += 1) {
      sum[i] = modulo((sum[i] ?? 0) - (((challenge[i] ?? 0) * (t[i] ?? 0)) % q));
    }
    const hints = parts.hints[row];
    const values = [...restored(sum)].map((one, i) => highPart(one, hints?.has(i) === true));
    return packedHigh(values);
  });
  const digest = shake("shake256", key).read(64);
  const mu = shake("shake256", joined(digest, new Uint8Array([0, 0]), message)).read(64);
  const again = shake("shake256", joined(mu, ...high)).read(challengeBytes);
  return sameBytes(again, parts.challenge);
}
