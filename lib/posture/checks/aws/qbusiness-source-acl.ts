import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const sources = (...names: string[]) => names.map((name) => ({ id: name, name, kind: "SHAREPOINT" }));

export default defineCheck({
  id: "aws/qbusiness-source-acl",
  title: "Q Business tells each document only to who may read it in its source",
  severity: "high",
  layer: "data",
  function: "protect",
  evidenceFor: "plugins-and-data-connections",
  appliesTo: "aws.qbusiness.index",
  risk: "Whoever may use the application is told what is in documents that the source would never have opened to that person.",
  remediation: {
    summary: "Turn on access lists in the connector of each source, then sync it in full.",
    cli: "aws qbusiness update-data-source --application-id <app> --index-id <index> --data-source-id <source> --configuration file://with-isCrawlAcl.json",
    terraform: "In configuration of awscc_qbusiness_data_source: additionalProperties.isCrawlAcl = true",
    console: [
      "Q Business › open the application › Data sources › open the source › Edit",
      "Authorization › Access control lists › Enable, then Sync now",
    ],
  },
  references: ["https://docs.aws.amazon.com/amazonq/latest/qbusiness-ug/connector-concepts.html"],

  evaluate: ({ properties: { dataSources, openSources } }) => {
    if (dataSources.length === 0) return notApplicable;
    if (openSources.length === 0) return pass;
    return fail(`Everybody is told what is in ${openSources.join(", ")}`, { openSources });
  },

  examples: {
    pass: [
      {
        name: "all keep to their lists",
        properties: { dataSources: sources("intranet", "wiki"), openSources: [] },
      },
    ],
    fail: [
      {
        name: "one of two does not",
        properties: { dataSources: sources("intranet", "wiki"), openSources: ["wiki"] },
      },
    ],
    notApplicable: [{ name: "nothing is connected", properties: { dataSources: [], openSources: [] } }],
    unknown: [
      {
        name: "documents bring their own lists",
        properties: { dataSources: sources("uploads") },
        unknown: {
          "properties.openSources": {
            reason: "unsupported",
            call: "qbusiness:GetDataSource",
            permission: null,
            message: "Not told by its settings",
          },
        },
      },
    ],
  },
});
