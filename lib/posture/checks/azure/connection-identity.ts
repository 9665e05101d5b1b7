import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/connection-identity",
  title: "Connection of a project or workspace proves itself by identity, not by a stored key",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "azure.ai-foundry.connection",
  risk: "Whoever may use the project can read the key behind the connection, and use it anywhere, under no name.",
  remediation: {
    summary:
      "Make the connection anew with Microsoft Entra ID, and give the project's identity a role on what it leads to.",
    cli: 'az rest --method put --url "https://management.azure.com<connection-id>?api-version=2025-06-01" --body \'{"properties":{"authType":"AAD","category":"<category>","target":"<target>"}}\'',
    terraform: 'azapi_resource for connections with authType = "AAD"',
    console: [
      "Open Azure AI Foundry › Management center › Connected resources",
      "Delete the connection that uses a key",
      "Add it again with Microsoft Entra ID",
    ],
  },
  references: ["https://learn.microsoft.com/azure/ai-foundry/how-to/connections-add"],

  evaluate: ({ properties: { holdsSecret, authType, category, sharedToAll } }) => {
    if (!holdsSecret) return pass;
    const whose = sharedToAll ? "everybody in it" : "whoever made it";
    return fail(`It holds a secret (${authType}) that ${whose} may use`, { authType, category, sharedToAll });
  },

  examples: {
    pass: [
      {
        name: "Entra",
        properties: { holdsSecret: false, authType: "AAD", category: "AzureOpenAI", sharedToAll: true },
      },
    ],
    fail: [
      {
        name: "a key for everybody",
        properties: { holdsSecret: true, authType: "ApiKey", category: "CognitiveSearch", sharedToAll: true },
      },
      {
        name: "a signature for one",
        properties: { holdsSecret: true, authType: "SAS", category: "AzureBlob", sharedToAll: false },
      },
    ],
  },
});
