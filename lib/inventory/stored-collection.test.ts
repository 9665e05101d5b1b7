import { describe, expect, test } from "vitest";

import type { Relationship } from "#lib/domain/relationship.ts";
import { relationshipId, relationshipParts } from "./relationship-id.ts";
import { Seen } from "./seen.ts";
import { StoredCollection } from "./stored-collection.ts";

const edge: Relationship = { from: "a", kind: "logs-to", to: "b", reason: "setting" };
const stored = () =>
  new StoredCollection(
    [
      ["a", "hash of a"],
      ["b", "hash of b"],
    ],
    [["a", "logs-to", "b", "setting"]],
  );

describe("a record", () => {
  test("is written when it is new or differs, and not when it is stored as it is", () => {
    expect(stored().takes({ key: "a", hash: "hash of a" })).toBe(false);
    expect(stored().takes({ key: "a", hash: "another" })).toBe(true);
    expect(stored().takes({ key: "c", hash: "hash of a" })).toBe(true);
  });

  test("that comes twice is written once, and again if it came back different", () => {
    const collection = stored();
    expect(collection.takes({ key: "c", hash: "1" })).toBe(true);
    expect(collection.takes({ key: "c", hash: "1" })).toBe(false);
    expect(collection.takes({ key: "c", hash: "2" })).toBe(true);
    expect(collection.takes({ key: "c", hash: "1" })).toBe(true);
  });
});

describe("a relationship", () => {
  test("is written when an end, its kind or its reason differs", () => {
    expect(stored().takesRelationship(edge)).toBe(false);
    expect(stored().takesRelationship({ ...edge, to: "c" })).toBe(true);
    expect(stored().takesRelationship({ ...edge, from: "b" })).toBe(true);
    expect(stored().takesRelationship({ ...edge, kind: "can-read" })).toBe(true);
    expect(stored().takesRelationship({ ...edge, reason: "another" })).toBe(true);
    expect(stored().takesRelationship({ from: "a", kind: "logs-to", to: "b" })).toBe(true);
  });

  test("without a reason is the same as one whose reason is stored as null", () => {
    const collection = new StoredCollection([], [["a", "logs-to", "b", null]]);
    expect(collection.takesRelationship({ from: "a", kind: "logs-to", to: "b" })).toBe(false);
  });

  test("is told apart from one whose ends only join to the same text", () => {
    const [one, other] = [
      { from: "a b", kind: "c", to: "d" },
      { from: "a", kind: "b c", to: "d" },
    ];
    expect(relationshipId(one)).not.toBe(relationshipId(other));
    expect(relationshipParts(relationshipId(one))).toEqual(["a b", "c", "d"]);
  });
});

describe("there is nothing to sweep", () => {
  const sees = (keys: readonly string[], relationships: readonly Relationship[]) => {
    const seen = new Seen();
    const resources = keys.map((key) => ({ key }));
    // Safe because only the keys of resources are remembered.
    seen.add({ resources, relationships } as unknown as Parameters<Seen["add"]>[0]);
    return seen;
  };

  test("only if every resource and every relationship from before was seen", () => {
    expect(stored().isAllSeen(sees(["b", "a"], [edge]))).toBe(true);
    expect(stored().isAllSeen(sees(["a"], [edge]))).toBe(false);
    expect(stored().isAllSeen(sees(["a", "b"], []))).toBe(false);
    expect(stored().isAllSeen(sees([], []))).toBe(false);
  });

  test("though resources were added, and a reason changed", () => {
    const collection = stored();
    collection.takes({ key: "c", hash: "new" });
    expect(collection.isAllSeen(sees(["a", "b", "c"], [{ ...edge, reason: "other" }]))).toBe(true);
  });

  test("not because as many were added as were lost", () => {
    const collection = stored();
    collection.takes({ key: "c", hash: "new" });
    expect(collection.isAllSeen(sees(["a", "c"], [edge]))).toBe(false);
  });
});
