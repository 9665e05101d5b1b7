import { expect, test } from "vitest";

import { ageOf } from "./credential-age.ts";

const at = "2026-11-15T08:00:00.000Z";

test.each<[string, string | null, string | null, boolean, boolean]>([
  ["used yesterday, made long ago", "2025-01-01T00:00:00.000Z", "2026-11-14T00:00:00.000Z", false, true],
  ["made last week and never used", "2026-11-08T00:00:00.000Z", null, false, false],
  ["made a year ago and never used", "2025-11-15T00:00:00.000Z", null, true, true],
  ["used to the hour ninety days ago", "2026-08-01T00:00:00.000Z", "2026-08-17T08:00:00.000Z", false, false],
  [
    "used a second more than ninety days ago",
    "2026-08-01T00:00:00.000Z",
    "2026-08-17T07:59:59.000Z",
    true,
    false,
  ],
  ["of no known day", null, null, false, false],
])("a key %s", (_, createdAt, lastUsedAt, idle, aged) => {
  expect(ageOf({ createdAt, lastUsedAt }, at)).toEqual({ idle, aged });
});
