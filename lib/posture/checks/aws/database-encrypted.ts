import { aiDataKinds, aiUsersOfData } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const indexed = {
  resources: [sampleResource("knowledge-base", "kb")],
  relationships: [{ from: "kb", kind: "indexes-into" as const, to: "example" }],
};

export default defineCheck({
  id: "aws/database-encrypted",
  title: "Database that grounds AI encrypts what it stores",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "aws.rds.database",
  follows: [...aiDataKinds],
  followDepth: 1,
  risk: "Vectors and documents lie in clear on disks, in backups and in every snapshot that is shared.",
  remediation: {
    summary:
      "Restore an encrypted copy of a snapshot and point the application at it; storage cannot be encrypted in place.",
    cli: "aws rds copy-db-snapshot --source-db-snapshot-identifier <snapshot> --target-db-snapshot-identifier <copy> --kms-key-id <key>",
    terraform: "storage_encrypted = true\nkms_key_id = aws_kms_key.data.arn",
    console: [
      "RDS › Snapshots › select one › Actions › Copy snapshot › Enable encryption",
      "Restore the copy, then change the address the application uses",
    ],
  },
  references: ["https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html"],

  evaluate: ({ key, facets: { encryption } }, graph) => {
    if (aiUsersOfData(graph, key).length === 0) return notApplicable;
    return encryption === "none" ? fail("It stores its data in clear", { encryption }) : pass;
  },

  examples: {
    pass: [
      { name: "AWS's key", facets: { encryption: "provider-key" }, neighbours: indexed },
      { name: "own key", facets: { encryption: "customer-key" }, neighbours: indexed },
    ],
    fail: [{ name: "in clear", facets: { encryption: "none" }, neighbours: indexed }],
    notApplicable: [{ name: "nothing to do with AI", facets: { encryption: "none" } }],
  },
});
