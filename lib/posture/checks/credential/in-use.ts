import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "credential/in-use",
  title: "API key is in use",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesToClass: "credential",
  risk: "A key that nobody uses is watched by nobody: whoever finds it can call models and read data for months.",
  remediation: {
    summary: "Ask its owner, switch it off for a week, then delete it.",
    cli: 'curl -X DELETE https://api.openai.com/v1/organization/projects/$PROJECT/api_keys/$KEY -H "Authorization: Bearer $OPENAI_ADMIN_KEY"',
    terraform: "Remove the resource that made the key, such as openai_project_api_key or google_apikeys_key",
    console: ["Open the provider's console › API keys › sort by last use", "Delete the key"],
  },
  references: [
    "https://platform.openai.com/docs/api-reference/project-api-keys",
    "https://atlas.mitre.org/techniques/AML.T0012",
  ],

  evaluate: ({ facets: { idle, lastUsedAt, createdAt } }) => {
    if (!idle) return pass;
    const reason = lastUsedAt
      ? `It was last used on ${lastUsedAt.slice(0, 10)}`
      : "No use of it is on record";
    return fail(reason, { lastUsedAt, createdAt });
  },

  examples: {
    pass: [
      {
        name: "used lately",
        facets: {
          idle: false,
          lastUsedAt: "2026-11-14T00:00:00.000Z",
          createdAt: "2025-01-01T00:00:00.000Z",
        },
      },
      {
        name: "made last week and not used yet",
        facets: { idle: false, lastUsedAt: null, createdAt: "2026-11-10T00:00:00.000Z" },
      },
    ],
    fail: [
      {
        name: "not used since spring",
        facets: { idle: true, lastUsedAt: "2026-04-01T00:00:00.000Z", createdAt: "2025-01-01T00:00:00.000Z" },
      },
      {
        name: "never used in a year",
        facets: { idle: true, lastUsedAt: null, createdAt: "2025-11-01T00:00:00.000Z" },
      },
    ],
    unknown: [
      {
        name: "its use is not shown",
        facets: { createdAt: "2025-11-01T00:00:00.000Z" },
        unknown: {
          "facets.idle": {
            reason: "denied",
            call: "organization:usage_report.messages",
            permission: "an Admin API key",
            message: "no",
          },
        },
      },
    ],
  },
});
