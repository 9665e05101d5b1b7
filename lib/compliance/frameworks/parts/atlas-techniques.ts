import { controlsUnder } from "#lib/domain/framework.ts";
import { checksOn } from "./topics.ts";

const reconnaissance = controlsUnder("Reconnaissance");
const resourceDevelopment = controlsUnder("Resource development");
const initialAccess = controlsUnder("Initial access");
const modelAccess = controlsUnder("Model access");
const execution = controlsUnder("Execution");
const persistence = controlsUnder("Persistence");
const privilegeEscalation = controlsUnder("Privilege escalation");
const defenseEvasion = controlsUnder("Defense evasion");
const credentialAccess = controlsUnder("Credential access");
const discovery = controlsUnder("Discovery");
const collection = controlsUnder("Collection");
const exfiltration = controlsUnder("Exfiltration");
const impact = controlsUnder("Impact");

/** Techniques whose way in a configuration can close, by the tactic they serve first. */
export const atlasTechniques = [
  reconnaissance(
    "AML.T0064",
    "Gather RAG-Indexed Targets",
    "Outsiders cannot learn which documents a system answers from.",
    { checks: checksOn("groundingData") },
  ),
  resourceDevelopment(
    "AML.T0019",
    "Publish Poisoned Datasets",
    "Datasets of others are examined before they are used.",
    { checks: ["huggingface/dataset-*", "dataset/*"] },
  ),
  resourceDevelopment(
    "AML.T0020",
    "Poison Training Data",
    "Nobody outside can write what models learn from.",
    { checks: checksOn("trainingData") },
  ),
  resourceDevelopment(
    "AML.T0058",
    "Publish Poisoned Models",
    "Models of others are verified before they are loaded.",
    { checks: checksOn("modelSupply") },
  ),
  resourceDevelopment(
    "AML.T0066",
    "Retrieval Content Crafting",
    "Content written to be retrieved cannot get into what grounds the system.",
    { checks: checksOn("groundingData", "promptAttacks") },
  ),
  initialAccess(
    "AML.T0010",
    "AI Supply Chain Compromise",
    "Software, data, models, images and tools come from where they should.",
    { checks: checksOn("modelSupply", "softwareSupply") },
  ),
  initialAccess(
    "AML.T0012",
    "Valid Accounts",
    "Accounts and keys cannot be used by those they were not given to.",
    { checks: checksOn("authentication", "credentials") },
  ),
  initialAccess(
    "AML.T0049",
    "Exploit Public-Facing Application",
    "What faces the internet is patched, filtered and no more than needed.",
    { checks: checksOn("network", "apiDefence", "vulnerabilities") },
  ),
  initialAccess(
    "AML.T0093",
    "Prompt Infiltration via Public-Facing Application",
    "Text left where a system reads it does not become an instruction.",
    { checks: checksOn("promptAttacks") },
  ),
  modelAccess("AML.T0040", "AI Model Inference API Access", "Inference is open to named callers only.", {
    checks: checksOn("authentication", "leastPrivilege"),
  }),
  modelAccess("AML.T0044", "Full AI Model Access", "Nobody outside gets the weights.", {
    checks: ["model/artifacts-private", "model-registry/private", "huggingface/own-model-closed"],
  }),
  execution("AML.T0011", "User Execution", "Opening a model, package or link runs nothing hostile.", {
    checks: [
      "model/weights-format",
      "huggingface/*",
      "kubernetes/model-remote-code",
      "github/no-malicious-packages",
    ],
  }),
  execution("AML.T0051", "LLM Prompt Injection", "Text cannot take over the model, whoever wrote it.", {
    checks: checksOn("promptAttacks"),
  }),
  execution("AML.T0053", "AI Agent Tool Invocation", "Tools run only when and as they were meant to.", {
    checks: checksOn("agentTools", "humanOversight"),
  }),
  persistence("AML.T0018", "Manipulate AI Model", "Models cannot be changed unseen.", {
    checks: ["model/*", "model-registry/*", "aws/sagemaker-model-approved", "identity/ai-permissions-narrow"],
  }),
  persistence("AML.T0070", "RAG Poisoning", "Strangers cannot write what answers rest on.", {
    checks: checksOn("groundingData", "vectorStores"),
  }),
  persistence(
    "AML.T0080",
    "AI Agent Context Poisoning",
    "Memory and threads of agents cannot be poisoned and end.",
    { checks: checksOn("agentMemory") },
  ),
  persistence(
    "AML.T0081",
    "Modify AI Agent Configuration",
    "Few may change what an agent is told and may do.",
    {
      checks: [
        "identity/ai-permissions-narrow",
        "aws/bedrock-agent-instructions",
        "prompt/versioned",
        "gcp/*-ai-administrators",
      ],
    },
  ),
  persistence(
    "AML.T0110",
    "AI Agent Tool Poisoning",
    "Descriptions and code of tools cannot be changed by others.",
    { checks: checksOn("agentTools", "changeControl") },
  ),
  privilegeEscalation("AML.T0054", "LLM Jailbreak", "Users cannot talk the model out of its limits.", {
    checks: checksOn("guardrails"),
  }),
  privilegeEscalation("AML.T0105", "Escape to Host", "What runs models cannot get out of its container.", {
    checks: [
      "kubernetes/model-*",
      "kubernetes/agent-sandbox-*",
      "kubernetes/gpu-toolkit",
      "kubernetes/namespace-pod-security",
    ],
  }),
  defenseEvasion("AML.T0015", "Evade AI Model", "Crafted input is noticed.", {
    checks: checksOn("promptAttacks", "modelMonitoring"),
  }),
  credentialAccess("AML.T0055", "Unsecured Credentials", "Credentials lie nowhere in the open.", {
    checks: checksOn("credentials"),
  }),
  credentialAccess(
    "AML.T0082",
    "RAG Credential Harvesting",
    "What grounds answers holds no credentials, and guardrails withhold them.",
    {
      checks: [
        "aws/bedrock-guardrail-credentials",
        "guardrail/sensitive-information",
        "aws/bucket-classified",
      ],
    },
  ),
  credentialAccess(
    "AML.T0083",
    "Credentials from AI Agent Configuration",
    "Configurations of agents hold no credentials.",
    { checks: checksOn("systemPrompts", "credentials") },
  ),
  discovery(
    "AML.T0069",
    "Discover LLM System Information",
    "Instructions tell nothing that helps an attacker.",
    { checks: checksOn("systemPrompts") },
  ),
  discovery(
    "AML.T0084",
    "Discover AI Agent Configuration",
    "Callers cannot learn what an agent can do beyond its use.",
    { checks: checksOn("systemPrompts", "agentTools") },
  ),
  collection(
    "AML.T0035",
    "AI Artifact Collection",
    "Models, datasets and their logs are closed to strangers.",
    { checks: checksOn("dataAccess") },
  ),
  collection(
    "AML.T0036",
    "Data from Information Repositories",
    "Repositories that AI reads answer to named identities.",
    { checks: checksOn("dataAccess", "vectorStores") },
  ),
  collection(
    "AML.T0085",
    "Data from AI Services",
    "AI services give each caller only what that caller may see.",
    { checks: checksOn("vectorStores", "agentTools") },
  ),
  exfiltration(
    "AML.T0024",
    "Exfiltration via AI Inference API",
    "Questions in quantity cannot copy the model or its data.",
    { checks: checksOn("consumption", "logging") },
  ),
  exfiltration(
    "AML.T0025",
    "Exfiltration via Cyber Means",
    "Models and data cannot be carried out over the network.",
    { checks: checksOn("network", "dataAccess") },
  ),
  exfiltration("AML.T0056", "Extract LLM System Prompt", "Getting the instructions gains nothing.", {
    checks: checksOn("systemPrompts"),
  }),
  exfiltration("AML.T0057", "LLM Data Leakage", "Answers hold no data their reader should not see.", {
    checks: checksOn("privacy", "outputHandling"),
  }),
  exfiltration(
    "AML.T0086",
    "Exfiltration via AI Agent Tool Invocation",
    "Tools cannot carry data to places nobody approved.",
    { checks: checksOn("agentTools", "agentIsolation") },
  ),
  impact("AML.T0029", "Denial of AI Service", "The service stays up under load and loss.", {
    checks: checksOn("consumption", "availability"),
  }),
  impact("AML.T0031", "Erode AI Model Integrity", "A model that gets worse is noticed.", {
    checks: checksOn("modelMonitoring"),
  }),
  impact("AML.T0034", "Cost Harvesting", "Somebody else cannot run up the bill.", {
    checks: checksOn("consumption"),
  }),
  impact("AML.T0059", "Erode Dataset Integrity", "Datasets cannot be changed unseen.", {
    checks: ["data-store/versioning", "data-store/not-publicly-writable", "dataset/*"],
  }),
  impact(
    "AML.T0101",
    "Data Destruction via AI Agent Tool Invocation",
    "Agents cannot destroy what cannot be brought back.",
    {
      checks: [
        "agent-tool/confirmation",
        "data-store/versioning",
        "compute/tool-least-privilege",
        "identity/ai-*",
      ],
    },
  ),
];
