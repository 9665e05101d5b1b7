import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

const names = z.array(z.string());
/** Azure's own switch; null where it was never set, which Azure reads as `Enabled`. */
const publicNetworkAccess = z.string().nullable();
/** What a database's own firewall lets in: ranges of addresses, and anything at all that runs in Azure. */
const firewall = { publicNetworkAccess, ranges: names, allowsAzure: z.boolean() };

export const azureDataResourceTypes = defineResourceTypes({
  "azure.cosmos-db.account": {
    title: "Cosmos DB account",
    class: "data-store",
    layer: "data",
    properties: z.object({
      kind: z.string(),
      publicNetworkAccess,
      ipRules: names,
      capabilities: names,
      privateEndpoint: z.boolean(),
    }),
  },
  "azure.cosmos-db.vector-container": {
    title: "Cosmos DB container of vectors",
    class: "vector-store",
    layer: "data",
    properties: z.object({ accountKey: z.string() }),
  },
  "azure.cosmos-db.mongo-cluster": {
    title: "Cosmos DB for MongoDB cluster",
    class: "data-store",
    layer: "data",
    properties: z.object({ ...firewall, privateEndpoint: z.boolean() }),
  },
  "azure.sql.server": {
    title: "Azure SQL server",
    class: "data-store",
    layer: "data",
    properties: z.object({
      ...firewall,
      minimumTls: z.string().nullable(),
      /** It takes no password, only identities of the tenant. */
      entraOnly: z.boolean(),
      privateEndpoint: z.boolean(),
    }),
  },
  "azure.postgresql.server": {
    title: "PostgreSQL flexible server",
    class: "data-store",
    layer: "data",
    properties: z.object({
      ...firewall,
      /** An extension that keeps vectors may be used in it. */
      keepsVectors: z.boolean(),
      privateNetwork: z.boolean(),
    }),
  },
  "azure.databricks.workspace": {
    title: "Databricks workspace",
    class: "workspace",
    layer: "pipeline",
    properties: z.object({
      sku: z.string().nullable(),
      publicNetworkAccess,
      nodesWithoutPublicAddress: z.boolean(),
      /** Its clusters run in a network of the customer's. */
      ownNetwork: z.boolean(),
      servicesCustomerKey: z.boolean(),
      disksCustomerKey: z.boolean(),
      rootStorageCustomerKey: z.boolean(),
    }),
  },
  "azure.synapse.workspace": {
    title: "Synapse workspace",
    class: "workspace",
    layer: "data",
    properties: z.object({ ...firewall, managedNetwork: z.boolean(), entraOnly: z.boolean() }),
  },
});
