import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const account = (level: "admin" | "broad" | "scoped" | "none") => ({
  key: "account",
  type: "gcp.iam.service-account" as const,
  name: "research",
  account: "acme",
  region: null,
  tags: {},
  properties: {
    email: "research@acme.iam.gserviceaccount.com",
    disabled: false,
    defaultAccount: false,
    basicRoles: [],
    impersonators: [],
    userManagedKeys: [],
  },
  facets: {
    kind: "service-account" as const,
    grants: [],
    trusts: [],
    longLivedKeyCount: 0,
    lastUsedAt: null,
  },
  derived: { privilege: { level, reasons: [] } },
});
const runsAs = [{ from: "example", kind: "runs-as" as const, to: "account" }];

export default defineClassCheck({
  id: "notebook/no-broad-identity",
  title: "Notebook runs as an identity with narrow permissions",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "notebook",
  follows: ["runs-as"],
  risk: "Any code pasted into a cell acts with the identity's power over models, data and other workloads.",
  remediation: {
    summary: "Run the notebook as an identity of its own that may touch only the data its users work on.",
    cli: "gcloud projects remove-iam-policy-binding PROJECT --member serviceAccount:EMAIL --role roles/editor",
    terraform:
      'resource "google_storage_bucket_iam_member" with roles/storage.objectViewer on the one bucket it needs',
    console: [
      "IAM › open the notebook's service account",
      "Remove basic and project-wide roles, bind roles on single resources",
    ],
  },
  references: [
    "https://cloud.google.com/vertex-ai/docs/general/custom-service-account",
    "https://cloud.google.com/iam/docs/best-practices-service-accounts",
  ],

  evaluate: ({ key }, graph) => {
    const identities = graph.follow(key, "runs-as");
    if (identities.length === 0) return notApplicable;
    const powerful = identities.filter(
      ({ derived }) => derived?.privilege?.level === "admin" || derived?.privilege?.level === "broad",
    );
    const [first] = powerful;
    return first === undefined
      ? pass
      : fail(`It runs as ${first.name}, whose permissions are ${first.derived?.privilege?.level}`, {
          identities: powerful.map(({ name }) => name),
        });
  },

  examples: {
    pass: [
      { name: "named resources only", neighbours: { resources: [account("scoped")], relationships: runsAs } },
    ],
    fail: [
      { name: "a whole service", neighbours: { resources: [account("broad")], relationships: runsAs } },
      { name: "everything", neighbours: { resources: [account("admin")], relationships: runsAs } },
    ],
    notApplicable: [{ name: "runs as nobody" }],
  },
});
