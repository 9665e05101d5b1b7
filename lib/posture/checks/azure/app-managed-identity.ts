import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/app-managed-identity",
  title: "App has a managed identity",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.app-service.app",
  risk: "Without an identity it needs a stored key for every model, index and store it calls.",
  remediation: {
    summary: "Give the app an identity and roles on what it calls.",
    cli: "az webapp identity assign --name <app> --resource-group <group>",
    terraform: 'identity { type = "SystemAssigned" }',
    console: ["Open the app › Settings › Identity", "Switch System assigned on"],
  },
  references: ["https://learn.microsoft.com/azure/app-service/overview-managed-identity"],

  evaluate: ({ properties: { managedIdentity } }) =>
    !managedIdentity ? fail("It has no managed identity", { managedIdentity }) : pass,

  examples: {
    pass: [{ name: "an identity", properties: { managedIdentity: true } }],
    fail: [{ name: "none", properties: { managedIdentity: false } }],
  },
});
