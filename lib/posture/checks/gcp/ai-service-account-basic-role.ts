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
  },
  facets: { publicAddress: false, rootAccess: false, customerKey: true, privateNetwork: true },
};
const ofNotebook = {
  resources: [notebook],
  relationships: [{ from: "notebook", kind: "runs-as" as const, to: "example" }],
};

export default defineCheck({
  id: "gcp/ai-service-account-basic-role",
  title: "Service account of an AI workload holds no basic role",
  severity: "critical",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.iam.service-account",
  follows: ["runs-as", "invokes", "grounded-on"],
  risk: "Code in a notebook, a training job or an application acts as Editor or Owner of the whole project: it can read every bucket and replace every model.",
  remediation: {
    summary: "Remove Owner and Editor, and bind roles on the few resources the workload uses.",
    cli: "gcloud projects remove-iam-policy-binding PROJECT --member serviceAccount:EMAIL --role roles/editor",
    terraform:
      "Replace google_project_iam_member with role roles/editor by google_storage_bucket_iam_member and google_project_iam_member with narrow roles",
    console: ["IAM & Admin › IAM › edit the service account", "Remove Editor and Owner"],
  },
  references: [
    "https://cloud.google.com/iam/docs/best-practices-service-accounts",
    "https://cloud.google.com/iam/docs/roles-overview",
  ],

  evaluate: ({ key, properties: { basicRoles } }, graph) => {
    if (!worksForAi(key, graph)) return notApplicable;
    return basicRoles.length === 0
      ? pass
      : fail(`It works for AI and holds ${basicRoles.join(", ")} on its project`, { basicRoles });
  },

  examples: {
    pass: [{ name: "narrow roles", properties: { basicRoles: [] }, neighbours: ofNotebook }],
    fail: [{ name: "Editor", properties: { basicRoles: ["roles/editor"] }, neighbours: ofNotebook }],
    notApplicable: [{ name: "nothing of AI runs as it", properties: { basicRoles: ["roles/editor"] } }],
  },
});
