import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "credential/owned",
  title: "API key has an owner who is still there",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "credential",
  risk: "Nobody rotates, narrows or misses a key without an owner, and the one who left may still hold it.",
  remediation: {
    summary: "Move its use to a service account with a new key, then delete this one.",
    cli: "curl https://api.openai.com/v1/organization/projects/$PROJECT/api_keys -H \"Authorization: Bearer $OPENAI_ADMIN_KEY\" | jq '.data[] | {id, owner}'",
    terraform: "Make the key with a service account of its own, named for the application that uses it",
    console: [
      "Open the provider's console › API keys",
      "Create a key for a service account, switch the application over, delete the old key",
    ],
  },
  references: [
    "https://platform.openai.com/docs/api-reference/project-service-accounts",
    "https://platform.claude.com/docs/en/manage-claude/admin-api",
  ],

  evaluate: ({ facets: { owned } }) =>
    owned ? pass : fail("Nobody who is still there answers for it", { owned }),

  examples: {
    pass: [{ name: "of a service account", facets: { owned: true } }],
    fail: [{ name: "of somebody who left", facets: { owned: false } }],
    unknown: [
      {
        name: "members could not be read",
        facets: {},
        unknown: {
          "facets.owned": {
            reason: "denied",
            call: "organization:users.list",
            permission: "an Admin API key",
            message: "no",
          },
        },
      },
    ],
  },
});
