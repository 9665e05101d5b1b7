import { expect, test } from "vitest";

import type { Derived } from "#lib/domain/derived.ts";
import { aiClasses, resourceClasses } from "#lib/domain/resource-class.ts";
import { attentionOf } from "./attention.ts";

type Facts = {
  reach?: "anyone" | "credential" | "internal";
  holds?: "sensitive" | "internal";
  may?: "admin" | "broad";
};
const derived = ({ reach, holds, may }: Facts): Derived => ({
  ...(reach ? { exposure: { reach, via: [], reasons: [] } } : {}),
  ...(holds ? { sensitivity: { level: holds, dataClasses: [], reasons: [] } } : {}),
  ...(may ? { privilege: { level: may, reasons: [] } } : {}),
});

test.each([
  ["AI that anyone reaches", "agent", { reach: "anyone" }, 0],
  ["AI behind a key", "agent", { reach: "credential" }, 1],
  ["AI of which nothing is derived", "model", {}, 1],
  ["what anyone reaches", "compute", { reach: "anyone" }, 2],
  ["what holds sensitive data", "data-store", { holds: "sensitive" }, 2],
  ["an administrator", "identity", { may: "admin" }, 2],
  ["what asks for a key", "compute", { reach: "credential" }, 3],
  ["a broad identity", "identity", { may: "broad" }, 3],
  ["a sensitive store behind a key", "data-store", { reach: "credential", holds: "sensitive" }, 2],
  ["an internal store", "data-store", { reach: "internal", holds: "internal" }, 4],
  ["a log group", "audit-log", {}, 4],
] as const)("%s comes at %s", (_, name, facts, place) => {
  expect(attentionOf(name, derived(facts))).toBe(place);
});

test("every class of AI comes before every other, whatever is known of it", () => {
  const worst = derived({ reach: "anyone", holds: "sensitive", may: "admin" });
  const others = resourceClasses.filter((name) => !aiClasses.includes(name));
  const lastOfAi = Math.max(...aiClasses.map((name) => attentionOf(name)));
  for (const name of others) expect(attentionOf(name, worst)).toBeGreaterThan(lastOfAi);
});
