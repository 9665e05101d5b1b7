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
  id: "model/training-data-integrity",
  title: "Model was trained on data the public cannot write",
  severity: "critical",
  layer: "data",
  function: "protect",
  appliesToClass: "model",
  follows: ["trained-on"],
  followDepth: 1,
  risk: "A stranger can change what the next version of the model learns.",
  remediation: {
    summary:
      "Remove anonymous writers from the bucket that holds the training data, then compare the data with its last trusted version.",
    cli: "gcloud storage buckets update gs://BUCKET --public-access-prevention",
    terraform: 'public_access_prevention = "enforced"',
    console: ["Cloud Storage › open the bucket › Permissions", "Remove allUsers and allAuthenticatedUsers"],
  },
  references: [
    "https://genai.owasp.org/llmrisk/llm042025-data-and-model-poisoning/",
    "https://atlas.mitre.org/techniques/AML.T0020",
  ],

  evaluate: ({ key }, graph) => {
    const stores = graph.follow(key, "trained-on").filter((store) => isOfClass(store, "data-store"));
    if (stores.length === 0) return notApplicable;
    const open = stores.filter(({ facets }) => facets.publicWrite).map(({ name }) => name);
    return open.length === 0
      ? pass
      : fail(`It was trained on ${open.join(", ")}, which anybody may write`, { stores: open });
  },

  examples: {
    pass: [
      {
        name: "private source",
        neighbours: {
          resources: [store("a", {}), store("b", {})],
          relationships: [
            { from: "example", kind: "trained-on", to: "a" },
            { from: "example", kind: "trained-on", to: "b" },
          ],
        },
      },
    ],
    fail: [
      {
        name: "anybody may write one of two stores",
        neighbours: {
          resources: [store("a", {}), store("b", { publicWrite: true })],
          relationships: [
            { from: "example", kind: "trained-on", to: "a" },
            { from: "example", kind: "trained-on", to: "b" },
          ],
        },
      },
    ],
    notApplicable: [{ name: "no training data known" }],
  },
});
