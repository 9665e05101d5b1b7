import { controlsUnder } from "#lib/domain/framework.ts";
import { checksOn } from "./topics.ts";

const group1 = controlsUnder("9 Email and web browser protections");
const group2 = controlsUnder("10 Malware defenses");
const group3 = controlsUnder("11 Data recovery");
const group4 = controlsUnder("12 Network infrastructure management");
const group5 = controlsUnder("13 Network monitoring and defense");
const group6 = controlsUnder("14 Security awareness and skills training");
const group7 = controlsUnder("15 Service provider management");
const group8 = controlsUnder("16 Application software security");
const group9 = controlsUnder("17 Incident response management");
const group10 = controlsUnder("18 Penetration testing");

/** Safeguards of controls 9 to 18 that bear on AI workloads. */
export const cisSafeguards9To18 = [
  group1("9.3", "Traffic to the web is filtered", "What reaches out to the web is bounded.", {
    checks: ["aws/agentcore-browser-*", "azure/ai-account-outbound", "workspace/isolated-network"],
  }),
  group2("10.1", "Malware is looked for", "Files that are loaded are scanned for malware.", {
    checks: ["huggingface/*-scan-clean", "github/no-malicious-packages", "image-registry/scanned"],
  }),
  group3("11.2", "Backups are automatic", "Data is backed up by itself.", {
    checks: ["data-store/versioning", "gcp/sql-vertex-history"],
  }),
  group3("11.3", "Recovery data is protected", "Copies are protected like the original.", {
    checks: ["key-vault/purge-protection"],
  }),
  group4(
    "12.2",
    "The network is built securely",
    "Segments, least privilege and availability are part of the network.",
    { checks: checksOn("network", "availability") },
  ),
  group4(
    "12.5",
    "Who calls is authenticated in one place",
    "Authentication to networks and APIs is central.",
    { checks: ["api/authentication", "compute/authentication"] },
  ),
  group5("13.1", "Alerts come together", "Security events come together and raise alerts.", {
    checks: checksOn("detection"),
  }),
  group5("13.4", "Segments are filtered", "Traffic between segments is filtered.", {
    checks: [
      "kubernetes/model-network-policy",
      "kubernetes/model-egress",
      "cluster/network-policies",
      "aws/security-group-*",
      "gcp/network-*",
    ],
  }),
  group5("13.10", "Applications are filtered", "A firewall for applications stands before them.", {
    checks: ["api/firewall", "aws/waf-*", "azure/waf-*", "azure/web-gateway-firewall"],
  }),
  group6("14.1", "There is a training program", "People are taught to work securely, with AI too.", {
    attestation: "Training records",
  }),
  group7("15.1", "Service providers are known", "Providers, of models too, are in an inventory.", {
    checks: checksOn("approvedModels"),
    attestation: "Inventory of service providers",
  }),
  group7("15.4", "Contracts ask for security", "Contracts with providers name security requirements.", {
    checks: ["aws/organization-ai-opt-out", "gcp/gemini-no-data-sharing", "tenant/retention"],
    attestation: "Contracts with providers of AI",
  }),
  group8("16.1", "Development is secure by a process", "Software is developed by a secure process.", {
    checks: checksOn("changeControl"),
  }),
  group8("16.4", "Third-party components are known", "Components of others are in an inventory.", {
    checks: ["github/bill-of-materials", "github/dependency-alerts"],
  }),
  group8(
    "16.5",
    "Components are current and trusted",
    "Components of others are up to date and from trusted sources.",
    { checks: checksOn("softwareSupply", "modelSupply") },
  ),
  group8(
    "16.7",
    "Infrastructure uses hardened templates",
    "Servers, databases and containers start from hardened templates.",
    { checks: checksOn("hardening") },
  ),
  group8("16.8", "Production stands apart", "Production is apart from other systems.", {
    checks: ["workspace/isolated-network", "gcp/project-in-perimeter"],
    attestation: "Separation of environments",
  }),
  group8(
    "16.10",
    "Applications are designed securely",
    "Designs follow least privilege, mediation and distrust of input.",
    { checks: checksOn("promptAttacks", "outputHandling", "agentTools") },
  ),
  group8("16.12", "Code is checked", "Code is analysed for mistakes before it ships.", {
    checks: ["github/code-scanning", "github/no-*", "github/status-checks"],
  }),
  group8("16.13", "Applications are attacked on purpose", "Applications are penetration-tested.", {
    attestation: "Penetration test or red-team report",
  }),
  group9("17.4", "There is a response process", "Incidents are handled by a process.", {
    checks: checksOn("response"),
    attestation: "Incident response process",
  }),
  group10("18.1", "There is a program", "Penetration tests follow a program.", {
    attestation: "Penetration testing program",
  }),
];
