import { expect, test } from "vitest";

import { ProviderError } from "#lib/domain/provider-call.ts";
import { normalizePerimeter, perimetersAround } from "./service-perimeters.ts";

const scope = { account: "organizations/7", region: null };
const perimeter = (given: object = {}) => ({
  name: "accessPolicies/1/servicePerimeters/ai",
  title: "AI",
  perimeterType: "PERIMETER_TYPE_REGULAR",
  status: {
    resources: ["projects/42"],
    restrictedServices: ["storage.googleapis.com", "aiplatform.googleapis.com"],
  },
  ...given,
});
const normalize = (given: object = {}) => normalizePerimeter(perimeter(given), scope).resources[0];

test("a perimeter is what its status enforces", () => {
  expect(normalize()).toMatchObject({
    key: "//accesscontextmanager.googleapis.com/accessPolicies/1/servicePerimeters/ai",
    properties: {
      restrictedServices: ["aiplatform.googleapis.com", "storage.googleapis.com"],
      dryRunOnly: false,
    },
    facets: { enforced: true, coversAi: true },
  });
});

test("what only a dry run restricts is let through", () => {
  const dry = normalize({
    status: { resources: ["projects/42"] },
    spec: { resources: ["projects/42"], restrictedServices: ["aiplatform.googleapis.com"] },
    useExplicitDryRunSpec: true,
  });
  expect(dry).toMatchObject({
    properties: { dryRunOnly: true },
    facets: { enforced: false, coversAi: false },
  });
});

test.each([
  ["any identity from anywhere", "ANY_IDENTITY", [{ accessLevel: "*" }], ["aiplatform.googleapis.com"]],
  ["any identity from a level", "ANY_IDENTITY", [{ accessLevel: "accessPolicies/1/accessLevels/a" }], []],
  ["any service account from anywhere", "ANY_SERVICE_ACCOUNT", [{ accessLevel: "*" }], []],
  ["any identity from nowhere named", "ANY_IDENTITY", [], []],
])("an ingress rule for %s", (_, identityType, sources, openIngress) => {
  const found = normalize({
    status: {
      restrictedServices: ["aiplatform.googleapis.com"],
      ingressPolicies: [
        {
          ingressFrom: { identityType, sources },
          ingressTo: { operations: [{ serviceName: "aiplatform.googleapis.com" }], resources: ["*"] },
        },
      ],
    },
  });
  expect(found?.properties).toMatchObject({ openIngress });
});

const source = (answer: (operation: string) => unknown) => ({
  call: async (_: string, operation: string) => answer(operation),
});

test("a project is in the perimeters whose status names its number", async () => {
  const seen = source((operation) =>
    operation === "accessPolicies.list"
      ? { accessPolicies: [{ name: "accessPolicies/1" }] }
      : {
          servicePerimeters: [
            perimeter(),
            perimeter({ name: "accessPolicies/1/servicePerimeters/b", status: {} }),
          ],
        },
  );
  expect(await perimetersAround(seen, ["folders/1", "organizations/7"], "42")).toEqual({
    value: ["//accesscontextmanager.googleapis.com/accessPolicies/1/servicePerimeters/ai"],
    unknown: null,
  });
  expect((await perimetersAround(seen, ["organizations/7"], "43")).value).toEqual([]);
});

test("perimeters that may not be read are unknown, and a project that stands alone is in none", async () => {
  const refused = source(() => {
    throw new ProviderError("denied", { service: "accesscontextmanager", operation: "x" }, "no", "p");
  });
  expect(await perimetersAround(refused, ["organizations/7"], "42")).toMatchObject({
    value: null,
    unknown: { reason: "denied", permission: "p" },
  });
  expect(await perimetersAround(refused, [], "42")).toEqual({ value: [], unknown: null });
});
