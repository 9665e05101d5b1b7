import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "credential/administrator-ends",
  title: "Admin key has an end",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "credential",
  risk: "An admin key without an end lets whoever finds it add members, make keys and read settings for as long as nobody notices.",
  remediation: {
    summary: "Make a new admin key that ends within half a year, switch over, and delete this one.",
    cli: 'curl -X POST https://api.openai.com/v1/organization/admin_api_keys -H "Authorization: Bearer $OPENAI_ADMIN_KEY" -d \'{"name":"reader","expires_in_seconds":15552000}\'',
    terraform: 'expires_at = timeadd(plantimestamp(), "4320h") on the admin key',
    console: [
      "platform.openai.com › Settings › Organization › Admin keys › Create with an end date",
      "Delete the key without one",
    ],
  },
  references: ["https://platform.openai.com/docs/api-reference/admin-api-keys"],

  evaluate: ({ facets: { administers, expiresAt } }) => {
    if (!administers) return notApplicable;
    return expiresAt === null ? fail("It never ends", { expiresAt }) : pass;
  },

  examples: {
    pass: [{ name: "ends in spring", facets: { administers: true, expiresAt: "2027-03-01T00:00:00.000Z" } }],
    fail: [{ name: "never ends", facets: { administers: true, expiresAt: null } }],
    notApplicable: [
      { name: "a key that only calls models", facets: { administers: false, expiresAt: null } },
    ],
  },
});
