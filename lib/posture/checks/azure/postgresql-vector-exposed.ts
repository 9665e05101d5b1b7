import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/postgresql-vector-exposed",
  title: "PostgreSQL server that may keep vectors lets in no stranger",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "azure.postgresql.server",
  risk: "What grounds the model lies in tables that anybody with a leaked password can copy or rewrite from anywhere.",
  remediation: {
    summary:
      "Remove wide rules and the one for all of Azure, and reach the server through a private network.",
    cli: "az postgres flexible-server firewall-rule delete --name <server> --resource-group <group> --rule-name <rule>",
    terraform: "public_network_access_enabled = false on azurerm_postgresql_flexible_server",
    console: [
      "Open the server › Settings › Networking",
      "Remove Allow public access from any Azure service and wide ranges",
      "Add a private endpoint",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/postgresql/network/how-to-networking-servers-deployed-public-access-add-firewall-rules",
  ],

  evaluate: ({ facets: { publicNetwork, keyAuthentication }, properties }) => {
    if (!properties.keepsVectors) return notApplicable;
    const { ranges, allowsAzure } = properties;
    return publicNetwork
      ? fail(
          allowsAzure ? "Anything that runs in Azure may connect" : "Any address on the internet may connect",
          { ranges, allowsAzure, keyAuthentication },
        )
      : pass;
  },

  examples: {
    pass: [
      {
        name: "closed",
        facets: { publicNetwork: false, keyAuthentication: false },
        properties: { keepsVectors: true, ranges: [], allowsAzure: false },
      },
    ],
    fail: [
      {
        name: "all of Azure",
        facets: { publicNetwork: true, keyAuthentication: true },
        properties: { keepsVectors: true, ranges: [], allowsAzure: true },
      },
      {
        name: "half the internet",
        facets: { publicNetwork: true, keyAuthentication: true },
        properties: { keepsVectors: true, ranges: ["0.0.0.0-127.255.255.255"], allowsAzure: false },
      },
    ],
    notApplicable: [
      {
        name: "no vectors in it",
        facets: { publicNetwork: true, keyAuthentication: true },
        properties: { keepsVectors: false, ranges: [], allowsAzure: true },
      },
    ],
    unknown: [
      {
        name: "extensions that may not be read",
        facets: { publicNetwork: true, keyAuthentication: true },
        unknown: {
          "properties.keepsVectors": {
            reason: "denied",
            call: "Microsoft.DBforPostgreSQL:Configurations_Get",
            permission: "Microsoft.DBforPostgreSQL/flexibleServers/configurations/read",
            message: "AuthorizationFailed",
          },
        },
      },
    ],
  },
});
