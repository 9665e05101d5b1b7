import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";

const store = (
  key: string,
  facets: { publicRead?: boolean; publicWrite?: boolean; externalPrincipals?: string[] },
) => ({
  key,
  type: "gcp.storage.bucket" as const,
  name: key,
  account: "acme",
  region: "europe-west4",
  tags: {},
  properties: {
    location: "europe-west4",
    uniformAccess: true,
    publicAccessPrevention: "inherited" as const,
    publicRoles: [],
  },
  facets: {
    publicRead: false,
    publicWrite: false,
    blocksPublicAccess: false,
    publicNetwork: true,
    keyAuthentication: false,
    encryption: "customer-key" as const,
    versioning: true,
    accessLogging: true,
    externalPrincipals: [],
    ...facets,
  },
});

export default defineClassCheck({
  id: "dataset/source-integrity",
  title: "Sources of the dataset cannot be written by the public",
  severity: "critical",
  layer: "data",
  function: "protect",
  appliesToClass: "dataset",
  follows: ["ingests"],
  risk: "A stranger can place examples in the training data and decide what the model learns.",
  remediation: {
    summary: "Remove anonymous writers from the source bucket.",
    cli: "gcloud storage buckets update gs://BUCKET --public-access-prevention",
    terraform: 'public_access_prevention = "enforced"',
    console: ["Cloud Storage › open the bucket › Permissions", "Remove allUsers and allAuthenticatedUsers"],
  },
  references: ["https://genai.owasp.org/llmrisk/llm042025-data-and-model-poisoning/"],

  evaluate: ({ key }, graph) => {
    const stores = graph.follow(key, "ingests").filter((source) => isOfClass(source, "data-store"));
    if (stores.length === 0) return notApplicable;
    const open = stores.filter(({ facets }) => facets.publicWrite).map(({ name }) => name);
    return open.length === 0
      ? pass
      : fail(`It is filled from ${open.join(", ")}, which anybody may write`, { sources: open });
  },

  examples: {
    pass: [
      {
        name: "private source",
        neighbours: {
          resources: [store("a", {}), store("b", {})],
          relationships: [
            { from: "example", kind: "ingests", to: "a" },
            { from: "example", kind: "ingests", to: "b" },
          ],
        },
      },
    ],
    fail: [
      {
        name: "anybody may write one of two sources",
        neighbours: {
          resources: [store("a", {}), store("b", { publicWrite: true })],
          relationships: [
            { from: "example", kind: "ingests", to: "a" },
            { from: "example", kind: "ingests", to: "b" },
          ],
        },
      },
    ],
    notApplicable: [{ name: "filled from no store" }],
  },
});
