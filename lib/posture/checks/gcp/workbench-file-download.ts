import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/workbench-file-download",
  title: "Workbench instance refuses file downloads",
  severity: "low",
  layer: "data",
  function: "protect",
  appliesTo: "gcp.notebooks.instance",
  risk: "Training data and weights leave through the browser, with no trace but the user's disk.",
  remediation: {
    summary: "Switch file download off.",
    cli: "gcloud workbench instances update NAME --location ZONE --metadata notebook-disable-downloads=true",
    terraform: 'metadata = { "notebook-disable-downloads" = "true" }',
    console: ["Vertex AI › Workbench › open the instance › Software and security", "Clear File downloading"],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/workbench/instances/manage-metadata"],

  evaluate: ({ properties: { fileDownload } }) =>
    fileDownload ? fail("Its users may download files", { fileDownload }) : pass,

  examples: {
    pass: [{ name: "off", properties: { fileDownload: false } }],
    fail: [{ name: "on, which is the default", properties: { fileDownload: true } }],
  },
});
