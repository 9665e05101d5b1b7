import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/mongo-cluster-exposed",
  title: "Cosmos DB for MongoDB cluster lets in no stranger",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "azure.cosmos-db.mongo-cluster",
  risk: "Vectors can be read back into the text they were made from; one leaked password then gives the documents away.",
  remediation: {
    summary: "Remove wide rules and the one for all of Azure, and use a private endpoint and Entra sign-in.",
    cli: "az cosmosdb mongocluster firewall rule delete --cluster-name <cluster> --resource-group <group> --rule-name <rule>",
    terraform: 'public_network_access = "Disabled" on azurerm_mongo_cluster',
    console: [
      "Open the cluster › Settings › Networking",
      "Remove Allow public access from Azure services and wide ranges",
      "Add a private endpoint",
    ],
  },
  references: ["https://learn.microsoft.com/azure/cosmos-db/mongodb/vcore/security"],

  evaluate: ({ facets: { publicNetwork, keyAuthentication }, properties: { ranges, allowsAzure } }) =>
    publicNetwork
      ? fail(
          allowsAzure ? "Anything that runs in Azure may connect" : "Any address on the internet may connect",
          { ranges, allowsAzure, keyAuthentication },
        )
      : pass,

  examples: {
    pass: [
      {
        name: "one office",
        facets: { publicNetwork: false, keyAuthentication: true },
        properties: { ranges: ["203.0.113.7"], allowsAzure: false },
      },
    ],
    fail: [
      {
        name: "all of Azure",
        facets: { publicNetwork: true, keyAuthentication: true },
        properties: { ranges: [], allowsAzure: true },
      },
      {
        name: "everybody, by identity alone",
        facets: { publicNetwork: true, keyAuthentication: false },
        properties: { ranges: ["0.0.0.0-255.255.255.255"], allowsAzure: false },
      },
    ],
  },
});
