import { expect, test } from "vitest";

import { newHashSeed, seededHash, type HashSeed } from "./seeded-hash.ts";

const seed: HashSeed = [0x03020100, 0x07060504];

test("it is HalfSipHash-1-3, as its published vectors say", () => {
  const texts = ["", "\u0100", "\u0100\u0302", "\u0100\u0302\u0504"];
  expect(texts.map((text) => seededHash(text, seed) >>> 0)).toEqual([
    0x5814c896, 0xbc4b0e30, 0x7e059ea6, 0xa0080b65,
  ]);
});

const keys = Array.from({ length: 200_000 }, (_, n) => `arn:aws:s3:::bucket-${n}`);
const slotOf = (key: string, of: HashSeed) => seededHash(key, of) & 0xff;

test("keys made to fall into one slot under one seed spread under another", () => {
  const crafted = keys.filter((key) => slotOf(key, seed) === 0).slice(0, 512);
  expect(crafted).toHaveLength(512);
  const slots = new Set(crafted.map((key) => slotOf(key, [1, 2])));
  // 512 keys leave about 35 of 256 slots free where they spread.
  expect(slots.size).toBeGreaterThan(190);
});

test("keys that share a hash under one seed do not under another", () => {
  const byHash = Map.groupBy(keys, (key) => seededHash(key, seed));
  const alike = [...byHash.values()].filter(({ length }) => length > 1);
  expect(alike.length).toBeGreaterThan(0);
  for (const [one = "", other = ""] of alike)
    expect(seededHash(one, [1, 2])).not.toBe(seededHash(other, [1, 2]));
});

test("two seeds are not the same", () => {
  expect(newHashSeed()).not.toEqual(newHashSeed());
});
