import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { AppError } from "#lib/domain/errors.ts";
import { readRecording } from "./read-recording.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "nacre-recording-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const call = (operation: string, output: unknown = {}) =>
  JSON.stringify({
    connector: "aws",
    account: "111122223333",
    region: null,
    service: "s3",
    operation,
    input: {},
    output,
  });
const file = (text: string | Uint8Array): string => {
  const name = path.join(folder, "calls.jsonl");
  writeFileSync(name, text);
  return name;
};
async function operations(text: string | Uint8Array): Promise<string[]> {
  const found: string[] = [];
  for await (const { operation } of readRecording(file(text))) found.push(operation);
  return found;
}
async function refusal(text: string): Promise<AppError> {
  const error: unknown = await operations(text).catch((reason: unknown) => reason);
  if (!(error instanceof AppError)) throw new Error(`Expected an AppError, got ${String(error)}`);
  return error;
}

describe("a file of calls", () => {
  test.each([
    ["is read in order", `${call("A")}\n${call("B")}\n`, ["A", "B"]],
    ["may end without a line break", `${call("A")}\n${call("B")}`, ["A", "B"]],
    ["may have the line ends of Windows", `${call("A")}\r\n${call("B")}\r\n`, ["A", "B"]],
    ["may have empty lines and blanks", `\n  \n${call("A")}\n\n\t\n${call("B")}\n\n`, ["A", "B"]],
    ["may be empty", "", []],
    ["may hold one call", call("A"), ["A"]],
    ["may begin with a byte order mark", `\ufeff${call("A")}`, ["A"]],
    ["may have blanks around a call", `  ${call("A")}  `, ["A"]],
  ])("%s", async (_, text, expected) => {
    expect(await operations(text)).toEqual(expected);
  });

  test("keeps every character: other alphabets, line separators inside a text, and none", async () => {
    const odd = "日本 \u2028\u2029 \u0000 \ud83d\ude00 ü \\n";
    const outputs: unknown[] = [];
    for await (const { output } of readRecording(file(call("A", { name: odd, empty: "" }))))
      outputs.push(output);
    expect(outputs).toEqual([{ name: odd, empty: "" }]);
  });

  test("is read line by line: a mistake below does not keep the calls above from being read", async () => {
    const found: string[] = [];
    const reading = (async () => {
      for await (const { operation } of readRecording(file(`${call("A")}\n${call("B")}\noops`)))
        found.push(operation);
    })();
    await expect(reading).rejects.toThrow(/:3 is not JSON/);
    expect(found).toEqual(["A", "B"]);
  });

  test("may be left before its end", async () => {
    for await (const { operation } of readRecording(file(`${call("A")}\noops`))) {
      expect(operation).toBe("A");
      break;
    }
  });
});

describe("a line that is wrong is named, with why", () => {
  test.each([
    ["text", "hello", /calls\.jsonl:2 is not JSON/],
    ["half a call", call("B").slice(0, 40), /:2 is not JSON/],
    ["JSON that is no object", "[]", /:2 .*expected object/i],
    ["null", "null", /:2 .*expected object/i],
    ["a call without its service", call("B").replace('"service":"s3",', ""), /:2 service/],
    ["a call of the wrong type", call("B").replace('"region":null', '"region":7'), /:2 region/],
    ["a call with more in it", call("B").replace("{", '{"extra":1,'), /:2 .*extra/],
    [
      "an error that is none",
      call("B").replace('"output":{}', '"error":{"reason":"banana","message":"x","permission":null}'),
      /:2 error\.reason/,
    ],
  ])("%s", async (_, line, message) => {
    const { code, message: told } = await refusal(`${call("A")}\n${line}\n`);
    expect(code).toBe("invalid-input");
    expect(told).toMatch(message);
  });

  test("by its number in the file, empty lines counted", async () => {
    expect((await refusal(`\n\n${call("A")}\n\noops\n`)).message).toContain(":5 ");
  });

  test("without repeating what stands in it, which may be secret", async () => {
    expect((await refusal('{"password":"hunter22",')).message).not.toContain("hunter22");
  });
});

test("calls and characters that lie across the pieces a file is read in stay whole", async () => {
  const sizes = [65_530, 65_535, 65_536, 65_537, 131_072, 200_000];
  const lines = sizes.map((size) => call(`Op${size}`, "é".repeat(size / 2)));
  expect(await operations(lines.join("\n"))).toEqual(sizes.map((size) => `Op${size}`));
});

test("a line longer than any answer is refused, and the file not read further", async () => {
  const long = call("A", "x".repeat(16 * 1024 * 1024));
  expect(await refusal(`${long}\n`)).toMatchObject({
    code: "too-large",
    message: expect.stringMatching(/:1 is longer/),
  });
});

test("a file that is not there says so, and does not hang", async () => {
  const reading = readRecording(path.join(folder, "absent.jsonl")).next();
  await expect(reading).rejects.toMatchObject({ code: "ENOENT" });
});
