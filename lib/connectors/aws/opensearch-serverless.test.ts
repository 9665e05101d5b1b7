import { expect, test } from "vitest";

import { normalizeCollection } from "./opensearch-serverless-record.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const raw = {
  arn: "arn:aws:aoss:eu-west-1:111122223333:collection/07tj",
  id: "07tj",
  name: "claims-policies",
  status: "ACTIVE",
  type: "VECTORSEARCH",
  kmsKeyArn: "auto",
  collectionEndpoint: "https://07tj.eu-west-1.aoss.amazonaws.com",
};
const rule = (ResourceType: string, ...Resource: string[]) => ({ ResourceType, Resource });
const network = (AllowFromPublic: boolean, ...Rules: object[]) => ({
  securityPolicyDetail: { name: "network", policy: [{ Rules, AllowFromPublic, SourceVPCEs: ["vpce-1"] }] },
});
const data = (Principal: string, resource: string) => ({
  accessPolicyDetail: {
    name: "data",
    policy: [{ Rules: [rule("index", resource)], Principal: [Principal] }],
  },
});
const role = "arn:aws:iam::111122223333:role/claims-policies-knowledge-base";
const facetsOf = (networkPolicies: object[], dataPolicies: object[]) =>
  normalizeCollection({ raw, networkPolicies, dataPolicies, tags: {}, unknowns: {} }, scope).resources[0]
    ?.facets;

test.each(["collection/claims-policies", "collection/claims*", "collection/*"])(
  "a public network policy on %s covers the collection",
  (pattern) => {
    expect(facetsOf([network(true, rule("collection", pattern))], [])).toMatchObject({ publicNetwork: true });
  },
);

test.each([
  network(true, rule("collection", "collection/other")),
  network(true, rule("dashboard", "collection/claims-policies")),
  network(false, rule("collection", "collection/claims-policies")),
])("another collection, the dashboard alone, or a private policy does not (%#)", (policy) => {
  expect(facetsOf([policy], [])).toMatchObject({ publicNetwork: false });
});

test.each([
  ["every identity of the account", "arn:aws:iam::111122223333:root", "index/claims-policies/*"],
  ["every role", "arn:aws:iam::111122223333:role/*", "index/claims-policies/*"],
  ["everybody", "*", "index/claims-policies/*"],
  ["every collection", role, "index/*/*"],
])("a data policy for %s is broad", (_, principal, resource) => {
  expect(facetsOf([], [data(principal, resource)])).toMatchObject({ broadAccess: true });
});

test("one role on every index of this collection is not broad", () => {
  expect(facetsOf([], [data(role, "index/claims-policies/*")])).toMatchObject({ broadAccess: false });
});

test("a broad policy of another collection is not this one's", () => {
  expect(facetsOf([], [data("*", "index/other/*")])).toMatchObject({ broadAccess: false });
});

test("AWS's own key is written auto, and is no customer key", () => {
  const batch = normalizeCollection(
    { raw, networkPolicies: [], dataPolicies: [], tags: {}, unknowns: {} },
    scope,
  );
  expect(batch.resources[0]?.facets).toMatchObject({
    customerKey: false,
    hosts: ["07tj.eu-west-1.aoss.amazonaws.com"],
  });
  expect(batch.relationships).toEqual([]);
});
