import { aiDataKinds, aiUsersOfData } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const used = {
  resources: [sampleResource("compute", "chat")],
  relationships: [{ from: "chat", kind: "indexes-into" as const, to: "example" }],
};

export default defineCheck({
  id: "aws/memorydb-protected",
  title: "MemoryDB cluster with vectors is encrypted on the way and asks who connects",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "aws.memorydb.cluster",
  follows: [...aiDataKinds],
  followDepth: 1,
  risk: "Anything in the network can read the vectors and documents, or plant what answers are grounded on.",
  remediation: {
    summary:
      "Attach an access control list whose users have passwords; a cluster without TLS has to be made anew.",
    cli: "aws memorydb update-cluster --cluster-name <cluster> --acl-name <list>",
    terraform: "tls_enabled = true\nacl_name = aws_memorydb_acl.chat.name",
    console: [
      "MemoryDB › Clusters › open the cluster › Modify › Access control lists",
      "Choose a list of your own",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/memorydb/latest/devguide/clusters.acls.html",
    "https://docs.aws.amazon.com/memorydb/latest/devguide/in-transit-encryption.html",
  ],

  evaluate: ({ key, properties: { requiresTls, authentication, vectorSearch } }, graph) => {
    if (!vectorSearch && aiUsersOfData(graph, key).length === 0) return notApplicable;
    const wrong = [
      ...(authentication === "none" ? ["asks nobody for a password"] : []),
      ...(requiresTls ? [] : ["answers in clear"]),
    ];
    return wrong.length === 0 ? pass : fail(`It ${wrong.join(", ")}`, { authentication, requiresTls });
  },

  examples: {
    pass: [
      {
        name: "vectors behind users and TLS",
        properties: { vectorSearch: true, requiresTls: true, authentication: "users" },
      },
    ],
    fail: [
      {
        name: "vectors with the open list",
        properties: { vectorSearch: true, requiresTls: true, authentication: "none" },
      },
      {
        name: "a cache of a chat in clear",
        properties: { vectorSearch: false, requiresTls: false, authentication: "users" },
        neighbours: used,
      },
    ],
    notApplicable: [
      {
        name: "no vectors, and nothing to do with AI",
        properties: { vectorSearch: false, requiresTls: false, authentication: "none" },
      },
    ],
  },
});
