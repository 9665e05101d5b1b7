import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/account-blocks-public-buckets",
  title: "Account refuses public buckets",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "aws.account",
  risk: "Each new bucket is one mistake away from being public, those of training jobs included.",
  remediation: {
    summary: "Turn on the account-wide public access block.",
    cli: "aws s3control put-public-access-block --account-id <account> --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
    terraform:
      'resource "aws_s3_account_public_access_block" "this" { block_public_acls = true block_public_policy = true ignore_public_acls = true restrict_public_buckets = true }',
    console: ["S3 › Block Public Access settings for this account › Edit › turn on all four"],
  },
  references: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  ],

  evaluate: ({ properties: { blocksPublicBuckets } }) =>
    blocksPublicBuckets ? pass : fail("The account does not refuse public buckets", { blocksPublicBuckets }),

  examples: {
    pass: [{ name: "all four on", properties: { blocksPublicBuckets: true } }],
    fail: [{ name: "one is off", properties: { blocksPublicBuckets: false } }],
    unknown: [
      {
        name: "not readable",
        unknown: {
          "properties.blocksPublicBuckets": {
            reason: "denied",
            call: "s3control:GetPublicAccessBlock",
            permission: "s3:GetAccountPublicAccessBlock",
            message: "Access denied",
          },
        },
      },
    ],
  },
});
