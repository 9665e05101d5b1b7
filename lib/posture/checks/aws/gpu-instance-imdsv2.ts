import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/gpu-instance-imdsv2",
  title: "Instance with accelerators requires the second metadata service",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "aws.ec2.instance",
  risk: "A request that the inference server can be talked into sending takes the instance's credentials.",
  remediation: {
    summary: "Require session tokens for the metadata service.",
    cli: "aws ec2 modify-instance-metadata-options --instance-id <id> --http-tokens required",
    terraform: 'metadata_options { http_tokens = "required" }',
    console: [
      "EC2 › Instances › select it › Actions › Instance settings › Modify instance metadata options",
      "Set IMDSv2 to Required",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html",
  ],

  evaluate: ({ properties: { requiresImdsV2, instanceType } }) =>
    requiresImdsV2 ? pass : fail("It answers metadata requests without a token", { instanceType }),

  examples: {
    pass: [{ name: "required", properties: { requiresImdsV2: true, instanceType: "g6.xlarge" } }],
    fail: [{ name: "optional", properties: { requiresImdsV2: false, instanceType: "g6.xlarge" } }],
  },
});
