import {
  defineResponsibilityModel,
  type ByModelOrigin,
  type Party,
  type ResponsibilityRow,
} from "#lib/domain/responsibility-model.ts";

type Cell = Party | "model-dependent";
const split = (iaas: Cell, paas: Cell, saas: Cell): ResponsibilityRow["parties"] => ({
  "on-premises": "customer",
  iaas,
  paas,
  "agent-paas": paas,
  saas,
});

/** Who made or changed the model answers for it; a model used as it comes is its maker's. */
const ofItsMaker: ByModelOrigin = {
  provider: "provider",
  "open-weight": "third-party",
  "fine-tuned": "shared",
  custom: "customer",
};
const ofWhoTuned: ByModelOrigin = { ...ofItsMaker, "fine-tuned": "customer" };

export default defineResponsibilityModel({
  id: "microsoft",
  title: "AI shared responsibility model",
  publisher: "Microsoft",
  edition: "azure-docs at commit 79509671, read November 2026",
  source: "https://learn.microsoft.com/azure/security/fundamentals/shared-responsibility-ai",
  notes: [
    "On premises is not in the source: there every row is the customer's.",
    "Agent PaaS is not in the source: it is read as PaaS.",
    "How 'model dependent' is decided from the model's origin is ours.",
  ],
  rows: [
    {
      id: "user-training",
      group: "AI usage",
      title: "User training and accountability",
      meaning:
        "Those who use the application know what it may be used for, and answer for what they do with it.",
      parties: split("customer", "customer", "customer"),
      checks: [],
      documents: ["Record that its users were trained, not older than a year"],
    },
    {
      id: "usage-policy",
      group: "AI usage",
      title: "Usage policy, admin controls",
      meaning:
        "What the application may be used for is written down, limited by settings, and its use can be looked into afterwards.",
      parties: split("customer", "customer", "customer"),
      checks: [
        "audit-log/*",
        "*logs-requests",
        "aws/bedrock-invocation-logging",
        "aws/cloudtrail-*",
        "azure/defender-for-ai",
        "*token-limit",
        "gcp/vertex-endpoint-request-logging",
      ],
      documents: ["Acceptable-use policy that names this application"],
    },
    {
      id: "identity-and-access",
      group: "AI usage",
      title: "Identity, device, and access management",
      meaning:
        "Only those who need it reach the application and its parts, each as themselves and with no more than they need.",
      parties: split("customer", "customer", "shared"),
      checks: [
        "identity/*",
        "*-identity",
        "*identity*",
        "aws/iam-*",
        "azure/principal-*",
        "gcp/ai-service-account-*",
        "gcp/project-*",
        "gcp/federation-*",
        "*authentication*",
        "*/narrow-access",
        "key-vault/role-based",
      ],
      documents: ["Access review of the application, not older than a quarter"],
    },
    {
      id: "data-governance",
      group: "AI usage",
      title: "Data governance",
      meaning:
        "The data the application reads and writes is classified, kept from outsiders, protected and traceable.",
      parties: split("customer", "customer", "shared"),
      checks: [
        "data-store/*",
        "azure/storage-*",
        "gcp/bucket-*",
        "gcp/bigquery-*",
        "aws/bedrock-invocation-log-protected",
        "*/customer-key",
      ],
      documents: ["Data inventory with the classification of what the application reads"],
    },
    {
      id: "plugins-and-data-connections",
      group: "AI application",
      title: "AI plugins and data connections",
      meaning:
        "What the application retrieves and what it can do are limited to what it needs, and neither can be tampered with.",
      parties: split("customer", "customer", "shared"),
      checks: ["agent-tool/*", "knowledge-base/*", "vector-store/*", "aws/aoss-*", "azure/search-*"],
      documents: ["Approval of each tool and each source by its owner"],
    },
    {
      id: "application-design",
      group: "AI application",
      title: "Application design and implementation",
      meaning:
        "The application was designed against misuse and is built and shipped by a process that others can trust.",
      parties: split("customer", "customer", "provider"),
      checks: ["agent/code-interpreter", "agent/session-lifetime", "build/*", "image-registry/*"],
      documents: ["Threat model of the application"],
    },
    {
      id: "application-infrastructure",
      group: "AI application",
      title: "Application infrastructure",
      meaning: "What the application runs on lets in only its callers, and keeps its secrets.",
      parties: split("customer", "customer", "provider"),
      checks: [
        "api/*",
        "compute/*",
        "azure/app-*",
        "azure/apim-*",
        "network/*",
        "secret/*",
        "key-vault/*",
        "gcp/run-*",
        "gcp/function-*",
        "*not-reachable-from-public-network",
      ],
      documents: ["Penetration test of the application"],
    },
    {
      id: "application-safety",
      group: "AI application",
      title: "Application safety systems",
      meaning:
        "What goes into the model and what comes out of it is inspected, and harmful content and injected instructions are stopped.",
      parties: split("customer", "customer", "provider"),
      checks: [
        "guardrail/*",
        "agent/guardrail",
        "aws/bedrock-agent-guardrail-version",
        "aws/bedrock-guardrail-*",
        "azure/openai-content-filter",
        "azure/openai-filter-*",
        "azure/openai-prompt-shield",
        "azure/apim-llm-content-safety",
      ],
      documents: ["Red-team report of the application"],
    },
    {
      id: "model-safety",
      group: "AI platform",
      title: "Model safety and security systems",
      meaning:
        "The service that runs the model is reached only as meant and keeps harmful input and output from it.",
      parties: split("customer", "shared", "provider"),
      checks: [
        "ai-service/*",
        "model-deployment/*",
        "azure/openai-*",
        "azure/ai-account-*",
        "gcp/vertex-endpoint-*",
        "aws/sagemaker-endpoint-*",
        "aws/bedrock-api-key-short",
      ],
      documents: ["The provider's report on its safety systems"],
    },
    {
      id: "model-accountability",
      group: "AI platform",
      title: "Model accountability",
      meaning:
        "Somebody answers for the model: that it is supported, known, and fit for what it is used for.",
      parties: split("customer", "model-dependent", "provider"),
      byModelOrigin: ofItsMaker,
      checks: [
        "model-deployment/supported-model",
        "aws/bedrock-model-lifecycle",
        "azure/openai-model-retirement",
      ],
      documents: ["Model card or system card"],
    },
    {
      id: "model-tuning",
      group: "AI platform",
      title: "Model tuning",
      meaning: "How the model was tuned is known, was evaluated, and the tuned model is protected.",
      parties: split("customer", "model-dependent", "provider"),
      byModelOrigin: ofWhoTuned,
      checks: [
        "training-job/*",
        "aws/bedrock-custom-model-key",
        "gcp/custom-job-*",
        "gcp/training-pipeline-*",
      ],
      documents: ["Evaluation of the tuned model"],
    },
    {
      id: "model-design",
      group: "AI platform",
      title: "Model design and implementation",
      meaning: "The model's architecture, code and weights are what they are meant to be, and stay so.",
      parties: split("customer", "model-dependent", "provider"),
      byModelOrigin: ofItsMaker,
      checks: ["model/artifacts-private", "aws/sagemaker-model-*", "gcp/vertex-model-*"],
      documents: ["Model card or system card"],
    },
    {
      id: "training-data-governance",
      group: "AI platform",
      title: "Model training data governance",
      meaning:
        "The data the model learned from may be used for it, is known, and could not be tampered with.",
      parties: split("customer", "model-dependent", "provider"),
      byModelOrigin: ofWhoTuned,
      checks: ["model/training-data-*", "dataset/*"],
      documents: ["Statement on training data and its licences"],
    },
    {
      id: "ai-compute",
      group: "AI platform",
      title: "AI compute infrastructure",
      meaning: "The machines that train and run the model are kept, separated and patched.",
      parties: split("shared", "provider", "provider"),
      checks: ["notebook/*", "workspace/*", "aws/sagemaker-notebook-*", "gcp/workbench-*", "azure/ml-*"],
      documents: ["The provider's attestation, such as SOC 2 or ISO 27001"],
    },
  ],
});
