import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

/** Support of Amazon Linux ended in 2023, of Amazon Linux 2 on 30 June 2026. */
const unsupported = /^notebook-al[12]-/;

export default defineCheck({
  id: "aws/sagemaker-notebook-platform",
  title: "SageMaker notebook runs on a supported platform",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "aws.sagemaker.notebook",
  risk: "Holes found in its system and in its Jupyter are mended no more.",
  remediation: {
    summary: "Create the notebook anew on Amazon Linux 2023 and move its files.",
    cli: "aws sagemaker create-notebook-instance --notebook-instance-name <name> --instance-type <type> --role-arn <role> --platform-identifier notebook-al2023-v1",
    terraform: 'platform_identifier = "notebook-al2023-v1"',
    console: ["SageMaker › Notebook instances › Create › Platform identifier: Amazon Linux 2023"],
  },
  references: [
    "https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2.html",
    "https://aws.amazon.com/amazon-linux-2/faqs/",
  ],

  evaluate: ({ properties: { platform } }) => {
    if (platform === null) return notApplicable;
    return unsupported.test(platform) ? fail(`It runs on ${platform}`, { platform }) : pass;
  },

  examples: {
    pass: [
      { name: "Amazon Linux 2023", properties: { platform: "notebook-al2023-v1" } },
      { name: "what comes after it", properties: { platform: "notebook-al2026-v1" } },
    ],
    fail: [
      { name: "the first Amazon Linux", properties: { platform: "notebook-al1-v1" } },
      { name: "the second, whose support ended in June 2026", properties: { platform: "notebook-al2-v3" } },
    ],
    notApplicable: [{ name: "not told", properties: { platform: null } }],
  },
});
