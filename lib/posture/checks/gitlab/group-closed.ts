import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gitlab/group-closed",
  title: "Group does not show itself to everybody",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gitlab.group",
  risk: "Names of projects and people tell strangers where the models and data are.",
  remediation: {
    summary: "Make the group private, and single projects public on purpose.",
    cli: "glab api -X PUT groups/$ID -f visibility=private",
    terraform: 'visibility_level = "private" on gitlab_group',
    console: ["The group's settings › General › Visibility level › Private"],
  },
  references: ["https://docs.gitlab.com/user/public_access/"],

  evaluate: ({ properties: { visibility } }) =>
    visibility === "public" ? fail("Everybody on the internet sees it", { visibility }) : pass,

  examples: {
    pass: [
      { name: "private", properties: { visibility: "private" } },
      { name: "internal", properties: { visibility: "internal" } },
    ],
    fail: [{ name: "public", properties: { visibility: "public" } }],
  },
});
