import { aiDataKinds, aiUsersOfData } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const used = {
  resources: [sampleResource("compute", "chat")],
  relationships: [{ from: "chat", kind: "indexes-into" as const, to: "example" }],
};

export default defineCheck({
  id: "aws/cache-protected",
  title: "Cache of an AI application is encrypted and asks who connects",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "aws.elasticache.cache",
  follows: [...aiDataKinds],
  followDepth: 1,
  risk: "Anything in the network can read remembered prompts and answers, or plant answers for everybody.",
  remediation: {
    summary:
      "Require TLS, encrypt at rest and attach a user group; a group without encryption has to be made anew.",
    cli: "aws elasticache modify-replication-group --replication-group-id <group> --transit-encryption-enabled --transit-encryption-mode required --user-group-ids-to-add <users> --apply-immediately",
    terraform:
      "transit_encryption_enabled = true\nat_rest_encryption_enabled = true\nuser_group_ids = [aws_elasticache_user_group.chat.user_group_id]",
    console: [
      "ElastiCache › open the cache › Modify › Security",
      "Set encryption in transit to Required and choose a user group",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/encryption.html",
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html",
  ],

  evaluate: ({ key, facets: { encryption }, properties: { requiresTls, authentication } }, graph) => {
    if (aiUsersOfData(graph, key).length === 0) return notApplicable;
    const wrong = [
      ...(authentication === "none" ? ["asks nobody for a password"] : []),
      ...(requiresTls ? [] : ["answers in clear"]),
      ...(encryption === "none" ? ["stores in clear"] : []),
    ];
    return wrong.length === 0
      ? pass
      : fail(`It ${wrong.join(", ")}`, { authentication, requiresTls, encryption });
  },

  examples: {
    pass: [
      {
        name: "users, TLS and a key",
        facets: { encryption: "provider-key" },
        properties: { requiresTls: true, authentication: "users" },
        neighbours: used,
      },
      {
        name: "one token, TLS and an own key",
        facets: { encryption: "customer-key" },
        properties: { requiresTls: true, authentication: "token" },
        neighbours: used,
      },
    ],
    fail: [
      {
        name: "no password",
        facets: { encryption: "provider-key" },
        properties: { requiresTls: true, authentication: "none" },
        neighbours: used,
      },
      {
        name: "TLS preferred, not required",
        facets: { encryption: "provider-key" },
        properties: { requiresTls: false, authentication: "users" },
        neighbours: used,
      },
      {
        name: "disks in clear",
        facets: { encryption: "none" },
        properties: { requiresTls: true, authentication: "token" },
        neighbours: used,
      },
    ],
    notApplicable: [
      {
        name: "of code that has nothing to do with AI",
        facets: { encryption: "none" },
        properties: { requiresTls: false, authentication: "none" },
      },
    ],
  },
});
