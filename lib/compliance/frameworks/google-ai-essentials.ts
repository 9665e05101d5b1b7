import { controlsUnder, defineFramework } from "#lib/domain/framework.ts";

const workbench = controlsUnder("Workbench and Colab Enterprise");
const keys = controlsUnder("Customer-managed keys");

export default defineFramework({
  id: "google-ai-essentials",
  title: "Google Recommended AI Essentials for Vertex AI",
  shortTitle: "Google AI Essentials",
  publisher: "Google Cloud",
  edition: "AI Protection default framework, read November 2026",
  source: "https://docs.cloud.google.com/security-command-center/docs/compliance-manager-frameworks",
  publishedOn: null,
  readOn: "2026-11-30",
  notes: ["Google names its controls and gives them no ids: ours are their names."],
  controls: [
    workbench(
      "block-default-vpc-network-for-vertex-ai-workbench-instances",
      "No default network for Workbench",
      "Workbench instances run in a network that was made for them.",
      {
        checks: ["gcp/network-not-default", "notebook/private-network"],
      },
    ),
    workbench(
      "block-file-downloading-in-jupyterlab-console",
      "No file downloads from JupyterLab",
      "Data stays in the instance: its files cannot be downloaded from the browser.",
      {
        checks: ["gcp/workbench-file-download"],
      },
    ),
    workbench(
      "block-internet-access-for-vertex-ai-runtime-templates",
      "No internet for runtimes",
      "Colab Enterprise runtimes have no way out to the internet.",
      {
        checks: ["notebook/private-network", "notebook/no-public-address"],
      },
    ),
    workbench(
      "block-public-ip-address-for-vertex-ai-workbench-instances",
      "No public address for Workbench",
      "Workbench instances have no address the internet can reach.",
      {
        checks: ["notebook/no-public-address"],
      },
    ),
    workbench(
      "block-root-access-on-vertex-ai-workbench-instances",
      "No root on Workbench",
      "People who work in a notebook do not administer its machine.",
      {
        checks: ["notebook/no-root-access"],
      },
    ),
    workbench(
      "enable-automatic-upgrades-for-vertex-ai-workbench-instances",
      "Workbench upgrades itself",
      "Instances take security fixes without waiting for a person.",
      {
        attestation: "Upgrade schedule of the Workbench instances",
      },
    ),
    workbench(
      "enable-delete-to-trash-feature-for-vertex-ai-workbench-instances",
      "Deleted notebooks can come back",
      "What is deleted in JupyterLab goes to the trash first.",
      {
        attestation: "Setting of the Workbench instances that keeps deleted files",
      },
    ),
    workbench(
      "enable-idle-shutdown-for-vertex-ai-runtime-templates",
      "Idle runtimes stop",
      "A runtime nobody uses is shut down.",
      { checks: ["gcp/runtime-idle-shutdown"] },
    ),
    workbench(
      "enable-integrity-monitoring-for-vertex-ai-workbench-instances",
      "Workbench integrity is monitored",
      "A change to what an instance boots is noticed.",
      {
        checks: ["gcp/workbench-shielded"],
      },
    ),
    workbench(
      "enable-secure-boot-for-vertex-ai-runtime-templates",
      "Runtimes boot what was signed",
      "Colab Enterprise runtimes boot signed code only.",
      {
        checks: ["gcp/runtime-secure-boot"],
      },
    ),
    workbench(
      "enable-vtpm-on-vertex-ai-workbench-instances",
      "Workbench has a virtual TPM",
      "Instances keep keys and measurements in a virtual trusted platform module.",
      {
        checks: ["gcp/workbench-shielded"],
      },
    ),
    workbench(
      "restrict-use-of-default-service-account-for-vertex-ai-workbench-instances",
      "Workbench runs as an account of its own",
      "Instances do not use the project's default service account.",
      {
        checks: ["gcp/workbench-default-service-account"],
      },
    ),
    keys(
      "enable-cmek-for-vertex-ai-custom-jobs",
      "Custom jobs under own keys",
      "Custom training writes under a key of the customer.",
      { checks: ["training-job/encryption"] },
    ),
    keys(
      "enable-cmek-for-vertex-ai-datasets",
      "Datasets under own keys",
      "Datasets are encrypted under a key of the customer.",
      { checks: ["dataset/customer-key"] },
    ),
    keys(
      "enable-cmek-for-vertex-ai-endpoints",
      "Endpoints under own keys",
      "Endpoints are encrypted under a key of the customer.",
      { checks: ["gcp/vertex-endpoint-customer-key"] },
    ),
    keys(
      "enable-cmek-for-vertex-ai-featurestore",
      "Feature stores under own keys",
      "Feature stores are encrypted under a key of the customer.",
      {
        checks: ["gcp/vertex-featurestore-customer-key", "gcp/vertex-feature-online-store-customer-key"],
      },
    ),
    keys(
      "enable-cmek-for-vertex-ai-hyperparameter-tuning-jobs",
      "Tuning jobs under own keys",
      "Hyperparameter tuning writes under a key of the customer.",
      { checks: ["training-job/encryption"] },
    ),
    keys(
      "enable-cmek-for-vertex-ai-metadata-stores",
      "Metadata stores under own keys",
      "Metadata stores are encrypted under a key of the customer.",
      {
        checks: ["gcp/vertex-metadata-store-customer-key"],
      },
    ),
    keys(
      "enable-cmek-for-vertex-ai-models",
      "Models under own keys",
      "Models are encrypted under a key of the customer.",
      { checks: ["gcp/vertex-model-customer-key"] },
    ),
    keys(
      "enable-cmek-for-vertex-ai-notebook-runtime-templates",
      "Runtimes under own keys",
      "Disks of runtimes are encrypted under a key of the customer.",
      { checks: ["notebook/customer-key"] },
    ),
    keys(
      "enable-cmek-for-vertex-ai-tensorboard",
      "TensorBoards under own keys",
      "TensorBoards are encrypted under a key of the customer.",
      {
        checks: ["gcp/vertex-tensorboard-customer-key"],
      },
    ),
    keys(
      "enable-cmek-for-vertex-ai-training-pipelines",
      "Training pipelines under own keys",
      "Training pipelines write under a key of the customer.",
      {
        checks: ["training-job/encryption", "gcp/vertex-pipeline-customer-key"],
      },
    ),
  ],
});
