import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/comprehend-model-network",
  title: "Comprehend model was trained inside a private network",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  evidenceFor: "model-tuning",
  appliesTo: "aws.comprehend.model",
  risk: "Training reads the texts past the routes, endpoints and flow logs by which everything else is held.",
  remediation: {
    summary: "Train the next version with subnets and security groups of your own, and a gateway to S3.",
    cli: "aws comprehend create-entity-recognizer --vpc-config SecurityGroupIds=<group>,Subnets=<subnet> --cli-input-json file://model.json",
    terraform:
      "vpc_config { security_group_ids = [...] subnets = [...] } in aws_comprehend_entity_recognizer",
    console: ["Comprehend › Create new version › VPC settings"],
  },
  references: ["https://docs.aws.amazon.com/comprehend/latest/dg/usingVPC.html"],

  evaluate: ({ properties: { privateNetwork } }) =>
    privateNetwork ? pass : fail("It was trained outside of any network of yours", { privateNetwork }),

  examples: {
    pass: [{ name: "with subnets", properties: { privateNetwork: true } }],
    fail: [{ name: "without", properties: { privateNetwork: false } }],
  },
});
