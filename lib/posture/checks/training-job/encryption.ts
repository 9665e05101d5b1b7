import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "training-job/encryption",
  title: "Training volume and output are under a customer key",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesToClass: "training-job",
  risk: "Training data and the weights made from it lie under a key the customer cannot revoke.",
  remediation: {
    summary: "Name a customer key for both the volume and the output.",
    cli: "aws sagemaker create-training-job --training-job-name <name> --output-data-config S3OutputPath=<uri>,KmsKeyId=<key> --cli-input-json file://job.json",
    terraform: "Set VolumeKmsKeyId and OutputDataConfig.KmsKeyId in the pipeline that starts the job",
    console: [
      "SageMaker › Training jobs › clone the job",
      "Change the setting in Network or in Encryption and run it",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html"],

  evaluate: ({ facets: { volumeCustomerKey, outputCustomerKey } }) => {
    if (volumeCustomerKey && outputCustomerKey) return pass;
    return fail(
      volumeCustomerKey ? "Its output is not under a customer key" : "Its volume is not under a customer key",
      { volumeCustomerKey, outputCustomerKey },
    );
  },

  examples: {
    pass: [{ name: "both", facets: { volumeCustomerKey: true, outputCustomerKey: true } }],
    fail: [
      { name: "the output alone is not", facets: { volumeCustomerKey: true, outputCustomerKey: false } },
      { name: "the volume alone is not", facets: { volumeCustomerKey: false, outputCustomerKey: true } },
    ],
  },
});
