import { randomBytes } from "node:crypto";

/** Whoever does not know it cannot make texts whose hashes are alike. */
export type HashSeed = readonly [number, number];

export function newHashSeed(): HashSeed {
  const bytes = randomBytes(8);
  return [bytes.readInt32LE(0), bytes.readInt32LE(4)];
}

/** HalfSipHash-1-3 of the text's UTF-16 units: as quick as FNV-1a, whose collisions can be computed. */
export function seededHash(text: string, [low, high]: HashSeed): number {
  let v0 = low;
  let v1 = high;
  let v2 = 0x6c796765 ^ low;
  let v3 = 0x74656462 ^ high;
  const [{ length }, even] = [text, text.length & ~1];
  for (let at = 0; at <= even; at += 2) {
    const isLast = at === even;
    const unit = at < length ? text.charCodeAt(at) : 0;
    const word = isLast ? (length << 25) | unit : unit | (text.charCodeAt(at + 1) << 16);
    v3 ^= word;
    for (let rounds = isLast ? 4 : 1, round = 1; round <= rounds; round++) {
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
      if (round === 1) {
        v0 ^= word;
        if (isLast) v2 ^= 0xff;
      }
    }
  }
  return v1 ^ v3;
}
