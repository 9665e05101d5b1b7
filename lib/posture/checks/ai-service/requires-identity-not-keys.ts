import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "ai-service/requires-identity-not-keys",
  title: "AI service accepts identities only, not keys",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "ai-service",
  risk: "A key names nobody, does not expire and works from anywhere, so whoever finds it uses the models until somebody notices.",
  remediation: {
    summary: "Give each caller an identity and a role, then switch key authentication off.",
    cli: "az resource update --ids <account-id> --set properties.disableLocalAuth=true",
    terraform: "local_auth_enabled = false on azurerm_cognitive_account",
    console: [
      "Give each caller the role Cognitive Services OpenAI User",
      "Open the account › Resource Management › Keys and Endpoint",
      "Disable key access",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/ai-services/disable-local-auth",
    "https://learn.microsoft.com/azure/ai-foundry/openai/how-to/role-based-access-control",
  ],

  evaluate: ({ facets: { keyAuthentication } }) =>
    keyAuthentication ? fail("It accepts keys beside identities", { keyAuthentication }) : pass,

  examples: {
    pass: [{ name: "identities only", facets: { keyAuthentication: false } }],
    fail: [{ name: "keys accepted", facets: { keyAuthentication: true } }],
  },
});
