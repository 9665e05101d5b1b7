import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "credential/rotated",
  title: "API key is younger than half a year",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesToClass: "credential",
  risk: "The longer one key serves, the more copies of it lie in files, logs and chats, and each opens the same door.",
  remediation: {
    summary:
      "Make a new key, switch over what uses it, and delete the old one; better still, use an identity that needs none.",
    cli: 'curl -X POST https://api.anthropic.com/v1/organizations/api_keys/$KEY -H "x-api-key: $ANTHROPIC_ADMIN_KEY" -H "anthropic-version: 2023-06-01" -d \'{"status":"inactive"}\'',
    terraform: "Replace the key's resource with `-replace`, and let a rotation time its next replacement",
    console: [
      "Open the provider's console › API keys › create a key",
      "Switch over what uses the old one, then delete it",
    ],
  },
  references: [
    "https://help.openai.com/en/articles/5112595-best-practices-for-api-key-safety",
    "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
  ],

  evaluate: ({ facets: { aged, createdAt } }) =>
    aged ? fail(`It was made on ${createdAt?.slice(0, 10) ?? "an unknown day"}`, { createdAt }) : pass,

  examples: {
    pass: [{ name: "made last month", facets: { aged: false, createdAt: "2026-10-20T00:00:00.000Z" } }],
    fail: [
      { name: "made last year, and in use", facets: { aged: true, createdAt: "2025-10-20T00:00:00.000Z" } },
    ],
  },
});
