import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "notebook/no-root-access",
  title: "Notebook users do not have root",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "notebook",
  risk: "Whoever opens the notebook can switch off its agents, read its credentials and change its image.",
  remediation: {
    summary: "Switch root access off.",
    cli: "gcloud workbench instances update NAME --location ZONE --metadata notebook-disable-root=true",
    terraform: 'metadata = { "notebook-disable-root" = "true" }',
    console: [
      "Vertex AI › Workbench › open the instance",
      "Software and security › clear Root access to the instance",
    ],
  },
  references: [
    "https://cloud.google.com/vertex-ai/docs/workbench/instances/manage-metadata",
    "https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-root-access.html",
  ],

  evaluate: ({ facets: { rootAccess } }) => (rootAccess ? fail("Its users are root", { rootAccess }) : pass),

  examples: {
    pass: [{ name: "off", facets: { rootAccess: false } }],
    fail: [{ name: "on", facets: { rootAccess: true } }],
  },
});
