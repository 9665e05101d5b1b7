import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-notebook-imdsv2",
  title: "SageMaker notebook requires the second metadata service",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "aws.sagemaker.notebook",
  risk: "A request forged from the notebook takes the credentials of its role.",
  remediation: {
    summary: "Require version 2 of the instance metadata service.",
    cli: "aws sagemaker update-notebook-instance --notebook-instance-name <name> --instance-metadata-service-configuration MinimumInstanceMetadataServiceVersion=2",
    terraform: 'instance_metadata_service_configuration { minimum_instance_metadata_service_version = "2" }',
    console: [
      "SageMaker › Notebook instances › stop the instance",
      "Edit it, or create it anew where the setting is fixed",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-imds.html"],

  evaluate: ({ properties: { requiresImdsV2 } }) =>
    requiresImdsV2 ? pass : fail("It also answers version 1", { requiresImdsV2 }),

  examples: {
    pass: [{ name: "version 2 only", properties: { requiresImdsV2: true } }],
    fail: [{ name: "version 1 too", properties: { requiresImdsV2: false } }],
  },
});
