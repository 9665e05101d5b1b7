import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { compilePaths } from "./json-paths.ts";
import { JsonScanner, type Captured } from "./json-scanner.ts";

function scan(
  text: string,
  paths: readonly string[],
  chunkBytes = 7,
  limits = {},
): Omit<Captured, "bytes">[] {
  const scanner = new JsonScanner(compilePaths(paths), { limits });
  const bytes = Buffer.from(text);
  const found: Captured[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes)
    found.push(...scanner.push(bytes.subarray(at, at + chunkBytes)));
  return [...found, ...scanner.end()].map(({ path, at, value }) => ({ path, at, value }));
}
const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
const refuses = (text: string): boolean => {
  try {
    scan(text, [""]);
    return false;
  } catch {
    return true;
  }
};

describe("what is asked for", () => {
  const log = {
    runs: [
      { tool: { name: "a" }, results: [1, { b: ["é\n\u{1f600}"] }] },
      { results: [] },
      { results: [null] },
    ],
  };

  test("is found by its path, with its place, whatever the sizes of the pieces", () => {
    for (const bytes of [1, 2, 3, 64, 10_000])
      expect(scan(JSON.stringify(log, null, 1), ["runs[]/results[]", "runs[]/tool"], bytes)).toEqual([
        { path: "runs[]/tool", at: [0, 0], value: { name: "a" } },
        { path: "runs[]/results[]", at: [0, 0, 0], value: 1 },
        { path: "runs[]/results[]", at: [0, 0, 1], value: { b: ["é\n\u{1f600}"] } },
        { path: "runs[]/results[]", at: [0, 2, 0], value: null },
      ]);
  });

  test("is each document of JSON Lines, and each element of an array that is the whole file", () => {
    const values = [{ a: 1 }, { a: 2 }];
    const wanted = values.map((value, at) => ({ path: "", at: [at], value }));
    expect(scan('{"a":1}\n{"a":2}\n', [""])).toEqual(wanted);
    expect(scan(JSON.stringify(values), [""])).toEqual(wanted);
  });

  test("may stand under any name", () => {
    expect(scan('{"x":{"v":1},"y":{"v":2}}', ["*/v"]).map(({ value }) => value)).toEqual([1, 2]);
  });
});

test("what JSON.parse takes is taken and read alike, in pieces of any size (a sweep)", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.integer({ min: 1, max: 40 }), (text, bytes) => {
      const parsed: unknown = JSON.parse(text);
      const values = scan(text, [""], bytes).map(({ value }) => value);
      expect(values).toEqual(Array.isArray(parsed) ? parsed : [parsed]);
    }),
    { seed: 7, numRuns: 400 },
  );
});

test("what JSON.parse refuses is refused: one character taken out or put in (a sweep)", () => {
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 4 }),
      fc.nat(),
      fc.constantFrom("", ",", "]", "}", '"', ":", "x", "\\", "\n", "0"),
      (json, place, put) => {
        // In an object, so that what is left over cannot pass for a second document.
        const text = `{"v":${json}}`;
        const at = 5 + (place % json.length);
        const broken = text.slice(0, at) + put + text.slice(at + (put === "" ? 1 : 0));
        expect([broken, refuses(broken)]).toEqual([broken, !isJson(broken)]);
      },
    ),
    { seed: 8, numRuns: 1_500 },
  );
});

describe("what is refused, and what it is told", () => {
  test.each([
    [
      '{"runs": [{"results": [{"a": 1} {"a": 2}]}]}',
      "a comma or a closing bracket is missing",
      "runs[0].results[0]",
    ],
    ['{"runs": [{"results": [{"a": 1}, {"a": ', "cut off", "runs[0].results[1].a"],
    ['{"a": "x\ny"}', "line break", "in a"],
    ['{"a": nul}', '"nul" is no value', "a"],
    ['{"a": 01}', '"01" is no value', "a"],
    ["{a: 1}", "name in quotation marks", "byte 2"],
    ['{"a": [1}', "closes what was not opened", "a"],
    ["", "holds no JSON value", "byte 1"],
    ['{"a": "\\x"}', "escape", "a"],
  ])("%s", (text, what, where) => {
    expect(() => scan(text, ["runs[]/results[]"])).toThrow(what);
    expect(() => scan(text, ["runs[]/results[]"])).toThrow(where);
  });

  test("ten thousand brackets, at the limit of depth", () => {
    expect(() => scan("[".repeat(10_000), [""], 1_000)).toThrow("nested deeper than 64 levels");
    expect(() => scan('{"a":'.repeat(10_000), [""], 1_000)).toThrow("nested deeper than 64 levels");
    const deep = `${"[".repeat(64)}${"]".repeat(64)}`;
    expect(scan(deep, [""])).toHaveLength(1);
  });

  test("a text and a record beyond their limits", () => {
    expect(() => scan(`{"a":"${"x".repeat(200)}"}`, ["b"], 16, { stringBytes: 100 })).toThrow(
      "longer than 100 bytes",
    );
    expect(() => scan(`[{"a":"${"x".repeat(200)}"}]`, [""], 16, { recordBytes: 100 })).toThrow(
      "larger than 100 bytes",
    );
  });

  test("what is no UTF-8", () => {
    const scanner = new JsonScanner(compilePaths([""]));
    expect(() => scanner.push(Buffer.from([0x5b, 0x22, 0xff, 0xfe, 0x22, 0x5d]))).toThrow("not UTF-8");
  });
});
