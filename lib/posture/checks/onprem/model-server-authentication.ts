import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "onprem/model-server-authentication",
  title: "Model server asks its callers who they are",
  severity: "critical",
  layer: "model",
  function: "protect",
  evidenceFor: "identity-and-access",
  appliesTo: "onprem.model-server",
  risk: "Anybody on the network uses the model at your cost, and some products let him replace it.",
  remediation: {
    summary: "Start the server with a key, or put a proxy in front that asks who calls.",
    cli: 'vllm serve <model> --api-key "$VLLM_API_KEY"',
    terraform: "environment = { VLLM_API_KEY = var.api_key }",
    console: [
      "Add --api-key to the server's arguments, or put it behind a proxy with single sign-on",
      "Give each caller its key, and restart",
    ],
  },
  references: [
    "https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html",
    "https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/customization_guide/deploy.html",
  ],

  evaluate: ({ properties: { authentication, authenticationReason, url } }) =>
    authentication === "none" ? fail(authenticationReason, { url, authentication }) : pass,

  examples: {
    pass: [
      {
        name: "a key",
        properties: {
          authentication: "key",
          authenticationReason: "It turns a caller without a key away",
          url: "https://vllm.lab.example.com:8000",
        },
      },
      {
        name: "a proxy in front that asks for a session",
        properties: {
          authentication: "identity",
          authenticationReason: "It sends a caller without a session to https://login.example.com/authorize",
          url: "https://vllm.lab.example.com:8000",
        },
      },
    ],
    fail: [
      {
        name: "it answers whoever asks",
        properties: {
          authentication: "none",
          authenticationReason: "It answers vllm:list-models to a caller with nothing in hand",
          url: "http://vllm.lab.example.com:8000",
        },
      },
    ],
    unknown: [
      {
        name: "an answer that tells nothing",
        properties: { authenticationReason: "It answered 502", url: "https://vllm.lab.example.com:8000" },
        unknown: {
          "properties.authentication": {
            reason: "failed",
            call: "vllm:list-models",
            permission: null,
            message: "It answered 502",
          },
        },
      },
    ],
  },
});
