import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-model-image",
  title: "SageMaker model runs images that are AWS's, or pinned in the own registry",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "aws.sagemaker.model",
  risk: "Whoever can push to that registry or move that tag changes what serves the model.",
  remediation: {
    summary: "Copy the image to an own repository and name it by digest.",
    cli: "aws sagemaker create-model --model-name <name> --primary-container Image=<repository>@sha256:<digest>",
    terraform: 'primary_container { image = "${aws_ecr_repository.serving.repository_url}@sha256:..." }',
    console: [
      "SageMaker › Models › create the model anew",
      "Set network isolation, VPC and image",
      "Point the endpoint configuration to it",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-containers-inference-private.html",
  ],

  evaluate: ({ properties: { untrustedImages } }) =>
    untrustedImages.length === 0 ? pass : fail(`It runs ${untrustedImages.join(", ")}`, { untrustedImages }),

  examples: {
    pass: [{ name: "all trusted", properties: { untrustedImages: [] } }],
    fail: [
      {
        name: "a tag that can move",
        properties: { untrustedImages: ["111122223333.dkr.ecr.eu-west-1.amazonaws.com/serving:latest"] },
      },
    ],
  },
});
