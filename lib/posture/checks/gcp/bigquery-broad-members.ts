import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/bigquery-broad-members",
  title: "BigQuery dataset is not shared with a whole domain",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "gcp.bigquery.dataset",
  risk: "Everybody in the company can query what models learn from.",
  remediation: {
    summary: "Replace the broad member with the group that needs the data.",
    cli: "bq show --format=prettyjson PROJECT:DATASET > dataset.json, remove the entry, then bq update --source dataset.json PROJECT:DATASET",
    terraform: "Remove access blocks with domain",
    console: ["BigQuery › open the dataset › Sharing › Permissions", "Remove domains"],
  },
  references: ["https://cloud.google.com/bigquery/docs/control-access-to-resources-iam"],

  // allUsers and allAuthenticatedUsers make it public, which the checks of stores report.
  evaluate: ({ properties: { broadMembers } }) => {
    const domains = broadMembers.filter((member) => member.startsWith("domain:"));
    return domains.length === 0
      ? pass
      : fail(`It is shared with ${domains.join(", ")}`, { broadMembers: domains });
  },

  examples: {
    pass: [
      { name: "groups only", properties: { broadMembers: [] } },
      {
        name: "public, which is reported as that",
        properties: { broadMembers: ["allAuthenticatedUsers"] },
      },
    ],
    fail: [{ name: "a whole domain among others", properties: { broadMembers: ["domain:acme.example"] } }],
  },
});
