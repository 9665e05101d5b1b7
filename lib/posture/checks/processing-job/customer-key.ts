import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "processing-job/customer-key",
  title: "Job writes under a customer key",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesToClass: "processing-job",
  risk: "What the job read and wrote lies on volumes and in buckets under a key that nobody here can audit or revoke.",
  remediation: {
    summary: "Name a customer-managed key for the output, and for the volumes where the job has its own.",
    cli: "aws sagemaker create-processing-job --processing-output-config file://output-with-kms-key.json --processing-resources file://cluster-with-volume-key.json --processing-job-name <name> --app-specification ImageUri=<image> --role-arn <role>",
    terraform:
      "s3_output_data_config { s3_encryption_key_id = aws_kms_key.data.arn } and volume_kms_key_id = aws_kms_key.data.arn, where the job is written down",
    console: [
      "Set the encryption keys in the pipeline or the script that starts the job; jobs that ran cannot be changed",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
    "https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-batch-inference.html",
  ],

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
      { name: "only the volume", facets: { volumeCustomerKey: true, outputCustomerKey: false } },
      { name: "only the output", facets: { volumeCustomerKey: false, outputCustomerKey: true } },
      { name: "neither", facets: { volumeCustomerKey: false, outputCustomerKey: false } },
    ],
  },
});
