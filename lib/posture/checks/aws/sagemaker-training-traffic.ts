import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-training-traffic",
  title: "Distributed training encrypts what travels between its machines",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "aws.sagemaker.training-job",
  risk: "Samples and weights travel in clear between machines.",
  remediation: {
    summary: "Turn on inter-container traffic encryption for jobs on more than one instance.",
    cli: "aws sagemaker create-training-job --enable-inter-container-traffic-encryption --training-job-name <name> --role-arn <role> --algorithm-specification file://algorithm.json --output-data-config file://output.json --resource-config file://resources.json --stopping-condition MaxRuntimeInSeconds=3600",
    terraform:
      "Set EnableInterContainerTrafficEncryption where the job is written down; training jobs are not Terraform's",
    console: ["Set it in the pipeline or the script that starts the job; jobs that ran cannot be changed"],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html"],

  evaluate: ({ properties: { distributed, encryptsTraffic } }) => {
    if (!distributed) return notApplicable;
    return encryptsTraffic ? pass : fail("Its machines talk in clear", { distributed, encryptsTraffic });
  },

  examples: {
    pass: [{ name: "encrypted", properties: { distributed: true, encryptsTraffic: true } }],
    fail: [{ name: "in clear", properties: { distributed: true, encryptsTraffic: false } }],
    notApplicable: [{ name: "one machine", properties: { distributed: false, encryptsTraffic: false } }],
  },
});
