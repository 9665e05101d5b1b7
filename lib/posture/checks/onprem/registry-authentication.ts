import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "onprem/registry-authentication",
  title: "Model registry asks its callers who they are",
  severity: "critical",
  layer: "pipeline",
  function: "protect",
  evidenceFor: "identity-and-access",
  appliesTo: "onprem.model-registry",
  risk: "Anybody on the network reads every model, and replaces the version that goes into production.",
  remediation: {
    summary: "Run MLflow with its authentication, or put a proxy in front that asks who calls.",
    cli: "mlflow server --app-name basic-auth --host 127.0.0.1",
    terraform: 'command = ["mlflow", "server", "--app-name", "basic-auth"]',
    console: [
      "Start the server with --app-name basic-auth",
      "Change the administrator's first password, and give each user READ or EDIT",
    ],
  },
  references: ["https://mlflow.org/docs/latest/self-hosting/security/basic-http-auth/"],

  evaluate: ({ properties: { authentication, authenticationReason, url } }) =>
    authentication === "none" ? fail(authenticationReason, { url, authentication }) : pass,

  examples: {
    pass: [
      {
        name: "a key",
        properties: {
          authentication: "key",
          authenticationReason: "It turns a caller without a key away",
          url: "https://mlflow.lab.example.com",
        },
      },
      {
        name: "a proxy in front that asks for a session",
        properties: {
          authentication: "identity",
          authenticationReason: "It sends a caller without a session to https://login.example.com/authorize",
          url: "https://mlflow.lab.example.com",
        },
      },
    ],
    fail: [
      {
        name: "it answers whoever asks",
        properties: {
          authentication: "none",
          authenticationReason: "It answers mlflow:search-registered-models to a caller with nothing in hand",
          url: "http://mlflow.lab.example.com:5000",
        },
      },
    ],
    unknown: [
      {
        name: "an answer that tells nothing",
        properties: { authenticationReason: "It answered 502", url: "https://mlflow.lab.example.com" },
        unknown: {
          "properties.authentication": {
            reason: "failed",
            call: "mlflow:search-registered-models",
            permission: null,
            message: "It answered 502",
          },
        },
      },
    ],
  },
});
