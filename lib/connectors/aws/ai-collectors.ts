import type { Collector } from "#lib/domain/connector.ts";
import { bedrockAgents } from "./bedrock-agents.ts";
import { bedrockCustomModels } from "./bedrock-custom-models.ts";
import { bedrockCustomizationJobs } from "./bedrock-customization-jobs.ts";
import { bedrockGuardrails } from "./bedrock-guardrails.ts";
import { bedrockKnowledgeBases } from "./bedrock-knowledge-bases.ts";
import { bedrockModels } from "./bedrock-models.ts";
import { bedrockService } from "./bedrock-service.ts";
import { cloudtrailTrails } from "./cloudtrail-trails.ts";
import { codebuildProjects } from "./codebuild-projects.ts";
import { ecrRepositories } from "./ecr-repositories.ts";
import { logGroups } from "./log-groups.ts";
import { opensearchServerless } from "./opensearch-serverless.ts";
import { sagemakerEndpoints } from "./sagemaker-endpoints.ts";
import { sagemakerModels } from "./sagemaker-models.ts";
import { sagemakerNotebooks } from "./sagemaker-notebooks.ts";
import { sagemakerTrainingJobs } from "./sagemaker-training-jobs.ts";
import { secretsManager } from "./secrets-manager.ts";

/** What makes, grounds, serves, ships and watches models. */
export const aiCollectors: readonly Collector[] = [
  bedrockService,
  bedrockGuardrails,
  bedrockModels,
  bedrockCustomModels,
  bedrockCustomizationJobs,
  bedrockAgents,
  bedrockKnowledgeBases,
  opensearchServerless,
  sagemakerNotebooks,
  sagemakerModels,
  sagemakerEndpoints,
  sagemakerTrainingJobs,
  ecrRepositories,
  codebuildProjects,
  cloudtrailTrails,
  logGroups,
  secretsManager,
];
