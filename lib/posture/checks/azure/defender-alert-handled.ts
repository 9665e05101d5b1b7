import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const open = new Set(["Active", "InProgress"]);

export default defineCheck({
  id: "azure/defender-alert-handled",
  title: "Defender's alert about an AI resource is resolved",
  severity: "high",
  layer: "model",
  function: "respond",
  appliesTo: "azure.security.alert",
  risk: "Somebody may be using, tricking or copying the model right now.",
  remediation: {
    summary: "Read the alert, cut the caller off if it is real, and resolve or dismiss it with the reason.",
    cli: "az security alert update --name <alert> --location <region> --status dismiss",
    terraform: "azurerm_security_center_automation that sends alerts to those on duty",
    console: [
      "Open Defender for Cloud › Security alerts › the alert",
      "Take action",
      "Change its status to Resolved, or dismiss it with the reason",
    ],
  },
  references: ["https://learn.microsoft.com/azure/defender-for-cloud/alerts-ai-workloads"],

  evaluate: ({ properties: { aboutAi, status, severity, kind } }) => {
    if (!aboutAi || severity === "Informational") return notApplicable;
    return open.has(status)
      ? fail(`It is ${status}, of severity ${severity}`, { status, severity, kind })
      : pass;
  },

  examples: {
    pass: [
      {
        name: "resolved",
        properties: { aboutAi: true, status: "Resolved", severity: "High", kind: "AI.Azure_Jailbreak" },
      },
    ],
    fail: [
      {
        name: "nobody looked",
        properties: { aboutAi: true, status: "Active", severity: "Medium", kind: "AI.Azure_Jailbreak" },
      },
      {
        name: "somebody looks",
        properties: {
          aboutAi: true,
          status: "InProgress",
          severity: "High",
          kind: "AI.Azure_CredentialTheftAttempt",
        },
      },
    ],
    notApplicable: [
      {
        name: "about something else",
        properties: { aboutAi: false, status: "Active", severity: "High", kind: "VM_SuspectProcess" },
      },
      {
        name: "for information",
        properties: { aboutAi: true, status: "Active", severity: "Informational", kind: "AI.Azure_Anomaly" },
      },
    ],
  },
});
