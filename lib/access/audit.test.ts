import fc from "fast-check";
import { expect, test } from "vitest";

import { auditHash } from "./audit.ts";

type Entry = Parameters<typeof auditHash>[0];
const entry: Entry = {
  sequence: 7n,
  at: new Date("2026-03-01T12:00:00.123Z"),
  actorKind: "user",
  actorId: "ann",
  actorName: "Ann",
  action: "team.create",
  subjectType: "team",
  subjectId: "one",
  before: { name: "a", size: 1 },
  after: { name: "b", size: 2, tags: ["x", "y"] },
  previousHash: "00",
};
const hash = auditHash(entry);

test.each<[keyof Entry, Partial<Entry>]>([
  ["sequence", { sequence: 8n }],
  ["at", { at: new Date("2026-03-01T12:00:00.124Z") }],
  ["actorKind", { actorKind: "token" }],
  ["actorId", { actorId: "ben" }],
  ["actorName", { actorName: "Ben" }],
  ["action", { action: "team.delete" }],
  ["subjectType", { subjectType: "person" }],
  ["subjectId", { subjectId: "two" }],
  ["before", { before: { name: "a", size: "1" } }],
  ["after", { after: { name: "b", size: 2, tags: ["y", "x"] } }],
  ["previousHash", { previousHash: "01" }],
])("another %s is another hash", (_, change) => {
  expect(auditHash({ ...entry, ...change })).not.toBe(hash);
});

test("text moved from one field to the next does not go unnoticed", () => {
  expect(auditHash({ ...entry, subjectType: "teamo", subjectId: "ne" })).not.toBe(hash);
  expect(auditHash({ ...entry, actorName: 'Ann","team.create', action: "" })).not.toBe(hash);
});

test("what changed is not what it changed to", () => {
  expect(auditHash({ ...entry, before: entry.after, after: entry.before })).not.toBe(hash);
});

const shuffled = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(shuffled);
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, shuffled(member)]),
  );
};

test("the order in which the database gives members back makes no difference, that of a list does", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (after) => {
      expect(auditHash({ ...entry, after: shuffled(after) })).toBe(auditHash({ ...entry, after }));
    }),
  );
});

test("an entry without a value hashes as the database returns it: null", () => {
  const { before: _, ...without } = entry;
  expect(auditHash(without)).toBe(auditHash({ ...entry, before: null }));
});
