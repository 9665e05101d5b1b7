import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/aks-local-accounts",
  title: "Kubernetes cluster has no local accounts",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.kubernetes-service.cluster",
  risk: "The administrator's certificate names nobody, never expires in practice and passes every check of who somebody is.",
  remediation: {
    summary: "Sign in with Entra and disable local accounts.",
    cli: "az aks update --name <cluster> --resource-group <group> --enable-aad --disable-local-accounts",
    terraform: "local_account_disabled = true on azurerm_kubernetes_cluster",
    console: [
      "Open the cluster › Settings › Security configuration",
      "Choose Microsoft Entra ID with Azure RBAC",
      "Clear Kubernetes local accounts",
    ],
  },
  references: ["https://learn.microsoft.com/azure/aks/manage-local-accounts-managed-azure-ad"],

  evaluate: ({ properties: { localAccounts, entraSignIn } }) =>
    localAccounts ? fail("Its local accounts are on", { localAccounts, entraSignIn }) : pass,

  examples: {
    pass: [{ name: "off", properties: { localAccounts: false, entraSignIn: true } }],
    fail: [
      { name: "on beside Entra", properties: { localAccounts: true, entraSignIn: true } },
      { name: "on alone", properties: { localAccounts: true, entraSignIn: false } },
    ],
  },
});
