import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiDataKinds, aiUsersOfData } from "#lib/domain/ai-use.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const feedsModel = {
  resources: [sampleResource("knowledge-base", "kb")],
  relationships: [{ from: "kb", kind: "ingests" as const, to: "example" }],
};
const notCollected = {
  reason: "denied" as const,
  call: "s3:GetBucket",
  permission: "s3:GetBucket",
  message: "Access denied",
};

export default defineClassCheck({
  id: "data-store/own-principals",
  title: "Store that holds AI data is open to its own organization only",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesToClass: "data-store",
  follows: [...aiDataKinds],
  followDepth: 1,
  risk: "Another account, with its own weaknesses, can read or poison what the model knows.",
  remediation: {
    summary: "Remove the foreign principals from the policy, or keep the grant to your organization.",
    cli: "aws s3api put-bucket-policy --bucket <bucket> --policy file://own-organization.json",
    terraform:
      'condition { test = "StringEquals" variable = "aws:PrincipalOrgID" values = [data.aws_organizations_organization.own.id] }',
    console: [
      "S3 › open the bucket › Permissions › Bucket policy › Edit",
      "Remove the statement that names the other account",
    ],
  },
  references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html"],

  evaluate: ({ key, facets }, graph) => {
    if (aiUsersOfData(graph, key).length === 0) return notApplicable;
    if (facets.externalPrincipals.length === 0) return pass;
    return fail(`${facets.externalPrincipals.join(", ")} may read or write it`, {
      externalPrincipals: facets.externalPrincipals,
    });
  },

  examples: {
    pass: [{ name: "good", facets: { externalPrincipals: [] }, neighbours: feedsModel }],
    fail: [{ name: "wrong", facets: { externalPrincipals: ["999988887777"] }, neighbours: feedsModel }],
    notApplicable: [{ name: "no model uses it", facets: { externalPrincipals: ["999988887777"] } }],
    unknown: [
      {
        name: "the setting was not collected",
        unknown: { "facets.externalPrincipals": notCollected },
        neighbours: feedsModel,
      },
    ],
  },
});
