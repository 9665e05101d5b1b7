import { expect, test } from "vitest";

import { privateCheck, replicaCheck } from "#tests/factories/checks.ts";
import { checkHashes, differing } from "./check-hashes.ts";

const before = checkHashes([privateCheck, replicaCheck]);

test("the same checks differ in nothing, in whatever order", () => {
  expect(differing(before, checkHashes([replicaCheck, privateCheck]))).toEqual(new Set());
});

test.each([
  ["its severity", { ...privateCheck, severity: "low" as const }],
  ["its logic", { ...privateCheck, logic: "other" }],
  ["what it applies to", { ...privateCheck, appliesTo: [] }],
])("a check differs by %s", (_, changed) => {
  expect(differing(before, checkHashes([changed, replicaCheck]))).toEqual(new Set(["test/private"]));
});

test("a check that came or went differs", () => {
  expect(differing(before, checkHashes([privateCheck]))).toEqual(new Set(["test/private-replicas"]));
  expect(differing({}, before)).toEqual(new Set(["test/private", "test/private-replicas"]));
});

test("of more than a few that differ none is told apart", () => {
  const many = Array.from({ length: 51 }, (_, at) => ({ ...privateCheck, id: `test/${at}` }));
  expect(differing({}, checkHashes(many))).toBeNull();
});
