import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "workspace/customer-key",
  title: "AI workspace is encrypted with a customer key",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "workspace",
  risk: "Experiments, metadata and models are readable under the provider's key, and access cannot be revoked by you.",
  remediation: {
    summary: "Create the workspace with a key of your own; an existing one has to be made again.",
    cli: "az ml workspace create --file workspace.yml --resource-group <group>",
    terraform: "encryption block on azurerm_machine_learning_workspace",
    console: ["Create a workspace › Encryption", "Choose customer-managed keys"],
  },
  references: ["https://learn.microsoft.com/azure/machine-learning/concept-customer-managed-keys"],

  evaluate: ({ facets: { customerKey } }) =>
    !customerKey ? fail("It is encrypted with the provider's key", { customerKey }) : pass,

  examples: {
    pass: [{ name: "own key", facets: { customerKey: true } }],
    fail: [{ name: "the provider's key", facets: { customerKey: false } }],
  },
});
