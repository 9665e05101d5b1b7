import { controlsUnder } from "#lib/domain/framework.ts";
import { checksOn } from "./topics.ts";

const mitigation = controlsUnder("Mitigations");

/** Every mitigation of ATLAS, with the checks that see whether it is there. */
export const atlasMitigations = [
  mitigation(
    "AML.M0000",
    "Limit Public Release of Information",
    "Little about models, data and tools is told to the world.",
    { checks: checksOn("systemPrompts") },
  ),
  mitigation(
    "AML.M0001",
    "Limit Model Artifact Release",
    "Files, weights and datasets of models are not given out.",
    {
      checks: [
        "model/artifacts-private",
        "huggingface/own-model-closed",
        "model-registry/private",
        "dataset/private",
      ],
    },
  ),
  mitigation(
    "AML.M0002",
    "Passive AI Output Obfuscation",
    "Answers give away no more precision about the model than callers need.",
    { attestation: "How precise the answers are that outsiders get" },
  ),
  mitigation("AML.M0003", "Model Hardening", "Models are trained and tuned to hold against crafted input.", {
    checks: ["guardrail/prompt-attack-filter"],
    attestation: "Adversarial evaluation of the models",
  }),
  mitigation(
    "AML.M0004",
    "Restrict Number of AI Model Queries",
    "Callers are limited in how often and how much they ask.",
    { checks: checksOn("consumption", "apiDefence") },
  ),
  mitigation(
    "AML.M0005",
    "Control Access to AI Models and Data at Rest",
    "Stored models and data are open to named identities only.",
    { checks: checksOn("dataAccess", "leastPrivilege") },
  ),
  mitigation("AML.M0006", "Use Ensemble Methods", "Decisions that matter rest on more than one model.", {
    attestation: "Design of decisions that rest on several models, or why one suffices",
  }),
  mitigation(
    "AML.M0007",
    "Sanitize Training Data",
    "Training data is protected from strangers and examined for what does not belong.",
    { checks: checksOn("trainingData") },
  ),
  mitigation(
    "AML.M0008",
    "Validate AI Model",
    "Models are tested against what they should and should not do before they serve.",
    {
      checks: [
        "aws/bedrock-model-evaluated",
        "model-registry/approval-required",
        "aws/sagemaker-model-approved",
      ],
    },
  ),
  mitigation(
    "AML.M0009",
    "Use Multi-Modal Sensors",
    "Decisions about the physical world do not rest on one kind of sensor.",
    { attestation: "Use of several sensors, or that no system perceives the physical world" },
  ),
  mitigation(
    "AML.M0010",
    "Input Restoration",
    "Crafted disturbance is taken out of input before the model sees it.",
    { checks: ["guardrail/prompt-attack-filter", "gcp/project-gemini-screened"] },
  ),
  mitigation("AML.M0011", "Restrict Library Loading", "Loading a model runs no code that came with it.", {
    checks: [
      "model/weights-format",
      "kubernetes/model-remote-code",
      "huggingface/model-safe-weights",
      "huggingface/model-no-remote-code",
      "huggingface/dataset-no-loading-script",
    ],
  }),
  mitigation(
    "AML.M0012",
    "Encrypt Sensitive Information",
    "Models and data are encrypted under keys that are governed.",
    { checks: checksOn("encryptionAtRest", "encryptionInTransit") },
  ),
  mitigation("AML.M0013", "Code Signing", "What runs and what is loaded is signed or pinned.", {
    checks: [
      "model/verified-artifact",
      "image/pinned-by-digest",
      "workflow/pinned",
      "gcp/cluster-binary-authorization",
      "azure/container-registry-trust",
      "kubernetes/agent-sandbox-image",
    ],
  }),
  mitigation("AML.M0014", "Verify AI Artifacts", "Models and datasets are checked before they are used.", {
    checks: [
      "model/verified-artifact",
      "huggingface/*-scan-clean",
      "aws/sagemaker-model-image",
      "model-registry/approval-required",
    ],
  }),
  mitigation(
    "AML.M0015",
    "Adversarial Input Detection",
    "Hostile input is noticed before it reaches the model.",
    { checks: checksOn("promptAttacks") },
  ),
  mitigation(
    "AML.M0016",
    "Vulnerability Scanning",
    "Images, packages and models are scanned, and what is found is mended.",
    { checks: checksOn("vulnerabilities") },
  ),
  mitigation("AML.M0017", "AI Model Distribution Methods", "Models are served rather than handed out.", {
    checks: ["model/artifacts-private", "huggingface/own-model-closed"],
  }),
  mitigation("AML.M0018", "User Training", "People who build and use AI know its risks.", {
    attestation: "Record that people were trained, not older than a year",
  }),
  mitigation(
    "AML.M0019",
    "Control Access to AI Models and Data in Production",
    "Running models answer named callers over controlled paths.",
    { checks: checksOn("authentication", "network", "apiDefence") },
  ),
  mitigation("AML.M0020", "Generative AI Guardrails", "Filters stand between people, models and data.", {
    checks: checksOn("guardrails"),
  }),
  mitigation("AML.M0021", "Generative AI Guidelines", "Instructions tell the model what it must not do.", {
    checks: checksOn("systemPrompts"),
  }),
  mitigation("AML.M0022", "Generative AI Model Alignment", "Models are tuned to refuse what is harmful.", {
    checks: ["aws/bedrock-model-evaluated"],
    attestation: "Alignment evaluation of the models, or the provider's model card",
  }),
  mitigation("AML.M0023", "AI Bill of Materials", "What each AI system is made of is known.", {
    checks: ["github/bill-of-materials", "huggingface/model-documented", "aws/sagemaker-training-tracked"],
  }),
  mitigation("AML.M0024", "AI Telemetry Logging", "Prompts, answers and tool calls are recorded.", {
    checks: checksOn("logging"),
  }),
  mitigation(
    "AML.M0025",
    "Maintain AI Dataset Provenance",
    "Where data came from, and who changed it, is on record.",
    {
      checks: [
        "data-store/versioning",
        "data-store/access-logging",
        "aws/cloudtrail-object-events",
        "knowledge-base/source-writers",
        "model/training-data-integrity",
      ],
    },
  ),
  mitigation(
    "AML.M0026",
    "Privileged AI Agent Permissions Configuration",
    "Agents that may do much are bounded and watched.",
    { checks: checksOn("agentIdentity") },
  ),
  mitigation(
    "AML.M0027",
    "Single-User AI Agent Permissions Configuration",
    "An agent that serves one person may do no more than that person.",
    { checks: ["aws/agentcore-*-user", "gcp/search-data-store-acl", "agent/own-identity"] },
  ),
  mitigation(
    "AML.M0028",
    "AI Agent Tools Permissions Configuration",
    "Each tool may do only what it is for.",
    { checks: checksOn("agentTools") },
  ),
  mitigation(
    "AML.M0029",
    "Human In-the-Loop for AI Agent Actions",
    "A person confirms what an agent is about to change.",
    { checks: checksOn("humanOversight") },
  ),
  mitigation(
    "AML.M0030",
    "Restrict AI Agent Tool Invocation on Untrusted Data",
    "Text of strangers cannot make an agent use its tools.",
    {
      checks: [
        "agent-tool/confirmation",
        "azure/agent-web-without-files",
        "azure/agent-code-without-files",
        "github/no-prompt-injection",
        "guardrail/prompt-attack-filter",
      ],
    },
  ),
  mitigation("AML.M0031", "Memory Hardening", "What an agent remembers is protected and ends.", {
    checks: checksOn("agentMemory"),
  }),
  mitigation(
    "AML.M0032",
    "Segmentation of AI Agent Components",
    "Parts of an agent are kept apart from each other and from the rest.",
    { checks: checksOn("agentIsolation", "network") },
  ),
  mitigation(
    "AML.M0033",
    "Input and Output Validation for AI Agent Components",
    "What goes into and comes out of each part of an agent is checked.",
    { checks: [...checksOn("promptAttacks", "outputHandling"), "aws/apigateway-request-validation"] },
  ),
  mitigation(
    "AML.M0034",
    "Deepfake Detection",
    "Synthetic voices, faces and media are recognised where they would deceive.",
    { attestation: "How synthetic media is recognised, or that no system takes media as proof" },
  ),
];
