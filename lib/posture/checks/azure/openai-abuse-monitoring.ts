import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/openai-abuse-monitoring",
  title: "Abuse monitoring of the AI services account is as Microsoft runs it",
  severity: "low",
  layer: "model",
  function: "detect",
  appliesTo: "azure.cognitive-services.account",
  risk: "Nobody at Microsoft looks for misuse of the models here, so the company alone must notice it.",
  remediation: {
    summary:
      "Record who approved the exemption as an exception of this finding, or let Microsoft monitor again.",
    cli: "az cognitiveservices account show --name <account> --resource-group <group> --query properties.capabilities",
    terraform: "Not a setting of azurerm_cognitive_account: Microsoft changes it on request",
    console: [
      "Open the account › Overview › JSON view and look for ContentLogging",
      "Record the approval, or ask Microsoft to end the exemption",
    ],
  },
  references: ["https://learn.microsoft.com/azure/ai-foundry/openai/concepts/abuse-monitoring"],

  evaluate: ({ properties: { abuseMonitoring } }) =>
    abuseMonitoring ? pass : fail("It was exempted from abuse monitoring", { abuseMonitoring }),

  examples: {
    pass: [{ name: "monitored", properties: { abuseMonitoring: true } }],
    fail: [{ name: "exempted", properties: { abuseMonitoring: false } }],
  },
});
