import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/feature-online-store-private",
  title: "Feature online store is served over a private connection",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "gcp.aiplatform.feature-online-store",
  risk: "A stolen token is enough to read the features of anybody from anywhere.",
  remediation: {
    summary: "Serve it over Private Service Connect.",
    cli: "Create the store anew with dedicatedServingEndpoint.privateServiceConnectConfig.enablePrivateServiceConnect by featureOnlineStores.create",
    terraform:
      'dedicated_serving_endpoint { private_service_connect_config { enable_private_service_connect = true project_allowlist = ["PROJECT"] } } on google_vertex_ai_feature_online_store',
    console: [
      "Vertex AI › Feature Store › Online stores › Create",
      "Serving endpoint › Private Service Connect",
    ],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/featurestore/latest/create-onlinestore"],

  evaluate: ({ facets: { publicNetwork } }) =>
    publicNetwork
      ? fail("It answers at a public address, to whoever holds a token", { publicNetwork })
      : pass,

  examples: {
    pass: [{ name: "private, or without an address of its own", facets: { publicNetwork: false } }],
    fail: [{ name: "public", facets: { publicNetwork: true } }],
  },
});
