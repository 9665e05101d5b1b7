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

const artifacts = [{ from: "example", kind: "stores-artifacts-in" as const, to: "a" }];

export default defineClassCheck({
  id: "model/artifacts-private",
  title: "Model files are not readable or writable from outside",
  severity: "critical",
  layer: "model",
  function: "protect",
  appliesToClass: "model",
  follows: ["stores-artifacts-in"],
  followDepth: 1,
  risk: "Weights can be copied, or replaced by ones that run code when they are loaded.",
  remediation: {
    summary: "Enforce public access prevention on the bucket and remove principals of other organizations.",
    cli: "gcloud storage buckets update gs://BUCKET --public-access-prevention",
    terraform: 'public_access_prevention = "enforced"',
    console: [
      "Cloud Storage › open the bucket › Permissions",
      "Prevent public access",
      "Remove outside principals",
    ],
  },
  references: [
    "https://cloud.google.com/storage/docs/public-access-prevention",
    "https://atlas.mitre.org/techniques/AML.T0010.003",
  ],

  evaluate: ({ key }, graph) => {
    const stores = graph.follow(key, "stores-artifacts-in").filter((store) => isOfClass(store, "data-store"));
    if (stores.length === 0) return notApplicable;
    const open = stores
      .filter(({ facets }) => facets.publicRead || facets.publicWrite || facets.externalPrincipals.length > 0)
      .map(({ name }) => name);
    return open.length === 0
      ? pass
      : fail(`Its files lie in ${open.join(", ")}, which others may use`, { stores: open });
  },

  examples: {
    pass: [{ name: "own bucket", neighbours: { resources: [store("a", {})], relationships: artifacts } }],
    fail: [
      {
        name: "anybody may read",
        neighbours: { resources: [store("a", { publicRead: true })], relationships: artifacts },
      },
      {
        name: "an outsider may read",
        neighbours: {
          resources: [store("a", { externalPrincipals: ["user:a@partner.example"] })],
          relationships: artifacts,
        },
      },
    ],
    notApplicable: [{ name: "the provider keeps its files" }],
  },
});
