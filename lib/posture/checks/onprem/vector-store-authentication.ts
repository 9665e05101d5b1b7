import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "onprem/vector-store-authentication",
  title: "Vector database asks its callers who they are",
  severity: "critical",
  layer: "data",
  function: "protect",
  evidenceFor: "identity-and-access",
  appliesTo: "onprem.vector-store",
  risk: "Anybody on the network reads what grounds the model, and writes what it will say.",
  remediation: {
    summary: "Set a key, and let only the callers that need it reach the database.",
    cli: 'export QDRANT__SERVICE__API_KEY="$(openssl rand -hex 32)"  # then restart Qdrant',
    terraform: "environment = { QDRANT__SERVICE__API_KEY = var.api_key }",
    console: [
      "Set an API key in the configuration: service.api_key of Qdrant, AUTHENTICATION_APIKEY_ENABLED of Weaviate, authorizationEnabled of Milvus",
      "Give it to the callers, and restart",
    ],
  },
  references: [
    "https://qdrant.tech/documentation/guides/security/",
    "https://docs.weaviate.io/deploy/configuration/authentication",
    "https://milvus.io/docs/authenticate.md",
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
          url: "https://qdrant.lab.example.com:6333",
        },
      },
      {
        name: "a proxy in front that asks for a session",
        properties: {
          authentication: "identity",
          authenticationReason: "It sends a caller without a session to https://login.example.com/authorize",
          url: "https://qdrant.lab.example.com:6333",
        },
      },
    ],
    fail: [
      {
        name: "it answers whoever asks",
        properties: {
          authentication: "none",
          authenticationReason: "It answers qdrant:list-collections to a caller with nothing in hand",
          url: "http://qdrant.lab.example.com:6333",
        },
      },
    ],
    unknown: [
      {
        name: "an answer that tells nothing",
        properties: { authenticationReason: "It answered 502", url: "https://qdrant.lab.example.com:6333" },
        unknown: {
          "properties.authentication": {
            reason: "failed",
            call: "qdrant:list-collections",
            permission: null,
            message: "It answered 502",
          },
        },
      },
    ],
  },
});
