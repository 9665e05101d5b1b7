import { expect, test } from "vitest";

import { normalizeOrganizationPolicy } from "./organization-policies.ts";

const home = { projectIds: ["acme"], projectNumbers: ["42"], domains: null };
const scope = { account: "organizations/7", region: null };
const normalize = (constraint: string, data: object, on = "organizations/7") =>
  normalizeOrganizationPolicy(
    {
      name: `//orgpolicy.googleapis.com/${on}/policies/${constraint}`,
      assetType: "orgpolicy.googleapis.com/Policy",
      resource: { data: { name: `${on}/policies/${constraint}`, ...data } },
    },
    home,
    scope,
  ).resources[0];
const rules = (...list: object[]) => ({ spec: { rules: list } });

test.each([
  ["enforced", rules({ enforce: true }), true],
  ["switched off", rules({ enforce: false }), false],
  ["denying everything", rules({ denyAll: true }), true],
  ["allowing everything", rules({ allowAll: true }), false],
  ["naming what is allowed", rules({ values: { allowedValues: ["a"] } }), true],
  ["enforced under a condition only", rules({ enforce: true, condition: { expression: "x" } }), false],
  [
    "enforced but for an exception",
    rules({ enforce: false, condition: { expression: "resource.matchTag('a', 'b')" } }, { enforce: true }),
    true,
  ],
  ["reset to Google's default", { spec: { reset: true, rules: [{ enforce: true }] } }, false],
  ["in dry run only", { dryRunSpec: { rules: [{ enforce: true }] } }, false],
  ["without rules", rules(), false],
])("a policy %s", (_, data, enforced) => {
  expect(normalize("iam.x", data)?.facets).toEqual({ enforced, coversAi: false });
});

test("constraints of Vertex AI and of notebooks are about AI", () => {
  expect(normalize("vertexai.allowedModels", rules({ denyAll: true }))?.facets).toMatchObject({
    coversAi: true,
  });
  expect(normalize("ainotebooks.restrictPublicIp", rules())?.facets).toMatchObject({ coversAi: true });
});

test("a project is known by its id, and one that is not looked at is left out", () => {
  expect(normalize("iam.x", rules(), "projects/42")?.properties).toMatchObject({
    on: "//cloudresourcemanager.googleapis.com/projects/acme",
  });
  expect(normalize("iam.x", rules(), "projects/43")).toBeUndefined();
});
