import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { worksForAi } from "#lib/domain/works-for-ai.ts";

const ofAgent = {
  resources: [sampleResource("agent", "agent")],
  relationships: [{ from: "agent", kind: "runs-as" as const, to: "example" }],
};

export default defineCheck({
  id: "gcp/ai-service-account-basic-role",
  title: "Service account of an AI workload is neither Owner nor Editor",
  severity: "critical",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.iam.service-account",
  follows: ["runs-as", "invokes", "hosted-on", "grounded-on"],
  followDepth: 2,
  risk: "An injected prompt or a stolen session of the workload can change and read everything in the project.",
  remediation: {
    summary: "Bind predefined roles on the resources the workload uses, then remove the basic role.",
    cli: "gcloud projects remove-iam-policy-binding PROJECT --member serviceAccount:EMAIL --role roles/editor",
    terraform: "Replace google_project_iam_member with roles/editor by roles on single resources",
    console: ["IAM & Admin › IAM › find the service account › Edit", "Remove Owner and Editor"],
  },
  references: [
    "https://cloud.google.com/iam/docs/best-practices-service-accounts#not-basic-roles",
    "https://cloud.google.com/iam/docs/roles-overview#basic",
  ],

  evaluate: ({ key, properties: { basicRoles } }, graph) => {
    if (!worksForAi(key, graph)) return notApplicable;
    return basicRoles.length === 0 ? pass : fail(`It holds ${basicRoles.join(" and ")}`, { basicRoles });
  },

  examples: {
    pass: [{ name: "neither", properties: { basicRoles: [] }, neighbours: ofAgent }],
    fail: [
      { name: "Editor", properties: { basicRoles: ["roles/editor"] }, neighbours: ofAgent },
      {
        name: "both",
        properties: { basicRoles: ["roles/editor", "roles/owner"] },
        neighbours: ofAgent,
      },
    ],
    notApplicable: [{ name: "nothing of AI runs as it", properties: { basicRoles: ["roles/owner"] } }],
  },
});
