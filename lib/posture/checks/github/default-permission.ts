import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "github/default-permission",
  title: "Members may change only repositories they were given",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "github.organization",
  risk: "Every account in the organization can otherwise change prompts, tools and models of every team.",
  remediation: {
    summary: "Set the base permission to none or read, and give teams their own repositories.",
    cli: "gh api -X PATCH orgs/$ORG -f default_repository_permission=read",
    terraform: 'default_repository_permission = "read" on github_organization_settings',
    console: ["The organization's settings › Member privileges › Base permissions › Read"],
  },
  references: [
    "https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/setting-base-permissions-for-an-organization",
  ],

  evaluate: ({ properties: { defaultPermission } }) =>
    ["write", "admin"].includes(defaultPermission)
      ? fail(`Every member has ${defaultPermission} on every repository`, { defaultPermission })
      : pass,

  examples: {
    pass: [
      { name: "none", properties: { defaultPermission: "none" } },
      { name: "read", properties: { defaultPermission: "read" } },
    ],
    fail: [
      { name: "write", properties: { defaultPermission: "write" } },
      { name: "admin", properties: { defaultPermission: "admin" } },
    ],
  },
});
