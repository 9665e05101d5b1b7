import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { isDeeperThan, maxDepth, readJson } from "./read-body.ts";

const json = { "content-type": "application/json" };
const read = (body: BodyInit, headers: Record<string, string> = json, maxBytes?: number) =>
  readJson(new Request("https://x.example", { method: "POST", body, headers }), maxBytes);
const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

/** But for the one name that no object may be given. */
const value = fc.jsonValue({ maxDepth: 5 }).filter((any) => !JSON.stringify(any).includes('"__proto__"'));

test("any JSON value is read as it was sent", async () => {
  await fc.assert(
    fc.asyncProperty(value, async (given) => {
      expect(await read(JSON.stringify(given))).toEqual(JSON.parse(JSON.stringify(given)));
    }),
    { numRuns: 50 },
  );
});

test.each(["application/json", "application/json; charset=utf-8", "Application/JSON"])(
  "%s is JSON",
  async (type) => {
    expect(await read("1", { "content-type": type })).toBe(1);
  },
);

test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"])(
  "%s, which a form of another site can send, is refused",
  async (type) => {
    await expect(read("{}", { "content-type": type })).rejects.toMatchObject({ code: "invalid-input" });
  },
);

test.each(["", "{", "{'a': 1}", "[1,]", "NaN", "{} {}"])("%j is refused as no JSON", async (text) => {
  await expect(read(text)).rejects.toMatchObject({
    code: "invalid-input",
    message: "The body is not valid JSON.",
  });
});

test("a member that would reach for the prototype is refused at any depth", async () => {
  await expect(read('{"a":[{"__proto__":{"admin":true}}]}')).rejects.toMatchObject({
    code: "invalid-input",
    fields: [{ field: "__proto__" }],
  });
  await expect(read('{"a":{"\\u005f_proto__":1}}')).rejects.toMatchObject({ code: "invalid-input" });
});

test.each([
  ['{"name":"a\\u0000b"}', "name"],
  ['{"deep":[{"text":"\\ud800"}]}', "text"],
  ['["\\udc00"]', "0"],
  ['"\\u0000"', "body"],
  ['{"\\u0000":1}', "body"],
])("%s, which no column keeps, is refused by the field %s", async (text, field) => {
  await expect(read(text)).rejects.toMatchObject({ code: "invalid-input", fields: [{ field }] });
});

test("an escape that only looks like such a character is text", async () => {
  expect(await read(String.raw`{"name":"\\u0000 and \ud83e\uddaa"}`)).toEqual({ name: "\\u0000 and 🦪" });
});

describe("size", () => {
  test("a body of the limit is read, one byte more is not", async () => {
    const text = JSON.stringify("x".repeat(98));
    expect(await read(text, json, 100)).toBe("x".repeat(98));
    await expect(read(text, json, 99)).rejects.toMatchObject({ code: "too-large", status: 413 });
  });

  test("is counted in bytes, not in characters", async () => {
    await expect(read(JSON.stringify("é".repeat(60)), json, 100)).rejects.toMatchObject({
      code: "too-large",
    });
  });

  test("a stream that names no length, or lies about it, is cut at the limit", async () => {
    let sent = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => {
          sent += 1000;
          controller.enqueue(new Uint8Array(1000).fill(0x20));
        },
      });
    const request = (headers: Record<string, string>) =>
      readJson(
        new Request("https://x.example", {
          method: "POST",
          body: endless(),
          headers,
          // @ts-expect-error -- Node asks for it, and the types do not know it
          duplex: "half",
        }),
        10_000,
      );
    await expect(request(json)).rejects.toMatchObject({ code: "too-large" });
    await expect(request({ ...json, "content-length": "5" })).rejects.toMatchObject({ code: "too-large" });
    expect(sent).toBeLessThan(40_000);
  });

  test("a character cut between two chunks stays whole", async () => {
    const bytes = new TextEncoder().encode(JSON.stringify("naïve — ключ"));
    const inHalves = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const init = { method: "POST", body: inHalves, headers: json, duplex: "half" };
    expect(await readJson(new Request("https://x.example", init))).toBe("naïve — ключ");
  });
});

describe("depth", () => {
  const depthOf = (value: unknown): number =>
    typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

  test("is what a walk over the value would count, whatever its strings hold", () => {
    const text = fc.oneof(fc.constantFrom("[[[", '"{', "\\", '\\"[', "]}"), fc.string());
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        text,
        fc.integer(),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(text, tie("value"), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(value, fc.boolean(), (given, spaced) => {
        const written = JSON.stringify(given, null, spaced ? 2 : 0);
        const depth = depthOf(given);
        expect(isDeeperThan(written, depth)).toBe(false);
        expect(isDeeperThan(written, depth - 1)).toBe(depth > 0);
      }),
    );
  });

  test("of the limit is read, one more is too large and never parsed", async () => {
    expect(await read(nested(maxDepth))).toEqual(JSON.parse(nested(maxDepth)));
    await expect(read(nested(maxDepth + 1))).rejects.toMatchObject({ code: "too-large" });
    await expect(read("[".repeat(300_000))).rejects.toMatchObject({ code: "too-large" });
  });

  test("is how deep it goes, not how much there is", async () => {
    const wide = JSON.stringify(Array.from({ length: 1000 }, () => [[]]));
    expect(await read(wide)).toHaveLength(1000);
  });
});
