import { controlsUnder } from "#lib/domain/framework.ts";
import { checksOn } from "./topics.ts";

const group1 = controlsUnder("A&A Audit and assurance");
const group2 = controlsUnder("AIS Application and interface security");
const group3 = controlsUnder("BCR Business continuity");
const group4 = controlsUnder("CCC Change control");
const group5 = controlsUnder("CEK Cryptography and keys");
const group6 = controlsUnder("DSP Data security and privacy");
const group7 = controlsUnder("GRC Governance");
const group8 = controlsUnder("HRS Human resources");

/** Controls of the domains A&A to HRS that bear on what Nacre sees. */
export const aicmApplicationsAndData = [
  group1(
    "A&A-02",
    "Independent assessment",
    "Somebody independent assesses the AI systems at least yearly.",
    { attestation: "Independent assessment" },
  ),
  group2(
    "AIS-04",
    "Secure design and development",
    "Applications are designed and built by a secure process.",
    { checks: checksOn("changeControl") },
  ),
  group2(
    "AIS-05",
    "Security testing of applications",
    "Applications are tested for security before release.",
    { checks: ["github/code-scanning", "github/no-*", "github/status-checks"] },
  ),
  group2("AIS-06", "Secure deployment", "Deployment is automated, standard and secure.", {
    checks: ["workflow/*", "build/*", "gcp/build-trigger-*", "aws/sagemaker-endpoint-rollout"],
  }),
  group2("AIS-07", "Holes in applications are mended", "Vulnerabilities of applications are remediated.", {
    checks: checksOn("vulnerabilities"),
  }),
  group2("AIS-08", "Input is validated", "What goes into models and applications is validated.", {
    checks: [...checksOn("promptAttacks"), "aws/apigateway-request-validation"],
  }),
  group2("AIS-09", "Output is validated", "What comes out of models is validated.", {
    checks: checksOn("outputHandling", "groundedAnswers"),
  }),
  group2("AIS-10", "APIs are secured", "APIs in front of models are authenticated, limited and filtered.", {
    checks: checksOn("apiDefence"),
  }),
  group2("AIS-11", "Agents have boundaries", "Agents are kept within security boundaries.", {
    checks: checksOn("agentIsolation", "agentIdentity"),
  }),
  group2("AIS-12", "Source code is managed", "Code is reviewed, protected and traceable.", {
    checks: ["repository/*", "github/*", "gitlab/*"],
  }),
  group2("AIS-13", "Tools run in sandboxes", "Tools and code of models run isolated.", {
    checks: checksOn("agentIsolation"),
  }),
  group2("AIS-14", "Caches are protected", "Caches of prompts and answers are protected.", {
    checks: ["aws/cache-protected", "aws/memorydb-protected"],
  }),
  group2("AIS-15", "Prompts are told apart", "Instructions of the system, users and data are told apart.", {
    checks: checksOn("systemPrompts", "promptAttacks"),
  }),
  group3("BCR-08", "Backup", "What AI needs is backed up and can be restored.", {
    checks: ["data-store/versioning", "gcp/sql-vertex-history", "key-vault/purge-protection"],
  }),
  group3("BCR-11", "Redundancy", "What must not fail is there twice.", { checks: checksOn("availability") }),
  group4("CCC-02", "Changes are tested", "Changes pass quality tests first.", {
    checks: ["github/status-checks", "model-registry/approval-required"],
  }),
  group4("CCC-04", "Unauthorized changes are prevented", "Nobody changes what they may not.", {
    checks: checksOn("changeControl"),
  }),
  group4("CCC-07", "Drift from the baseline is noticed", "Changes away from the baseline are detected.", {
    checks: ["aws/config-records-ai", "azure/policy-*", ...checksOn("modelMonitoring")],
  }),
  group5("CEK-03", "Data is encrypted", "Data is encrypted at rest and on the way.", {
    checks: checksOn("encryptionAtRest", "encryptionInTransit"),
  }),
  group5("CEK-08", "Customers manage keys", "Keys can be the customer's own.", {
    checks: ["*/customer-key"],
  }),
  group5("CEK-12", "Keys rotate", "Keys are rotated by plan.", {
    checks: ["key/rotation", "secret/rotation", "credential/rotated"],
  }),
  group6("DSP-03", "Data is in an inventory", "Sensitive and personal data is known.", {
    checks: ["aws/bucket-classified", "gcp/project-data-discovery"],
  }),
  group6("DSP-04", "Data is classified", "Data is classified by type and sensitivity.", {
    checks: ["aws/bucket-classified", "gcp/project-data-discovery", "azure/ml-high-business-impact"],
  }),
  group6("DSP-07", "Protection by design", "Systems protect data by design and default.", {
    checks: checksOn("dataAccess"),
  }),
  group6("DSP-10", "Transfer is protected", "Sensitive data is transferred protected.", {
    checks: checksOn("encryptionInTransit"),
  }),
  group6("DSP-16", "Retention and deletion", "Data is kept and deleted as decided.", {
    checks: ["tenant/retention", "openai/project-retention", "aws/ai-log-group-kept"],
  }),
  group6("DSP-17", "Sensitive data is protected", "Sensitive data is protected over its life.", {
    checks: checksOn("privacy", "dataAccess"),
  }),
  group6("DSP-19", "Location of data", "Where data is processed and kept is known.", {
    checks: ["gcp/organization-limits-locations", "aws/bedrock-*-geography", "anthropic/inference-geography"],
  }),
  group6("DSP-20", "Provenance of data", "Where data comes from is known and traceable.", {
    checks: ["data-store/versioning", "knowledge-base/source-writers", "aws/cloudtrail-object-events"],
  }),
  group6("DSP-21", "Poisoning of data is prevented", "Data cannot be poisoned, or it is noticed.", {
    checks: checksOn("trainingData", "groundingData"),
  }),
  group6("DSP-23", "Integrity of data is checked", "Data that models use is checked for integrity.", {
    checks: ["data-store/versioning", "data-store/not-publicly-writable", "model/training-data-integrity"],
  }),
  group7("GRC-09", "Acceptable use", "What AI services may be used for is defined and enforced.", {
    checks: ["guardrail/denied-topics"],
    attestation: "Acceptable use policy for AI",
  }),
  group8("HRS-11", "Security awareness", "People are trained on the risks of AI.", {
    attestation: "Training records",
  }),
];
