import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/app-https-only",
  title: "App redirects every request to https",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "azure.app-service.app",
  risk: "Tokens, prompts and answers can be read on the way.",
  remediation: {
    summary: "Switch HTTPS Only on.",
    cli: "az webapp update --name <app> --resource-group <group> --https-only true",
    terraform: "https_only = true on azurerm_linux_web_app",
    console: ["Open the app › Settings › Configuration › General settings", "Switch HTTPS Only on"],
  },
  references: ["https://learn.microsoft.com/azure/app-service/configure-ssl-bindings"],

  evaluate: ({ properties: { httpsOnly } }) =>
    !httpsOnly ? fail("It answers plain http", { httpsOnly }) : pass,

  examples: {
    pass: [{ name: "https only", properties: { httpsOnly: true } }],
    fail: [{ name: "http too", properties: { httpsOnly: false } }],
  },
});
