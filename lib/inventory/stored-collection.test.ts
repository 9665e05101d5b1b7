import { describe, expect, test } from "vitest";

import type { Relationship } from "#lib/domain/relationship.ts";
import { relationshipId } from "./relationship-id.ts";
import { StoredCollection } from "./stored-collection.ts";

const edge: Relationship = { from: "a", kind: "logs-to", to: "b", reason: "setting" };
const stored = () => {
  const collection = new StoredCollection();
  collection.addResource("a", "hash of a");
  collection.addResource("b", "hash of b");
  collection.addRelationship(edge, "setting");
  return collection;
};

describe("a record", () => {
  test("is written when it is new or differs, and not when it is stored as it is", () => {
    expect(stored().takes("a", "hash of a")).toBe(false);
    expect(stored().takes("a", "another")).toBe(true);
    expect(stored().takes("c", "hash of a")).toBe(true);
  });

  test("that comes twice is written once, and again if it came back different", () => {
    const collection = stored();
    expect(collection.takes("c", "1")).toBe(true);
    expect(collection.takes("c", "1")).toBe(false);
    expect(collection.takes("c", "2")).toBe(true);
    expect(collection.takes("c", "1")).toBe(true);
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
    const collection = new StoredCollection();
    collection.addRelationship(edge, null);
    expect(collection.takesRelationship({ from: "a", kind: "logs-to", to: "b" })).toBe(false);
  });

  test("is told apart from one whose ends only join to the same text", () => {
    const [one, other] = [
      { from: "a b", kind: "c", to: "d" },
      { from: "a", kind: "b c", to: "d" },
    ];
    expect(relationshipId(one)).not.toBe(relationshipId(other));
  });
});

describe("what is lost", () => {
  const after = (keys: readonly string[], relationships: readonly Relationship[]) => {
    const collection = stored();
    for (const key of keys) collection.takes(key, `hash of ${key}`);
    for (const relationship of relationships) collection.takesRelationship(relationship);
    return {
      keys: ["a", "b"].filter((key) => collection.isLost(key)),
      isRelationshipLost: collection.isLostRelationship(edge),
      isAllSeen: collection.isAllSeen,
    };
  };

  const seenAll = { keys: [], isRelationshipLost: false, isAllSeen: true };

  test("is each resource and each relationship from before that was not seen", () => {
    expect(after(["b", "a"], [edge])).toEqual(seenAll);
    expect(after(["a"], [edge])).toEqual({ keys: ["b"], isRelationshipLost: false, isAllSeen: false });
    expect(after(["a", "b"], [])).toEqual({ keys: [], isRelationshipLost: true, isAllSeen: false });
    expect(after([], [])).toEqual({
      keys: ["a", "b"],
      isRelationshipLost: true,
      isAllSeen: false,
    });
  });

  test("is nothing of what changed or was added", () => {
    expect(after(["a", "b", "c"], [{ ...edge, reason: "other" }])).toEqual(seenAll);
  });

  test("is still lost when as much was added", () => {
    expect(after(["a", "c"], [{ ...edge, to: "c" }])).toEqual({
      keys: ["b"],
      isRelationshipLost: true,
      isAllSeen: false,
    });
  });

  test("is no relationship that could not be asked for", () => {
    const gap = { reason: "denied", call: "logs:List", permission: null, message: "no" } as const;
    const lostAfter = (key: string, path: string) => {
      const collection = stored();
      collection.notes({ key, unknown: { [path]: gap } });
      return collection.isLostRelationship(edge);
    };
    expect(lostAfter("a", "relationships.logs-to")).toBe(false);
    expect(lostAfter("b", "relationships.logs-to")).toBe(true);
    expect(lostAfter("a", "relationships.can-read")).toBe(true);
    expect(lostAfter("a", "facets.logs-to")).toBe(true);
  });
});

describe("the resources of a collection", () => {
  test("are counted once each, in the order they come or not", () => {
    const collection = stored();
    expect(collection.seenCount).toBe(0);
    for (const key of ["a", "c", "a", "c", "b"]) collection.takes(key, "hash");
    expect(collection.seenCount).toBe(3);
  });

  test.each<[string, readonly (readonly [string, string])[], number | null]>([
    [
      "all were seen as they are",
      [
        ["a", "hash of a"],
        ["b", "hash of b"],
      ],
      2,
    ],
    ["one was lost", [["a", "hash of a"]], null],
    [
      "one was added",
      [
        ["a", "hash of a"],
        ["b", "hash of b"],
        ["c", "hash of c"],
      ],
      null,
    ],
    [
      "one changed",
      [
        ["a", "hash of a"],
        ["b", "another"],
      ],
      null,
    ],
  ])("are known in number without counting if %s: %j", (_, seen, count) => {
    const collection = stored();
    for (const [key, hash] of seen) collection.takes(key, hash);
    expect(collection.certainCount).toBe(count);
  });
});
