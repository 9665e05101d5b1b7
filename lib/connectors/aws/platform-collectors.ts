import type { Collector } from "#lib/domain/connector.ts";
import { dynamodbTables } from "./dynamodb-tables.ts";
import { elasticacheCaches } from "./elasticache-caches.ts";
import { identityCenter } from "./identity-center.ts";
import { memorydbClusters } from "./memorydb-clusters.ts";
import { opensearchDomains } from "./opensearch-domains.ts";
import { organizations } from "./organizations.ts";
import { rdsDatabases } from "./rds-databases.ts";

/** What stands around AI: who governs it, what watches it, what it costs, and the services it is built of. */
export const platformCollectors: readonly Collector[] = [
  organizations,
  identityCenter,
  opensearchDomains,
  rdsDatabases,
  elasticacheCaches,
  memorydbClusters,
  dynamodbTables,
];
