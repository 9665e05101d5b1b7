import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "workspace/private-endpoint",
  title: "AI workspace has an approved private endpoint",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesToClass: "workspace",
  risk: "There is no private way to the workspace, so its public network cannot be closed.",
  remediation: {
    summary: "Create a private endpoint in your network and approve it.",
    cli: "az network private-endpoint create --name <name> --resource-group <group> --subnet <subnet-id> --private-connection-resource-id <workspace-id> --group-id amlworkspace --connection-name <name>",
    terraform: 'azurerm_private_endpoint with subresource_names = ["amlworkspace"]',
    console: ["Open the workspace › Networking › Private endpoint connections", "Add a private endpoint"],
  },
  references: ["https://learn.microsoft.com/azure/machine-learning/how-to-configure-private-link"],

  evaluate: ({ facets: { privateEndpoint } }) =>
    !privateEndpoint ? fail("It has no approved private endpoint", { privateEndpoint }) : pass,

  examples: {
    pass: [{ name: "an approved endpoint", facets: { privateEndpoint: true } }],
    fail: [{ name: "no endpoint", facets: { privateEndpoint: false } }],
  },
});
