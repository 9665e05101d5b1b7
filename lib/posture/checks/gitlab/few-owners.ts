import { defineCheck, fail, pass } from "#lib/domain/check.ts";
import { numberParameter } from "#lib/domain/parameter.ts";

export default defineCheck({
  id: "gitlab/few-owners",
  title: "Few own the group",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "gitlab.group",
  risk: "Every owner can switch off every protection.",
  remediation: {
    summary: "Keep two or three owners, and make the others maintainers.",
    cli: "glab api groups/$ID/members/all --paginate | jq '.[] | select(.access_level==50) | .username'",
    terraform: 'access_level = "maintainer" on gitlab_group_membership',
    console: ["The group › Members › change the role"],
  },
  references: ["https://docs.gitlab.com/user/permissions/"],

  parameters: {
    ownersMax: numberParameter({
      title: "Owners that the group may have",
      help: "Enough that somebody is always there, few enough that each is known.",
      unit: "owners",
      default: 5,
      min: 1,
      max: 100,
    }),
  },

  evaluate: ({ properties: { ownerCount } }, _graph, { ownersMax }) =>
    ownerCount > ownersMax ? fail(`It has ${ownerCount} owners`, { ownerCount }) : pass,

  examples: {
    pass: [{ name: "three", properties: { ownerCount: 3 } }],
    fail: [
      { name: "nine", properties: { ownerCount: 9 } },
      { name: "three, where two are allowed", properties: { ownerCount: 3 }, parameters: { ownersMax: 2 } },
    ],
  },
});
