import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/vertex-pipeline-own-account",
  title: "Vertex AI pipeline runs as an account of its own",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gcp.aiplatform.pipeline",
  risk: "Code in the pipeline acts as the default account of Compute Engine, whose rights cover far more than this one model and its data.",
  remediation: {
    summary: "Name a service account that may read the data and write the model, and nothing else.",
    cli: 'aiplatform.PipelineJob(...).submit(service_account="EMAIL")',
    terraform:
      "Vertex AI jobs are not Terraform resources: pass service_account where the pipeline is started, and make it with google_service_account",
    console: [
      "Vertex AI › create the pipeline › Advanced options",
      "Service account › choose one made for it",
    ],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/pipelines/configure-project#service-account"],

  evaluate: ({ properties: { serviceAccount } }) => {
    if (serviceAccount === null)
      return fail("It names no account, so it runs as the default account of Compute Engine", {
        serviceAccount,
      });
    return /^\d+-compute@developer\.gserviceaccount\.com$|@appspot\.gserviceaccount\.com$/.test(
      serviceAccount,
    )
      ? fail("It runs as a default account, which everything in the project shares", { serviceAccount })
      : pass;
  },

  examples: {
    pass: [{ name: "its own", properties: { serviceAccount: "training@acme.iam.gserviceaccount.com" } }],
    fail: [
      { name: "none named", properties: { serviceAccount: null } },
      {
        name: "Compute Engine's",
        properties: { serviceAccount: "412903775186-compute@developer.gserviceaccount.com" },
      },
      { name: "App Engine's", properties: { serviceAccount: "acme@appspot.gserviceaccount.com" } },
    ],
  },
});
