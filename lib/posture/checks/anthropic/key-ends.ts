import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "anthropic/key-ends",
  title: "Anthropic key has an end",
  severity: "low",
  layer: "identity",
  function: "protect",
  appliesTo: "anthropic.api-key",
  risk: "A key without an end serves whoever finds it for as long as nobody notices.",
  remediation: {
    summary: "Make a new key that ends within half a year, or use workload identity federation and no key.",
    cli: 'curl -X POST https://api.anthropic.com/v1/organizations/api_keys/$KEY -H "x-api-key: $ANTHROPIC_ADMIN_KEY" -H "anthropic-version: 2023-06-01" -d \'{"status":"inactive"}\'',
    terraform: "No provider resource sets it: set it in the console",
    console: ["Claude Console › API keys › Create key › Expiration"],
  },
  references: ["https://platform.claude.com/docs/en/manage-claude/admin-api"],

  evaluate: ({ facets: { expiresAt } }) => (expiresAt === null ? fail("It never ends", { expiresAt }) : pass),

  examples: {
    pass: [{ name: "ends", facets: { expiresAt: "2027-03-01T00:00:00.000Z" } }],
    fail: [{ name: "never", facets: { expiresAt: null } }],
  },
});
