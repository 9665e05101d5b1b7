import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "tenant/addresses-limited",
  title: "Only named networks may call",
  severity: "low",
  layer: "api",
  function: "protect",
  appliesToClass: "tenant",
  risk: "A key that leaks works from anywhere in the world.",
  remediation: {
    summary: "List the addresses your applications and people come from, then put the list in force.",
    cli: "The list is set in the console; the audit log shows whether it is in force",
    terraform: "No provider resource sets it: set it in the console",
    console: [
      "OpenAI › Settings › Security › IP allowlist › add the ranges › activate",
      "Claude Console › Settings › Security › IP allowlist",
    ],
  },
  references: [
    "https://platform.openai.com/docs/guides/production-best-practices",
    "https://platform.claude.com/docs/en/manage-claude/admin-api",
  ],

  evaluate: ({ facets: { addressesLimited } }) => {
    if (addressesLimited === null) return notApplicable;
    return addressesLimited ? pass : fail("Calls are taken from every address", { addressesLimited });
  },

  examples: {
    pass: [{ name: "a list in force", facets: { addressesLimited: true } }],
    fail: [{ name: "a list that is off, or none", facets: { addressesLimited: false } }],
    notApplicable: [
      { name: "a project, where the organization decides", facets: { addressesLimited: null } },
    ],
    unknown: [
      {
        name: "the audit log says nothing of it",
        facets: {},
        unknown: {
          "facets.addressesLimited": {
            reason: "unsupported",
            call: "organization:list-audit-logs",
            permission: null,
            message: "no event",
          },
        },
      },
    ],
  },
});
