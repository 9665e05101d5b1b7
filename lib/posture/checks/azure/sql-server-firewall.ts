import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/sql-server-firewall",
  title: "Azure SQL server lets in no stranger",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "azure.sql.server",
  risk: "A password that leaked, or was guessed, opens the databases from anywhere, those that ground a model among them.",
  remediation: {
    summary: "Remove wide rules and the one for all of Azure, and use a private endpoint.",
    cli: "az sql server firewall-rule delete --server <server> --resource-group <group> --name <rule>",
    terraform: "public_network_access_enabled = false on azurerm_mssql_server",
    console: [
      "Open the server › Security › Networking",
      "Remove wide rules and clear Allow Azure services",
      "Add a private endpoint",
    ],
  },
  references: ["https://learn.microsoft.com/azure/azure-sql/database/firewall-configure"],

  evaluate: ({ facets: { publicNetwork }, properties: { ranges, allowsAzure, entraOnly } }) =>
    publicNetwork
      ? fail(
          allowsAzure ? "Anything that runs in Azure may connect" : "Any address on the internet may connect",
          { ranges, allowsAzure, entraOnly },
        )
      : pass,

  examples: {
    pass: [
      {
        name: "closed",
        facets: { publicNetwork: false },
        properties: { ranges: [], allowsAzure: false, entraOnly: true },
      },
    ],
    fail: [
      {
        name: "all of Azure",
        facets: { publicNetwork: true },
        properties: { ranges: [], allowsAzure: true, entraOnly: false },
      },
      {
        name: "everybody",
        facets: { publicNetwork: true },
        properties: { ranges: ["0.0.0.0-255.255.255.255"], allowsAzure: false, entraOnly: true },
      },
    ],
  },
});
