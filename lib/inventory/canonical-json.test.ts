import fc from "fast-check";
import { expect, test } from "vitest";

import { canonicalJson } from "./canonical-json.ts";

test("the order in which members were made makes no difference, at any depth", () => {
  expect(canonicalJson({ b: 1, a: { d: [1, { y: 1, x: 2 }], c: null } })).toBe(
    '{"a":{"c":null,"d":[1,{"x":2,"y":1}]},"b":1}',
  );
});

test("undefined members are left out, and undefined values are null", () => {
  expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
});

test("NUL is left out of texts and names", () => {
  expect(canonicalJson({ "a\u0000": "x\u0000y" })).toBe('{"a":"xy"}');
});

test("half a surrogate pair, which Postgres refuses, becomes the replacement character; a whole one stays", () => {
  expect(canonicalJson({ "\ud800": "a\udc00b", whole: "\ud83d\ude00" })).toBe(
    '{"whole":"\ud83d\ude00","\ufffd":"a\ufffdb"}',
  );
});

test("what it writes reads back as what was given", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const withoutNul = JSON.stringify(value).replaceAll(String.raw`\u0000`, "");
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(withoutNul));
    }),
  );
});

test("an object whose names begin another's keeps to its own", () => {
  const texts = [{ b: 1 }, { b: 1, a: 2 }, { b: 1, a: 2, c: 3 }, { b: 4, a: 5 }, { b: 6 }].map(canonicalJson);
  expect(texts).toEqual(['{"b":1}', '{"a":2,"b":1}', '{"a":2,"b":1,"c":3}', '{"a":5,"b":4}', '{"b":6}']);
});

test("names that only look like an object's own parts are names", () => {
  const value: unknown = JSON.parse('{"constructor":1,"__proto__":{"toString":2},"hasOwnProperty":3}');
  expect(canonicalJson(value)).toBe('{"__proto__":{"toString":2},"constructor":1,"hasOwnProperty":3}');
});

test("names without end, as hostile tags may be, stay sorted when no more are remembered", () => {
  for (let n = 0; n < 11_000; n++)
    expect(canonicalJson({ [`z${n}`]: 1, [`a${n}`]: 2 })).toBe(`{"a${n}":2,"z${n}":1}`);
});
