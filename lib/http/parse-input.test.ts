import { expect, test } from "vitest";
import { z } from "zod";

import { parseInput } from "./parse-input.ts";

const Input = z.strictObject({
  name: z.string().min(2),
  owner: z.strictObject({ id: z.uuid() }).optional(),
  tags: z.array(z.string()).default([]),
});
const fieldsOf = (value: unknown) => {
  try {
    parseInput(Input, value, "body");
    return [];
  } catch (error) {
    // Safe because a failure of the caller is an AppError, and anything else has no fields.
    return (error as { fields?: { field: string }[] }).fields?.map(({ field }) => field);
  }
};

test("what fits comes back as its schema makes it", () => {
  expect(parseInput(Input, { name: "ok" }, "body")).toEqual({ name: "ok", tags: [] });
});

test.each([
  [{ name: "x" }, ["name"]],
  [{}, ["name"]],
  [{ name: "x", tags: "no" }, ["name", "tags"]],
  [{ name: "ok", owner: { id: 7 } }, ["owner.id"]],
  [{ name: "ok", tags: ["a", 1] }, ["tags.1"]],
  [{ name: "ok", more: 1, most: 2 }, ["more", "most"]],
  [{ name: "ok", owner: { id: "0190a0a0-0000-7000-8000-000000000000", role: "x" } }, ["owner.role"]],
  ["text", ["body"]],
  [null, ["body"]],
])("%j names %j", (value, fields) => {
  expect(fieldsOf(value)).toEqual(fields);
});

test("the message leads with the first field, for who reads nothing else", () => {
  expect(() => parseInput(Input, { name: "ok", more: 1 }, "body")).toThrow("more: There is no such field");
});
