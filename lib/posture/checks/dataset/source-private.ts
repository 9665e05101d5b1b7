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
  id: "dataset/source-private",
  title: "Sources of the dataset are not readable by the public",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesToClass: "dataset",
  follows: ["ingests"],
  risk: "The dataset is guarded while the files it was made from are open to everybody.",
  remediation: {
    summary: "Enforce public access prevention on the source bucket.",
    cli: "gcloud storage buckets update gs://BUCKET --public-access-prevention",
    terraform: 'public_access_prevention = "enforced"',
    console: ["Cloud Storage › open the bucket › Permissions", "Prevent public access"],
  },
  references: ["https://cloud.google.com/storage/docs/public-access-prevention"],

  evaluate: ({ key }, graph) => {
    const stores = graph.follow(key, "ingests").filter((source) => isOfClass(source, "data-store"));
    if (stores.length === 0) return notApplicable;
    const open = stores.filter(({ facets }) => facets.publicRead).map(({ name }) => name);
    return open.length === 0
      ? pass
      : fail(`It is filled from ${open.join(", ")}, which anybody may read`, { sources: open });
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
        name: "one of two sources is public",
        neighbours: {
          resources: [store("a", {}), store("b", { publicRead: true })],
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
