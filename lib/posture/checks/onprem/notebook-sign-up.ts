import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "onprem/notebook-sign-up",
  title: "Notebook server lets nobody make himself an account",
  severity: "medium",
  layer: "identity",
  function: "protect",
  evidenceFor: "identity-and-access",
  appliesTo: "onprem.notebook",
  risk: "Whoever reaches the page signs up, and where nobody has to approve it, runs code on the machine.",
  remediation: {
    summary: "Use an authenticator that asks your identity provider, or turn signing up off.",
    cli: "echo 'c.NativeAuthenticator.enable_signup = False' >> jupyterhub_config.py",
    terraform: 'set { name = "hub.config.NativeAuthenticator.enable_signup" value = "false" }',
    console: ["Set enable_signup to False in jupyterhub_config.py", "Restart the hub"],
  },
  references: [
    "https://native-authenticator.readthedocs.io/en/stable/options.html",
    "https://jupyterhub.readthedocs.io/en/stable/reference/authenticators.html",
  ],

  evaluate: ({ properties: { selfSignUp, url } }) =>
    selfSignUp ? fail("Its page for signing up is open to everybody", { url }) : pass,

  examples: {
    pass: [{ name: "no such page", properties: { selfSignUp: false, url: "https://hub.lab.example.com" } }],
    fail: [
      { name: "the page is there", properties: { selfSignUp: true, url: "https://hub.lab.example.com" } },
    ],
    unknown: [
      {
        name: "the page did not answer",
        properties: { url: "https://hub.lab.example.com" },
        unknown: {
          "properties.selfSignUp": {
            reason: "failed",
            call: "jupyterhub:get-sign-up",
            permission: null,
            message: "It answered 503 three times",
          },
        },
      },
    ],
  },
});
