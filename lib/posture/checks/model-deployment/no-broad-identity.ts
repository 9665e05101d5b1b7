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
  id: "model-deployment/no-broad-identity",
  title: "Deployment runs as an identity with narrow permissions",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "model-deployment",
  follows: ["runs-as"],
  risk: "Code in the serving container, or in the weights it loads, acts with the identity's power over other workloads.",
  remediation: {
    summary: "Deploy the model with a service account that may read only the model's files.",
    cli: "gcloud ai endpoints deploy-model ENDPOINT --region REGION --model MODEL --display-name NAME --service-account EMAIL",
    terraform: "service_account = google_service_account.serving.email in the deployed model",
    console: [
      "Vertex AI › Online prediction › open the endpoint › Deploy",
      "Service account › choose one made for serving",
    ],
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
