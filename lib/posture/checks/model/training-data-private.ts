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
  id: "model/training-data-private",
  title: "Model was trained on data the public cannot read",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesToClass: "model",
  follows: ["trained-on"],
  followDepth: 1,
  risk: "What the model knows, and what it was made from, is open to anybody who wants to copy or invert it.",
  remediation: {
    summary: "Enforce public access prevention on the bucket that holds the training data.",
    cli: "gcloud storage buckets update gs://BUCKET --public-access-prevention",
    terraform: 'public_access_prevention = "enforced"',
    console: ["Cloud Storage › open the bucket › Permissions", "Prevent public access"],
  },
  references: [
    "https://cloud.google.com/storage/docs/public-access-prevention",
    "https://genai.owasp.org/llmrisk/llm022025-sensitive-information-disclosure/",
  ],

  evaluate: ({ key }, graph) => {
    const stores = graph.follow(key, "trained-on").filter((store) => isOfClass(store, "data-store"));
    if (stores.length === 0) return notApplicable;
    const open = stores.filter(({ facets }) => facets.publicRead).map(({ name }) => name);
    return open.length === 0
      ? pass
      : fail(`It was trained on ${open.join(", ")}, which anybody may read`, { stores: open });
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
        name: "one of two stores is public",
        neighbours: {
          resources: [store("a", {}), store("b", { publicRead: true })],
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
