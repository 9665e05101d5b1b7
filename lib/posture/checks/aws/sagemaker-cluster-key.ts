import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-cluster-key",
  title: "HyperPod cluster's volumes are under a customer key",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "aws.sagemaker.cluster",
  risk: "Checkpoints and training data on its machines are under a key that nobody here can audit or revoke.",
  remediation: {
    summary: "Name a customer-managed key for the volumes of each instance group.",
    cli: "aws sagemaker create-cluster --cluster-name <name> --instance-groups file://groups-with-volume-keys.json",
    terraform:
      "instance_storage_configs = [{ ebs_volume_config = { volume_size_in_gb = 500 volume_kms_key_id = aws_kms_key.training.arn } }] on awscc_sagemaker_cluster",
    console: ["SageMaker › HyperPod clusters › Create › instance group › Storage: choose the key"],
  },
  references: [
    "https://docs.aws.amazon.com/sagemaker/latest/dg/smcluster-getting-started-slurm-console.html",
    "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterEbsVolumeConfig.html",
  ],

  evaluate: ({ properties: { customerKey } }) =>
    customerKey ? pass : fail("A volume of its machines is under AWS's own key", { customerKey }),

  examples: {
    pass: [{ name: "own keys", properties: { customerKey: true } }],
    fail: [{ name: "a volume without", properties: { customerKey: false } }],
  },
});
