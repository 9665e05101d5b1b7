import { expect, test } from "vitest";

import { collectGcp } from "#tests/support/recorded-gcp.ts";
import { workloadIdentity } from "./workload-identity.ts";

const pool = "projects/582910347716/locations/global/workloadIdentityPools/ci";
const collect = (poolGiven: object, ...providers: object[]) =>
  collectGcp(workloadIdentity, {
    "iam:projects.locations.workloadIdentityPools.list": {
      workloadIdentityPools: [{ name: pool, state: "ACTIVE", ...poolGiven }],
    },
    "iam:projects.locations.workloadIdentityPools.providers.list": ({ parent }) =>
      parent === pool ? { workloadIdentityPoolProviders: providers } : {},
  });
const github = {
  name: `${pool}/providers/github`,
  state: "ACTIVE",
  attributeMapping: { "google.subject": "assertion.sub" },
  attributeCondition: " assertion.repository_owner_id == '1' ",
  oidc: { issuerUri: "https://token.actions.githubusercontent.com" },
};

test("a provider tells whom it believes and on what condition", async () => {
  const { resources } = await collect({}, github);
  expect(resources[1]).toMatchObject({
    key: `//iam.googleapis.com/projects/claims-ai-prod/locations/global/workloadIdentityPools/ci/providers/github`,
    name: "ci / github",
    properties: {
      enabled: true,
      kind: "oidc",
      issuer: "https://token.actions.githubusercontent.com",
      condition: "assertion.repository_owner_id == '1'",
    },
  });
});

test("an empty condition is none", async () => {
  const { resources } = await collect({}, { ...github, attributeCondition: "  " });
  expect(resources[1]?.properties).toMatchObject({ condition: null });
});

test.each([
  ["the pool is", { disabled: true }, {}],
  ["the provider is", {}, { disabled: true }],
  ["the provider was deleted, which takes 30 days,", {}, { state: "DELETED" }],
])("nobody comes in where %s off", async (_, ofPool, ofProvider) => {
  const { resources } = await collect(ofPool, { ...github, ...ofProvider });
  expect(resources[1]?.properties).toMatchObject({ enabled: false });
});

test.each([
  ["aws", { aws: { accountId: "111122223333" } }, "111122223333"],
  ["saml", { saml: { idpMetadataXml: "<x/>" } }, null],
  ["x509", { x509: { trustStore: {} } }, null],
])("a provider of kind %s", async (kind, given, issuer) => {
  const { oidc: _, ...rest } = github;
  const { resources } = await collect({}, { ...rest, ...given });
  expect(resources[1]?.properties).toMatchObject({ kind, issuer });
});
