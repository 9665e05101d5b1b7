import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/container-app-https",
  title: "Container app answers over https only",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "azure.container-apps.app",
  risk: "Prompts, answers and tokens can be read on the way.",
  remediation: {
    summary: "Refuse insecure connections.",
    cli: "az containerapp ingress update --name <app> --resource-group <group> --allow-insecure false",
    terraform: "ingress { allow_insecure_connections = false } on azurerm_container_app",
    console: ["Open the app › Settings › Ingress", "Clear Insecure connections › Allowed"],
  },
  references: ["https://learn.microsoft.com/azure/container-apps/ingress-overview"],

  evaluate: ({ properties: { ingress, allowsPlainHttp } }) => {
    if (ingress === "none") return notApplicable;
    return allowsPlainHttp ? fail("It answers plain http", { ingress, allowsPlainHttp }) : pass;
  },

  examples: {
    pass: [{ name: "https", properties: { ingress: "external", allowsPlainHttp: false } }],
    fail: [
      { name: "http from outside", properties: { ingress: "external", allowsPlainHttp: true } },
      { name: "http inside", properties: { ingress: "internal", allowsPlainHttp: true } },
    ],
    notApplicable: [{ name: "answers nobody", properties: { ingress: "none", allowsPlainHttp: false } }],
  },
});
