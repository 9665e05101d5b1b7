import { expect, test } from "vitest";

import { normalizeAllowPolicies } from "./allow-policies.ts";

const scope = { account: "acme", region: null };
const on = "//storage.googleapis.com/acme-models";

test("a policy is kept as it is written, under a key of its own", () => {
  const condition = { title: "office hours", expression: "request.time.getHours() < 18" };
  const bindings = [{ role: "roles/storage.objectViewer", members: ["user:a@acme.example"], condition }];
  expect(normalizeAllowPolicies(new Map([[on, bindings]]), scope).resources).toEqual([
    {
      key: "//iam.googleapis.com/allowPolicies/storage.googleapis.com/acme-models",
      type: "gcp.iam.allow-policy",
      name: "Policy of acme-models",
      account: "acme",
      region: null,
      tags: {},
      properties: { on, bindings, truncated: false },
      facets: {},
    },
  ]);
});

test("a policy longer than Google allows is cut over all its bindings, and says so", () => {
  const members = Array.from({ length: 1_000 }, (_, at) => `user:a${at}@acme.example`);
  const bindings = [
    { role: "roles/a", members },
    { role: "roles/b", members },
    { role: "roles/c", members },
  ];
  const [policy] = normalizeAllowPolicies(new Map([[on, bindings]]), scope).resources;
  const kept = policy?.properties;
  if (!kept || !("bindings" in kept)) throw new Error("no policy");
  expect(kept.bindings.map((binding) => binding.members.length)).toEqual([1_000, 500, 0]);
  expect(kept.truncated).toBe(true);
});
