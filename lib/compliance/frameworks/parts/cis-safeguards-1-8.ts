import { controlsUnder } from "#lib/domain/framework.ts";
import { checksOn } from "./topics.ts";

const group1 = controlsUnder("1 Inventory and control of enterprise assets");
const group2 = controlsUnder("2 Inventory and control of software assets");
const group3 = controlsUnder("3 Data protection");
const group4 = controlsUnder("4 Secure configuration");
const group5 = controlsUnder("5 Account management");
const group6 = controlsUnder("6 Access control management");
const group7 = controlsUnder("7 Vulnerability management");
const group8 = controlsUnder("8 Audit log management");

/** Safeguards of controls 1 to 8 that bear on AI workloads. */
export const cisSafeguards1To8 = [
  group1(
    "1.1",
    "Assets are in an inventory",
    "What stores or processes data, also in clouds, is known in detail.",
    { checks: ["aws/config-records-ai", "aws/security-hub-covers-ai"] },
  ),
  group2("2.1", "Software is in an inventory", "What software runs is known.", {
    checks: ["github/bill-of-materials"],
  }),
  group2("2.2", "Software is still supported", "Only software that still gets fixes is in use.", {
    checks: checksOn("lifecycle"),
  }),
  group2("2.5", "Only allowed software runs", "What may run is on a list, and nothing else does.", {
    checks: [
      "gcp/cluster-binary-authorization",
      "azure/container-registry-trust",
      ...checksOn("approvedModels"),
    ],
  }),
  group2("2.6", "Only allowed libraries load", "What may be loaded into a process is on a list.", {
    checks: ["kubernetes/model-remote-code", "model/weights-format", "huggingface/model-no-remote-code"],
  }),
  group3("3.1", "Data is managed by a process", "How data is handled, kept and disposed of is decided.", {
    checks: ["aws/bucket-classified", "gcp/project-data-discovery"],
    attestation: "Data management process",
  }),
  group3("3.3", "Access to data follows need", "Data is open to those who need it.", {
    checks: checksOn("dataAccess", "vectorStores"),
  }),
  group3("3.4", "Data is kept as long as meant", "Data is kept no shorter and no longer than decided.", {
    checks: ["tenant/retention", "openai/project-retention", "aws/ai-log-group-kept", "gcp/audit-retention"],
  }),
  group3("3.10", "Data is encrypted on the way", "Sensitive data is encrypted in transit.", {
    checks: checksOn("encryptionInTransit"),
  }),
  group3("3.11", "Data is encrypted at rest", "Sensitive data is encrypted where it is stored.", {
    checks: checksOn("encryptionAtRest"),
  }),
  group3(
    "3.12",
    "Data is kept apart by sensitivity",
    "Data of different sensitivity is stored and processed apart.",
    {
      checks: [
        "knowledge-base/reads-own-sources",
        "gcp/project-in-perimeter",
        "gcp/perimeter-enforced",
        "azure/ml-sensitive-storage-closed",
      ],
    },
  ),
  group3("3.14", "Access to sensitive data is logged", "Who reads and changes sensitive data is recorded.", {
    checks: ["*/access-logging", "aws/cloudtrail-object-events", "gcp/audit-data-access"],
  }),
  group4(
    "4.1",
    "Assets are configured by a process",
    "Machines and software are set up securely, by a process.",
    { checks: checksOn("hardening") },
  ),
  group4("4.2", "Networks are configured by a process", "Networks are set up securely, by a process.", {
    checks: checksOn("network"),
  }),
  group4("4.3", "Idle sessions end", "Sessions nobody uses are ended.", {
    checks: ["agent/session-lifetime", "gcp/runtime-idle-shutdown", "azure/ml-instance-idle-shutdown"],
  }),
  group4("4.4", "Servers stand behind firewalls", "Servers take traffic a firewall lets through.", {
    checks: [
      "aws/security-group-ingress",
      "azure/nsg-no-open-ports",
      "azure/subnet-security-group",
      "gcp/network-admin-ports",
      "*/not-reachable-from-public-network",
    ],
  }),
  group4("4.6", "Administration is encrypted", "Assets are administered over secure channels.", {
    checks: [...checksOn("encryptionInTransit"), "azure/ml-instance-public-shell"],
  }),
  group4("4.7", "Default accounts are managed", "Accounts that came with a system are disabled or bounded.", {
    checks: [
      "gcp/organization-denies-default-grants",
      "gcp/*-own-account",
      "gcp/workbench-default-service-account",
      "azure/*-local-accounts",
      "azure/container-registry-exposed",
      "kubernetes/llm-gateway-master-key",
    ],
  }),
  group4("4.8", "What is not needed is off", "Services nobody needs are off.", {
    checks: ["openai/remote-tools", "anthropic/code-execution-closed", "gcp/assistant-web-grounding"],
  }),
  group5(
    "5.1",
    "Accounts are in an inventory",
    "Every account, also of services, has an owner who is known.",
    { checks: ["credential/owned"] },
  ),
  group5("5.3", "Dormant accounts are disabled", "Accounts nobody uses are disabled.", {
    checks: ["credential/in-use", "aws/iam-ai-role-used", "gcp/ai-account-unused-role"],
  }),
  group5(
    "5.4",
    "Administrators are few",
    "Administration is done by accounts of its own, and they are few.",
    {
      checks: [
        "*/few-owners",
        "*/few-administrators",
        "tenant/few-administrator-keys",
        "azure/subscription-owners-few",
        "identity/ai-not-administrator",
      ],
    },
  ),
  group5("5.5", "Service accounts are known", "Accounts of services are known, owned and reviewed.", {
    checks: ["gcp/*-own-account", "azure/*-managed-identity", "agent/own-identity", "credential/owned"],
  }),
  group5("5.6", "Accounts are managed in one place", "People sign in through one directory.", {
    checks: [
      "tenant/single-sign-on",
      "openai/members-from-directory",
      "aws/sagemaker-domain-sso",
      "azure/*-local-accounts",
      "azure/synapse-entra-only",
    ],
  }),
  group6(
    "6.3",
    "Exposed applications ask for a second factor",
    "Applications open to the world ask for more than a password.",
    { checks: ["tenant/multi-factor", "github/members-second-factor"] },
  ),
  group6("6.5", "Administrators use a second factor", "Whoever administers signs in with a second factor.", {
    checks: ["tenant/multi-factor", "github/members-second-factor"],
  }),
  group6("6.7", "Access control is in one place", "Access is decided by a directory or single sign-on.", {
    checks: checksOn("authentication"),
  }),
  group6("6.8", "Access follows roles", "Rights follow roles and are no more than needed.", {
    checks: checksOn("leastPrivilege"),
  }),
  group7("7.4", "Applications are patched by themselves", "Applications get fixes automatically.", {
    checks: [...checksOn("lifecycle"), "azure/openai-model-retirement"],
  }),
  group7("7.5", "Internal assets are scanned", "What is inside is scanned for holes.", {
    checks: checksOn("vulnerabilities"),
  }),
  group7("7.7", "Holes are closed", "Holes that were found are mended.", {
    checks: ["github/no-critical-dependencies", "kubernetes/*-version", "aws/sagemaker-notebook-platform"],
  }),
  group8("8.2", "Audit logs are collected", "Calls, changes and use of AI services are logged.", {
    checks: checksOn("logging"),
  }),
  group8("8.3", "Logs have enough room", "Logs go where they fit and stay.", {
    checks: ["aws/ai-log-group-kept", "gcp/audit-retention", "azure/diagnostic-setting-sends"],
  }),
  group8("8.5", "Logs are detailed", "Logs name who did what, when and from where.", {
    checks: ["aws/cloudtrail-*", "aws/sagemaker-domain-names-users", "gcp/audit-*"],
  }),
  group8("8.9", "Logs are in one place", "Logs of all sources come together.", {
    checks: ["aws/cloudtrail-baseline", "azure/diagnostic-setting-sends", "*-observed"],
  }),
  group8("8.10", "Logs are kept", "Logs are kept at least 90 days.", {
    checks: ["aws/ai-log-group-kept", "gcp/audit-retention"],
  }),
  group8("8.11", "Logs are reviewed", "Somebody or something looks for anomalies.", {
    checks: checksOn("detection"),
  }),
  group8(
    "8.12",
    "Logs of service providers are collected",
    "Logs of SaaS and cloud providers are collected.",
    { checks: ["openai/audit-log", "anthropic/activity-captured"] },
  ),
];
