import fc from "fast-check";
import { expect, test } from "vitest";

import { guardUnknown, UnknownRead, type Unknown } from "./unknown.ts";

const denied: Unknown = {
  reason: "denied",
  call: "s3:GetBucketPolicy",
  permission: "s3:Get",
  message: "No access",
};

test("reading what was not collected throws what would have told, anything else reads as it is", () => {
  const guarded = guardUnknown({ name: "x", open: true }, { "facets.open": denied }, "facets");
  expect(guarded.name).toBe("x");
  expect(() => guarded.open).toThrow(UnknownRead);
  expect(() => guarded.open).toThrow(
    expect.objectContaining({ unknown: denied, message: "s3:GetBucketPolicy: No access" }),
  );
});

test("an unknown of another part guards nothing here, however its path begins", () => {
  const values = { open: true };
  expect(guardUnknown(values, { "properties.open": denied }, "facets")).toBe(values);
  expect(guardUnknown(values, { "facetsX.open": denied }, "facets")).toBe(values);
  expect(guardUnknown(values, { "relationships.logs-to": denied }, "facets")).toBe(values);
});

test("what was left out altogether throws too, instead of reading as absent", () => {
  const guarded: { open?: boolean } = guardUnknown({}, { "facets.open": denied }, "facets");
  expect(() => guarded.open ?? false).toThrow(UnknownRead);
});

test("the given object is not touched, and a guarded one can be copied without being read", () => {
  const values = { name: "x", open: true };
  const guarded = guardUnknown(values, { "facets.open": denied }, "facets");
  expect(values.open).toBe(true);
  expect({ ...guarded }).toEqual({ name: "x" });
  expect(JSON.stringify(guarded)).toBe('{"name":"x"}');
});

test("guarded twice is guarded once", () => {
  const unknowns = { "facets.open": denied };
  const again = guardUnknown(guardUnknown({ name: "x", open: true }, unknowns, "facets"), unknowns, "facets");
  expect(again.name).toBe("x");
  expect(() => again.open).toThrow(UnknownRead);
});

test("exactly the named members throw, whichever they are", () => {
  const names = ["a", "b", "c", "d"] as const;
  fc.assert(
    fc.property(fc.subarray([...names]), (missing) => {
      const guarded = guardUnknown(
        { a: 1, b: 2, c: 3, d: 4 },
        Object.fromEntries(missing.map((name) => [`facets.${name}`, denied])),
        "facets",
      );
      const throwing = names.filter((name) => {
        try {
          return guarded[name] === undefined;
        } catch (error) {
          return error instanceof UnknownRead;
        }
      });
      expect(throwing).toEqual(missing);
    }),
  );
});
