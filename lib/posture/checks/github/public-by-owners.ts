import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "github/public-by-owners",
  title: "Only owners make repositories public",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "github.organization",
  risk: "One wrong click shows prompts, keys in the history and unpublished models to everybody.",
  remediation: {
    summary: "Take the right to create public repositories from members.",
    cli: "gh api -X PATCH orgs/$ORG -F members_can_create_public_repositories=false",
    terraform: "members_can_create_public_repositories = false on github_organization_settings",
    console: ["The organization's settings › Member privileges › Repository creation › untick Public"],
  },
  references: [
    "https://docs.github.com/en/organizations/managing-organization-settings/restricting-repository-creation-in-your-organization",
  ],

  evaluate: ({ properties: { membersCreatePublicRepositories } }) =>
    membersCreatePublicRepositories ? fail("Every member may", { membersCreatePublicRepositories }) : pass,

  examples: {
    pass: [{ name: "may not", properties: { membersCreatePublicRepositories: false } }],
    fail: [{ name: "may", properties: { membersCreatePublicRepositories: true } }],
  },
});
