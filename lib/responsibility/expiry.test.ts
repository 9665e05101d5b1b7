import { expect, test } from "vitest";

import { requireExpiry } from "./expiry.ts";

const at = new Date("2026-03-01T12:00:00Z");

test.each(["2026-03-01T12:00:00Z", "2026-03-01T13:00:00+02:00", "2020-01-01T00:00:00Z"])(
  "%s is over already",
  (text) => {
    expect(() => requireExpiry(text, at)).toThrow(/must lie in the future/);
  },
);

test.each([
  ["2027-03-01T12:00:00Z", 1],
  ["2029-02-28T12:00:00Z", 3],
])("%s lies within %i years", (text, withinYears) => {
  expect(requireExpiry(text, at, { withinYears })).toEqual(new Date(text));
});

test.each([
  ["2027-03-03T12:00:00Z", 1, "within a year"],
  ["2029-03-06T12:00:00Z", 3, "within 3 years"],
])("%s does not lie within %i years, and the field is named", (text, withinYears, message) => {
  expect(() => requireExpiry(text, at, { withinYears })).toThrow(message);
  expect(() => requireExpiry(text, at, { withinYears })).toThrow(
    expect.objectContaining({
      code: "invalid-input",
      fields: [expect.objectContaining({ field: "expiresAt" })],
    }),
  );
});

test("what is no date never counts as one that lasts", () => {
  expect(() => requireExpiry("tomorrow", at)).toThrow(/expiresAt/);
});
