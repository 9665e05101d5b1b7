import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

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

export default defineCheck({
  id: "gcp/custom-job-no-broad-identity",
  title: "Custom training job runs as an identity with narrow permissions",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.aiplatform.custom-job",
  follows: ["runs-as"],
  risk: "Code and packages of a training run act with the identity's power over data, models and other workloads.",
  remediation: {
    summary:
      "Run it as a service account that may read its training data and write its model's files, and nothing else.",
    cli: "gcloud ai custom-jobs create --region REGION --display-name NAME --config job.yaml --service-account EMAIL",
    terraform: "service_account = google_service_account.training.email in the job's specification",
    console: ["Vertex AI › Training › Train new model", "Service account › choose one made for training"],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/general/custom-service-account"],

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
