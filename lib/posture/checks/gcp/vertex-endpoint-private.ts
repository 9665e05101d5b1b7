import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/vertex-endpoint-private",
  title: "Vertex AI endpoint is reached over a private network",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "gcp.aiplatform.endpoint",
  risk: "A stolen token is enough to call the model from anywhere.",
  remediation: {
    summary: "Serve the model from an endpoint with Private Service Connect.",
    cli: "gcloud ai endpoints create --region REGION --display-name NAME --network projects/NUMBER/global/networks/NETWORK",
    terraform: "private_service_connect_config { enable_private_service_connect = true }",
    console: ["Vertex AI › Online prediction › Create", "Access › Private"],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/predictions/choose-endpoint-type"],

  evaluate: ({ facets: { publicNetwork } }) =>
    publicNetwork ? fail("It answers on the internet, to whoever holds a token", { publicNetwork }) : pass,

  examples: {
    pass: [{ name: "private", facets: { publicNetwork: false } }],
    fail: [{ name: "public", facets: { publicNetwork: true } }],
  },
});
