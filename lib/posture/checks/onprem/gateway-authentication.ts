import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "onprem/gateway-authentication",
  title: "LLM gateway asks its callers who they are",
  severity: "critical",
  layer: "api",
  function: "protect",
  evidenceFor: "identity-and-access",
  appliesTo: "onprem.llm-gateway",
  risk: "Anybody on the network calls every model behind the gateway with the keys that it holds.",
  remediation: {
    summary: "Set a master key, and give each caller a key of its own.",
    cli: 'export LITELLM_MASTER_KEY="sk-$(openssl rand -hex 24)"  # then restart LiteLLM',
    terraform: "environment = { LITELLM_MASTER_KEY = var.master_key }",
    console: [
      "Set master_key under general_settings of the configuration",
      "Make a key for each caller under Virtual Keys, and restart",
    ],
  },
  references: ["https://docs.litellm.ai/docs/proxy/virtual_keys"],

  evaluate: ({ properties: { authentication, authenticationReason, url } }) =>
    authentication === "none" ? fail(authenticationReason, { url, authentication }) : pass,

  examples: {
    pass: [
      {
        name: "a key",
        properties: {
          authentication: "key",
          authenticationReason: "It turns a caller without a key away",
          url: "https://llm.lab.example.com:4000",
        },
      },
      {
        name: "a proxy in front that asks for a session",
        properties: {
          authentication: "identity",
          authenticationReason: "It sends a caller without a session to https://login.example.com/authorize",
          url: "https://llm.lab.example.com:4000",
        },
      },
    ],
    fail: [
      {
        name: "it answers whoever asks",
        properties: {
          authentication: "none",
          authenticationReason: "It answers litellm:list-models to a caller with nothing in hand",
          url: "http://llm.lab.example.com:4000",
        },
      },
    ],
    unknown: [
      {
        name: "an answer that tells nothing",
        properties: { authenticationReason: "It answered 502", url: "https://llm.lab.example.com:4000" },
        unknown: {
          "properties.authentication": {
            reason: "failed",
            call: "litellm:list-models",
            permission: null,
            message: "It answered 502",
          },
        },
      },
    ],
  },
});
