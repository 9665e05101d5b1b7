import type { Collector } from "#lib/domain/connector.ts";
import { agentcoreGateways } from "./agentcore-gateways.ts";
import { agentcoreCredentialProviders, agentcoreWorkloadIdentities } from "./agentcore-identities.ts";
import { agentcoreMemories } from "./agentcore-memories.ts";
import { agentcorePolicyEngines } from "./agentcore-policy-engines.ts";
import { agentcoreRuntimes } from "./agentcore-runtimes.ts";
import { agentcoreService } from "./agentcore-service.ts";
import { agentcoreBrowsers, agentcoreCodeInterpreters } from "./agentcore-tools.ts";
import { bedrockBatchJobs } from "./bedrock-batch-jobs.ts";
import { bedrockDeployments } from "./bedrock-deployments.ts";
import { bedrockEvaluationJobs } from "./bedrock-evaluation-jobs.ts";
import { bedrockFlows } from "./bedrock-flows.ts";
import { bedrockImportedModels } from "./bedrock-imported-models.ts";
import { bedrockPrompts } from "./bedrock-prompts.ts";

/** Where agents run, what they call and remember, and what else of models there is to keep. */
export const agentCollectors: readonly Collector[] = [
  bedrockFlows,
  bedrockPrompts,
  bedrockEvaluationJobs,
  bedrockImportedModels,
  bedrockDeployments,
  bedrockBatchJobs,
  agentcoreService,
  agentcoreRuntimes,
  agentcoreGateways,
  agentcorePolicyEngines,
  agentcoreMemories,
  agentcoreBrowsers,
  agentcoreCodeInterpreters,
  agentcoreWorkloadIdentities,
  agentcoreCredentialProviders,
];
