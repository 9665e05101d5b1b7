import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/vertex-pipeline-customer-key",
  title: "Artifacts of a Vertex AI pipeline are encrypted with a customer key",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gcp.aiplatform.pipeline",
  risk: "Access to the intermediate data and weights cannot be withdrawn by taking the key away, and no use of the key is recorded.",
  remediation: {
    summary: "Name a key of your own where runs are started.",
    cli: 'aiplatform.PipelineJob(..., encryption_spec_key_name="KEY").submit()',
    terraform:
      "Vertex AI pipelines are not Terraform resources: pass encryption_spec_key_name where the pipeline is started",
    console: [
      "Vertex AI › Pipelines › Create run › Runtime configuration › Encryption",
      "Encryption › Customer-managed key",
    ],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/general/cmek"],

  evaluate: ({ properties: { kmsKey } }) =>
    kmsKey === null ? fail("It is encrypted with a key of Google's", { kmsKey }) : pass,

  examples: {
    pass: [
      {
        name: "a customer key",
        properties: { kmsKey: "projects/acme/locations/europe-west4/keyRings/ai/cryptoKeys/vertex" },
      },
    ],
    fail: [{ name: "Google's key", properties: { kmsKey: null } }],
  },
});
