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
import { comprehendFlywheels } from "./comprehend-flywheels.ts";
import { comprehendJobs } from "./comprehend-jobs.ts";
import { comprehendModels } from "./comprehend-models.ts";
import { kendraIndices } from "./kendra-indices.ts";
import { qbusinessApplications } from "./qbusiness-applications.ts";
import { sagemakerClusters } from "./sagemaker-clusters.ts";
import { sagemakerDomains } from "./sagemaker-domains.ts";
import { sagemakerFeatureGroups } from "./sagemaker-feature-groups.ts";
import { sagemakerJobs } from "./sagemaker-jobs.ts";
import { sagemakerLifecycleConfigs } from "./sagemaker-lifecycle-configs.ts";
import { sagemakerModelCards } from "./sagemaker-model-cards.ts";
import { sagemakerMonitoringJobs, sagemakerMonitors } from "./sagemaker-monitors.ts";
import { sagemakerPipelines } from "./sagemaker-pipelines.ts";
import { sagemakerRegistry } from "./sagemaker-registry.ts";
import { sagemakerStudio } from "./sagemaker-studio.ts";

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
  sagemakerDomains,
  sagemakerStudio,
  sagemakerLifecycleConfigs,
  sagemakerFeatureGroups,
  sagemakerPipelines,
  sagemakerRegistry,
  sagemakerModelCards,
  sagemakerMonitors,
  sagemakerMonitoringJobs,
  sagemakerJobs,
  sagemakerClusters,
  qbusinessApplications,
  kendraIndices,
  comprehendModels,
  comprehendFlywheels,
  comprehendJobs,
];
