import type { Row } from "../row.ts";
import { agentcore } from "./agentcore.ts";
import { agentcoreTools } from "./agentcore-tools.ts";
import { apis } from "./apis.ts";
import { bedrock } from "./bedrock.ts";
import { bedrockAgents } from "./bedrock-agents.ts";
import { bedrockFlows } from "./bedrock-flows.ts";
import { buckets } from "./buckets.ts";
import { caches } from "./caches.ts";
import { clusters } from "./clusters.ts";
import { containerRows } from "./containers.ts";
import { databases } from "./databases.ts";
import { hosting } from "./hosting.ts";
import { identities } from "./identities.ts";
import { keys } from "./keys.ts";
import { logs } from "./logs.ts";
import { networks } from "./networks.ts";
import { sagemaker } from "./sagemaker.ts";
import { sagemakerEndpoints } from "./sagemaker-endpoints.ts";
import { sagemakerPipelines } from "./sagemaker-pipelines.ts";
import { stores } from "./stores.ts";

export const awsRows: readonly Row[] = [
  ...identities,
  ...buckets,
  ...keys,
  ...logs,
  ...networks,
  ...hosting,
  ...containerRows,
  ...clusters,
  ...apis,
  ...stores,
  ...databases,
  ...caches,
  ...bedrock,
  ...bedrockAgents,
  ...bedrockFlows,
  ...agentcore,
  ...agentcoreTools,
  ...sagemaker,
  ...sagemakerEndpoints,
  ...sagemakerPipelines,
];
