import { readFileSync } from "node:fs";

import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";

import { recordingSchema } from "./recording-schema.ts";
import { RecordedCall } from "./recording.ts";

const validate = new Ajv2020({ strict: false }).compile(recordingSchema);
const lines = readFileSync("demo/onprem.jsonl", "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line): unknown => JSON.parse(line));
const [good] = lines;

test("takes every line that Nacre's own collectors write", () => {
  expect(lines.filter((line) => !validate(line))).toEqual([]);
  expect(lines.length).toBeGreaterThan(20);
});

test.each([
  ["a field that there is not", { token: "x" }],
  ["no operation", { operation: undefined }],
  ["a region that is a number", { region: 4 }],
  ["a reason that there is not", { error: { reason: "tired", message: "", permission: null } }],
  ["an account that is too long", { account: "a".repeat(257) }],
])("refuses what the server refuses: %s", (_, wrong) => {
  const line: unknown = JSON.parse(JSON.stringify({ ...Object(good), ...wrong }));
  expect([validate(line), RecordedCall.safeParse(line).success]).toEqual([false, false]);
});
