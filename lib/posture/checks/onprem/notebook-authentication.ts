import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "onprem/notebook-authentication",
  title: "Notebook server asks its callers who they are",
  severity: "critical",
  layer: "pipeline",
  function: "protect",
  evidenceFor: "identity-and-access",
  appliesTo: "onprem.notebook",
  risk: "Whoever opens it runs code on the machine, with all that the notebook may reach.",
  remediation: {
    summary: "Keep the token that Jupyter makes, or put JupyterHub with single sign-on in front.",
    cli: "jupyter server password  # and start it without --ServerApp.token=''",
    terraform: 'command = ["jupyter", "lab", "--ip", "127.0.0.1"]',
    console: [
      "Remove the empty token from the configuration",
      "Of JupyterHub choose an authenticator that asks an identity provider",
    ],
  },
  references: [
    "https://jupyter-server.readthedocs.io/en/latest/operators/security.html",
    "https://jupyterhub.readthedocs.io/en/stable/explanation/websecurity.html",
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
          url: "https://hub.lab.example.com",
        },
      },
      {
        name: "a proxy in front that asks for a session",
        properties: {
          authentication: "identity",
          authenticationReason: "It sends a caller without a session to https://login.example.com/authorize",
          url: "https://hub.lab.example.com",
        },
      },
    ],
    fail: [
      {
        name: "it answers whoever asks",
        properties: {
          authentication: "none",
          authenticationReason: "It answers jupyter:get-status to a caller with nothing in hand",
          url: "http://jupyter.lab.example.com:8888",
        },
      },
    ],
    unknown: [
      {
        name: "an answer that tells nothing",
        properties: { authenticationReason: "It answered 502", url: "https://hub.lab.example.com" },
        unknown: {
          "properties.authentication": {
            reason: "failed",
            call: "jupyter:get-status",
            permission: null,
            message: "It answered 502",
          },
        },
      },
    ],
  },
});
