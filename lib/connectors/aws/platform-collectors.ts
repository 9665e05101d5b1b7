import type { Collector } from "#lib/domain/connector.ts";
import { bedrockQuotas } from "./bedrock-quotas.ts";
import { budgets } from "./budgets.ts";
import { cloudwatchAlarms } from "./cloudwatch-alarms.ts";
import { configRecorders } from "./config-recorders.ts";
import { costAnomalies } from "./cost-anomalies.ts";
import { dynamodbTables } from "./dynamodb-tables.ts";
import { elasticacheCaches } from "./elasticache-caches.ts";
import { guarddutyDetectors } from "./guardduty-detectors.ts";
import { identityCenter } from "./identity-center.ts";
import { macieSession } from "./macie-session.ts";
import { memorydbClusters } from "./memorydb-clusters.ts";
import { opensearchDomains } from "./opensearch-domains.ts";
import { organizations } from "./organizations.ts";
import { rdsDatabases } from "./rds-databases.ts";
import { securityHub } from "./security-hub.ts";

/** What stands around AI: who governs it, what watches it, what it costs, and the services it is built of. */
export const platformCollectors: readonly Collector[] = [
  organizations,
  identityCenter,
  opensearchDomains,
  rdsDatabases,
  elasticacheCaches,
  memorydbClusters,
  dynamodbTables,
  guarddutyDetectors,
  macieSession,
  securityHub,
  configRecorders,
  cloudwatchAlarms,
  budgets,
  costAnomalies,
  bedrockQuotas,
];
