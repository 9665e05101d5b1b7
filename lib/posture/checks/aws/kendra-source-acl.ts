import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const sources = (...names: string[]) => names.map((name) => ({ id: name, name, kind: "S3" }));

export default defineCheck({
  id: "aws/kendra-source-acl",
  title: "Kendra indexes documents with their access lists",
  severity: "high",
  layer: "data",
  function: "protect",
  evidenceFor: "plugins-and-data-connections",
  appliesTo: "aws.kendra.index",
  risk: "A search finds documents for everybody, and an assistant built on it quotes them to people who may not read them.",
  remediation: {
    summary:
      "Give the source an access list file or turn on its crawling of access lists, then sync it in full.",
    cli: 'aws kendra update-data-source --index-id <index> --id <source> --configuration \'{"S3Configuration":{"BucketName":"<bucket>","AccessControlListConfiguration":{"KeyPath":"acl.json"}}}\'',
    terraform:
      'access_control_list_configuration { key_path = "acl.json" } in s3_configuration of aws_kendra_data_source',
    console: [
      "Kendra › open the index › Data sources › open the source › Edit",
      "Name the access control list file, or turn on access control lists",
    ],
  },
  references: ["https://docs.aws.amazon.com/kendra/latest/dg/s3-acl.html"],

  evaluate: ({ properties: { dataSources, openSources } }) => {
    if (dataSources.length === 0) return notApplicable;
    if (openSources.length === 0) return pass;
    return fail(`Documents of ${openSources.join(", ")} are found by everybody`, { openSources });
  },

  examples: {
    pass: [{ name: "with lists", properties: { dataSources: sources("manuals"), openSources: [] } }],
    fail: [
      {
        name: "a bucket without",
        properties: { dataSources: sources("manuals", "contracts"), openSources: ["contracts"] },
      },
    ],
    notApplicable: [{ name: "nothing is connected", properties: { dataSources: [], openSources: [] } }],
    unknown: [
      {
        name: "each document's own file may carry one",
        properties: { dataSources: sources("manuals") },
        unknown: {
          "properties.openSources": {
            reason: "unsupported",
            call: "kendra:DescribeDataSource",
            permission: null,
            message: "Not told by its settings",
          },
        },
      },
    ],
  },
});
