import { controlsUnder } from "#lib/domain/framework.ts";
import { checksOn } from "./topics.ts";

const group1 = controlsUnder("IAM Identity and access");
const group2 = controlsUnder("I&S Infrastructure security");
const group3 = controlsUnder("LOG Logging and monitoring");
const group4 = controlsUnder("MDS Model security");
const group5 = controlsUnder("SEF Incident management");
const group6 = controlsUnder("STA Supply chain");
const group7 = controlsUnder("TVM Threat and vulnerability management");

/** Controls of the domains IAM to TVM that bear on what Nacre sees. */
export const aicmIdentityAndModels = [
  group1("IAM-02", "Strong authentication of people", "People sign in strongly and through one directory.", {
    checks: [
      "tenant/single-sign-on",
      "tenant/multi-factor",
      "github/members-second-factor",
      "openai/members-from-directory",
    ],
  }),
  group1("IAM-05", "Least privilege", "Identities may do no more than they need.", {
    checks: checksOn("leastPrivilege"),
  }),
  group1("IAM-08", "Access is reviewed", "Access that is not needed any more is found.", {
    checks: ["credential/in-use", "credential/owned", "aws/iam-ai-role-used", "gcp/ai-account-unused-role"],
  }),
  group1("IAM-10", "Privileged access is bounded", "Privileged rights are few and end.", {
    checks: [
      "azure/principal-no-standing-management",
      "*/few-owners",
      "*/few-administrators",
      "credential/administrator-ends",
    ],
  }),
  group1("IAM-13", "Identities are unique", "Each person and workload has an identity of its own.", {
    checks: ["agent/own-identity", "gcp/*-own-account", "aws/sagemaker-domain-names-users"],
  }),
  group1("IAM-14", "Strong authentication of systems", "Systems prove themselves by identity.", {
    checks: checksOn("authentication"),
  }),
  group1("IAM-15", "Passwords and secrets", "Secrets are managed and kept out of the open.", {
    checks: checksOn("credentials"),
  }),
  group1("IAM-16", "Authorization", "Access to data and functions is verified.", {
    checks: [...checksOn("dataAccess"), "api/authentication", "compute/authentication"],
  }),
  group1("IAM-19", "Agents' access is restricted", "Agents reach only the tools their task needs.", {
    checks: checksOn("agentTools", "agentIdentity"),
  }),
  group2("I&S-03", "Networks are secured", "Networks are segmented, filtered and monitored.", {
    checks: checksOn("network"),
  }),
  group2("I&S-04", "Hosts are hardened", "Machines, images and notebooks are hardened.", {
    checks: checksOn("hardening"),
  }),
  group2("I&S-09", "Networks are defended in depth", "Attacks from the network are prevented and noticed.", {
    checks: ["api/firewall", "aws/waf-*", "azure/waf-*", ...checksOn("detection")],
  }),
  group3("LOG-02", "Logs are protected", "Logs are kept and cannot be altered.", {
    checks: [
      "aws/bedrock-invocation-log-protected",
      "aws/cloudtrail-baseline",
      "aws/ai-log-group-kept",
      "gcp/audit-retention",
    ],
  }),
  group3("LOG-03", "Security is monitored", "Security events are found and told.", {
    checks: checksOn("detection"),
  }),
  group3("LOG-07", "What is logged is decided", "Events worth recording are recorded.", {
    checks: checksOn("logging"),
  }),
  group3("LOG-08", "Records are detailed", "Records hold what an investigation needs.", {
    checks: ["aws/cloudtrail-*", "gcp/audit-*"],
  }),
  group4("MDS-01", "Training pipelines are secure", "Pipelines that train models are protected.", {
    checks: [...checksOn("trainingData"), "pipeline/*"],
  }),
  group4("MDS-02", "Artifacts are scanned", "Models are scanned before they are loaded.", {
    checks: ["huggingface/*-scan-clean", "image-registry/scanned"],
  }),
  group4("MDS-03", "Models are documented", "Models are documented.", { checks: checksOn("modelKnowledge") }),
  group4("MDS-06", "Adversarial threats are analysed", "Threats to each model are analysed.", {
    checks: ["aws/bedrock-model-evaluated"],
    attestation: "Adversarial analysis of the models",
  }),
  group4("MDS-07", "Models are hardened", "Models hold against attacks.", {
    checks: checksOn("promptAttacks"),
  }),
  group4("MDS-08", "Integrity is checked", "Models are checked for change.", {
    checks: ["model/verified-artifact", "model-registry/*"],
  }),
  group4("MDS-10", "Models are monitored", "Models are watched while they serve.", {
    checks: checksOn("modelMonitoring"),
  }),
  group4("MDS-12", "Open models are assessed", "Risks of open models are assessed before use.", {
    checks: ["huggingface/*", "model/verified-artifact"],
  }),
  group4("MDS-13", "Formats are safe", "Models are stored in formats that cannot run code.", {
    checks: ["model/weights-format", "huggingface/model-safe-weights"],
  }),
  group5("SEF-03", "Incident response plan", "There is a plan for incidents with AI.", {
    checks: checksOn("response"),
    attestation: "Incident response plan that covers AI",
  }),
  group6(
    "STA-04",
    "Responsibilities are shared out",
    "Who does what between customer and providers is written down.",
    { attestation: "Responsibility matrix" },
  ),
  group6("STA-08", "Supply chain risk", "Risks of suppliers are reviewed.", {
    checks: checksOn("modelSupply", "softwareSupply"),
  }),
  group7("TVM-02", "Malware is kept out", "Malicious code is found and kept out.", {
    checks: ["huggingface/*-scan-clean", "github/no-malicious-packages", "image-registry/scanned"],
  }),
  group7("TVM-05", "Libraries of others are watched", "Vulnerabilities of third-party libraries are found.", {
    checks: ["github/dependency-alerts", "github/no-critical-dependencies", "github/bill-of-materials"],
  }),
  group7("TVM-06", "Penetration tests", "AI systems are penetration-tested.", {
    attestation: "Penetration test or red-team report",
  }),
  group7("TVM-07", "Holes are found", "Assets are scanned for vulnerabilities.", {
    checks: checksOn("vulnerabilities"),
  }),
];
