import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { worksForAi } from "#lib/domain/works-for-ai.ts";

const notebook = {
  key: "notebook",
  type: "gcp.notebooks.instance" as const,
  name: "research",
  account: "acme",
  region: "europe-west4-a",
  tags: {},
  properties: {
    serviceAccount: null,
    runsAsDefaultAccount: false,
    secureBoot: true,
    integrityMonitoring: true,
    virtualTpm: true,
    fileDownload: false,
    networkTags: [],
  },
  facets: { publicAddress: false, rootAccess: false, customerKey: true, privateNetwork: true },
};
const ofNotebook = {
  resources: [notebook],
  relationships: [{ from: "notebook", kind: "runs-as" as const, to: "example" }],
};

export default defineCheck({
  id: "gcp/ai-service-account-impersonation",
  title: "People cannot become the service account of an AI workload",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.iam.service-account",
  follows: ["runs-as", "invokes", "hosted-on", "grounded-on"],
  followDepth: 2,
  risk: "Whoever becomes the account acts as the workload, and the log names the workload.",
  remediation: {
    summary: "Remove people and groups from the token-creator and user roles on the account.",
    cli: "gcloud iam service-accounts remove-iam-policy-binding EMAIL --member MEMBER --role roles/iam.serviceAccountTokenCreator",
    terraform: "Remove user: and group: members from google_service_account_iam_member",
    console: [
      "IAM & Admin › Service accounts › open it › Permissions",
      "Remove people from Token Creator and User",
    ],
  },
  references: ["https://cloud.google.com/iam/docs/service-account-impersonation"],

  evaluate: ({ key, properties: { impersonators } }, graph) => {
    if (!worksForAi(key, graph)) return notApplicable;
    return impersonators.length === 0
      ? pass
      : fail(`${impersonators.join(", ")} may become it`, { impersonators });
  },

  examples: {
    pass: [{ name: "nobody", properties: { impersonators: [] }, neighbours: ofNotebook }],
    fail: [
      {
        name: "a group and a person",
        properties: { impersonators: ["group:team@acme.example", "user:a@acme.example"] },
        neighbours: ofNotebook,
      },
    ],
    notApplicable: [{ name: "nothing of AI runs as it", properties: { impersonators: [] } }],
  },
});
