import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/security-center-findings",
  title: "No grave finding of Security Command Center on AI is open",
  severity: "high",
  layer: "model",
  function: "respond",
  appliesTo: "gcp.securitycenter.project-services",
  risk: "Google already found what is wrong, and it goes on.",
  remediation: {
    summary: "Look into each finding, mend it or mute it with a reason.",
    cli: 'gcloud scc findings list projects/PROJECT --filter=\'state="ACTIVE" AND severity="HIGH"\'',
    terraform: "Mend what each finding names: findings are no Terraform resources",
    console: ["Security Command Center › Findings", "Filter by state active and severity high"],
  },
  references: ["https://docs.cloud.google.com/security-command-center/docs/how-to-investigate-threats"],

  evaluate: ({ properties: { openFindings } }) => {
    if (openFindings.length === 0) return pass;
    const categories = [...new Set(openFindings.map(({ category }) => category))];
    return fail(`${openFindings.length} open: ${categories.slice(0, 5).join(", ")}`, { categories });
  },

  examples: {
    pass: [{ name: "none", properties: { openFindings: [] } }],
    fail: [
      {
        name: "one",
        properties: {
          openFindings: [
            {
              category: "VERTEX_AI_MODEL_CMEK_DISABLED",
              severity: "high",
              resource: "//aiplatform.googleapis.com/projects/1/locations/europe-west4/models/2",
            },
          ],
        },
      },
    ],
    unknown: [
      {
        name: "findings may not be listed",
        unknown: {
          "properties.openFindings": {
            reason: "denied",
            call: "securitycenter:projects.sources.findings.list",
            permission: "securitycenter.findings.list",
            message: "no",
          },
        },
      },
    ],
  },
});
