import type { Collector } from "#lib/domain/connector.ts";
import { batchJobDefinitions } from "./batch-job-definitions.ts";
import { bedrockQuotas } from "./bedrock-quotas.ts";
import { budgets } from "./budgets.ts";
import { changeLog } from "./change-log.ts";
import { cloudfrontDistributions } from "./cloudfront-distributions.ts";
import { cloudwatchAlarms } from "./cloudwatch-alarms.ts";
import { cognitoIdentityPools, cognitoUserPools } from "./cognito-pools.ts";
import { configRecorders } from "./config-recorders.ts";
import { costAnomalies } from "./cost-anomalies.ts";
import { dynamodbTables } from "./dynamodb-tables.ts";
import { ec2GpuInstances } from "./ec2-gpu-instances.ts";
import { ecsWorkloads } from "./ecs-workloads.ts";
import { eksClusters } from "./eks-clusters.ts";
import { elasticacheCaches } from "./elasticache-caches.ts";
import { guarddutyDetectors } from "./guardduty-detectors.ts";
import { identityCenter } from "./identity-center.ts";
import { loadBalancers } from "./load-balancers.ts";
import { macieSession } from "./macie-session.ts";
import { memorydbClusters } from "./memorydb-clusters.ts";
import { opensearchDomains } from "./opensearch-domains.ts";
import { organizations } from "./organizations.ts";
import { rdsDatabases } from "./rds-databases.ts";
import { securityHub } from "./security-hub.ts";
import { vpcNetworks } from "./vpc-networks.ts";
import { wafAcls } from "./waf-acls.ts";

const governing = [organizations, identityCenter, cognitoUserPools, cognitoIdentityPools];
const storing = [opensearchDomains, rdsDatabases, elasticacheCaches, memorydbClusters, dynamodbTables];
const hosting = [ecsWorkloads, batchJobDefinitions, ec2GpuInstances, eksClusters];
const reaching = [cloudfrontDistributions, loadBalancers, wafAcls, vpcNetworks];
const watching = [
  guarddutyDetectors,
  macieSession,
  securityHub,
  configRecorders,
  cloudwatchAlarms,
  budgets,
  costAnomalies,
  bedrockQuotas,
  changeLog,
];

/** What stands around AI: who governs it, what watches it, what it costs, and the services it is built of. */
export const platformCollectors: readonly Collector[] = [
  ...governing,
  ...storing,
  ...hosting,
  ...reaching,
  ...watching,
];
