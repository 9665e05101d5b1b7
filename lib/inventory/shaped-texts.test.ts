import fc from "fast-check";
import { expect, test } from "vitest";

import { PackedMap } from "./packed-map.ts";
import { ShapedTexts } from "./shaped-texts.ts";

test("every text is read as it was added, whatever JSON it is", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 40 }), (values) => {
      const texts = [...values, ...values].map((value) => JSON.stringify(value));
      const shaped = new ShapedTexts();
      for (const text of texts) shaped.add(text);
      expect(texts.map((_, index) => shaped.at(index))).toEqual(texts);
    }),
    { numRuns: 200 },
  );
});

test("texts as Postgres writes them, of many shapes, with long parts and parts in common", () => {
  const shaped = new ShapedTexts();
  const texts = Array.from({ length: 3_000 }, (_, n) => {
    const names = Object.fromEntries(
      Array.from({ length: n % 40 }, (__, at) => [`name ${n * at}`, [at, "in common", n]]),
    );
    return JSON.stringify({
      "1": '\u0001"\\',
      text: "long ".repeat(n % 700 === 0 ? 300_000 : n % 50),
      ...names,
    })
      .replaceAll('":', '": ')
      .replaceAll(",", ", ");
  });
  for (const text of texts) shaped.add(text);
  for (let n = 0; n < texts.length; n++) {
    const index = (n * 1_009) % texts.length;
    expect(shaped.at(index) === texts[index], `text ${index}`).toBe(true);
  }
  expect(() => shaped.at(texts.length)).toThrow(RangeError);
});

test("a packed map says what a map says", () => {
  const keys = Array.from({ length: 8 }, (_, n) => `key-${n}`);
  const nodes = {
    count: keys.length,
    indexByKey: new Map(keys.map((key, node) => [key, node])),
    keyOf: (node: number) => keys[node] ?? "",
  };
  const step = fc.record({ key: fc.constantFrom(...keys), value: fc.option(fc.integer()) });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const [packed, map] = [
        new PackedMap<{ value: number }>(nodes, ({ value }) => Math.abs(value) % 100),
        new Map<string, { value: number }>(),
      ];
      for (const { key, value } of steps)
        if (value === null) {
          packed.delete(key);
          map.delete(key);
        } else {
          packed.set(key, { value });
          map.set(key, { value });
        }
      expect(new Map(packed)).toEqual(map);
      for (const [node, key] of keys.entries()) {
        const value = map.get(key);
        expect([packed.get(key), packed.has(key), packed.codeOf(node)]).toEqual([
          value,
          value !== undefined,
          value ? Math.abs(value.value) % 100 : -1,
        ]);
      }
    }),
  );
});
