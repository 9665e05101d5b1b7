import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "key/policy-names-principals",
  title: "Key policy names who may use the key",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "key",
  risk: "Encryption protects nothing from a caller whom the key lets in unseen: any account may decrypt.",
  remediation: {
    summary: "Name the principals in the key policy, or limit it to your account.",
    cli: "aws kms put-key-policy --key-id <id> --policy-name default --policy file://policy.json",
    terraform:
      'condition { test = "StringEquals" variable = "kms:CallerAccount" values = [data.aws_caller_identity.current.account_id] }',
    console: ["KMS › Customer managed keys › open the key › Key policy › Edit"],
  },
  references: ["https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html"],

  evaluate: ({ facets: { broadPolicy } }) =>
    broadPolicy ? fail("Its policy lets any principal use or manage it", { broadPolicy }) : pass,

  examples: {
    pass: [{ name: "named principals", facets: { broadPolicy: false } }],
    fail: [{ name: "any principal", facets: { broadPolicy: true } }],
    unknown: [
      {
        name: "policy not readable",
        unknown: {
          "facets.broadPolicy": {
            reason: "denied",
            call: "kms:GetKeyPolicy",
            permission: "kms:GetKeyPolicy",
            message: "Access denied",
          },
        },
      },
    ],
  },
});
