import { aiDataKinds, aiUsersOfData } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfType } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const indexed = (openToInternet: boolean) => ({
  resources: [sampleResource("knowledge-base", "kb"), sampleResource("network", "group", { openToInternet })],
  relationships: [
    { from: "kb", kind: "indexes-into" as const, to: "example" },
    { from: "example", kind: "in-network" as const, to: "group" },
  ],
});

export default defineCheck({
  id: "aws/database-private",
  title: "Database that grounds AI cannot be reached from the internet",
  severity: "critical",
  layer: "data",
  function: "protect",
  appliesTo: "aws.rds.database",
  follows: [...aiDataKinds, "in-network"],
  followDepth: 1,
  risk: "A guessed or leaked password, or one flaw of the engine, opens the vectors and the documents beneath them to everybody.",
  remediation: {
    summary: "Take the public address away and let only the application's security group in.",
    cli: "aws rds modify-db-instance --db-instance-identifier <instance> --no-publicly-accessible --apply-immediately",
    terraform: "publicly_accessible = false",
    console: [
      "RDS › Databases › open the instance › Modify › Connectivity › Additional configuration",
      "Choose Not publicly accessible",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
    "https://docs.aws.amazon.com/bedrock/latest/userguide/knowledge-base-setup.html",
  ],

  evaluate: ({ key, facets: { publicNetwork } }, graph) => {
    if (aiUsersOfData(graph, key).length === 0) return notApplicable;
    if (!publicNetwork) return pass;
    const open = graph
      .follow(key, "in-network")
      .filter((group) => isOfType(group, "aws.ec2.security-group") && group.facets.openToInternet);
    if (open.length === 0) return pass;
    return fail("It has a public address, and its security group lets everybody in", {
      publicNetwork,
      securityGroups: open.map(({ name }) => name),
    });
  },

  examples: {
    pass: [
      { name: "no public address", facets: { publicNetwork: false }, neighbours: indexed(true) },
      {
        name: "a public address behind a closed security group",
        facets: { publicNetwork: true },
        neighbours: indexed(false),
      },
    ],
    fail: [
      {
        name: "a public address and an open security group",
        facets: { publicNetwork: true },
        neighbours: indexed(true),
      },
    ],
    notApplicable: [{ name: "nothing to do with AI", facets: { publicNetwork: true } }],
    unknown: [
      {
        name: "its security group was not collected",
        facets: { publicNetwork: true },
        neighbours: {
          resources: [sampleResource("knowledge-base", "kb")],
          relationships: [
            { from: "kb", kind: "indexes-into", to: "example" },
            { from: "example", kind: "in-network", to: "group" },
          ],
        },
      },
    ],
  },
});
