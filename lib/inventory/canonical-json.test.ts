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
