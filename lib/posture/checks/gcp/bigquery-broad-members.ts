import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/bigquery-broad-members",
  title: "BigQuery dataset is not shared with a whole domain or everybody",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "gcp.bigquery.dataset",
  risk: "Everybody in the company, or with a Google account, can query what models learn from.",
  remediation: {
    summary: "Replace the broad member with the group that needs the data.",
    cli: "bq show --format=prettyjson PROJECT:DATASET > dataset.json, remove the entry, then bq update --source dataset.json PROJECT:DATASET",
    terraform: "Remove access blocks with domain or special_group = allAuthenticatedUsers",
    console: [
      "BigQuery › open the dataset › Sharing › Permissions",
      "Remove domains, allUsers and allAuthenticatedUsers",
    ],
  },
  references: ["https://cloud.google.com/bigquery/docs/control-access-to-resources-iam"],

  evaluate: ({ properties: { broadMembers } }) =>
    broadMembers.length === 0 ? pass : fail(`It is shared with ${broadMembers.join(", ")}`, { broadMembers }),

  examples: {
    pass: [{ name: "groups only", properties: { broadMembers: [] } }],
    fail: [
      { name: "every signed-in account", properties: { broadMembers: ["allAuthenticatedUsers"] } },
      { name: "a whole domain among others", properties: { broadMembers: ["domain:acme.example"] } },
    ],
  },
});
