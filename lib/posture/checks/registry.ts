// Written by scripts/gen-registry.ts. Run: npm run gen
import type { Check } from "#lib/domain/check.ts";
import agentToolAuthentication from "./agent-tool/authentication.ts";
import agentToolConfirmation from "./agent-tool/confirmation.ts";
import agentCodeInterpreter from "./agent/code-interpreter.ts";
import agentCustomerKey from "./agent/customer-key.ts";
import agentGuardrail from "./agent/guardrail.ts";
import agentOwnIdentity from "./agent/own-identity.ts";
import agentSessionLifetime from "./agent/session-lifetime.ts";
import awsAiLogGroupKept from "./aws/ai-log-group-kept.ts";
import awsAossDataPolicy from "./aws/aoss-data-policy.ts";
import awsBedrockAgentGuardrailVersion from "./aws/bedrock-agent-guardrail-version.ts";
import awsBedrockAgentMemoryKey from "./aws/bedrock-agent-memory-key.ts";
import awsBedrockCustomModelKey from "./aws/bedrock-custom-model-key.ts";
import awsBedrockGuardrailCredentials from "./aws/bedrock-guardrail-credentials.ts";
import awsBedrockGuardrailExists from "./aws/bedrock-guardrail-exists.ts";
import awsBedrockInvocationLogProtected from "./aws/bedrock-invocation-log-protected.ts";
import awsBedrockInvocationLogging from "./aws/bedrock-invocation-logging.ts";
import awsBedrockModelLifecycle from "./aws/bedrock-model-lifecycle.ts";
import awsCloudtrailBaseline from "./aws/cloudtrail-baseline.ts";
import awsCloudtrailBedrockEvents from "./aws/cloudtrail-bedrock-events.ts";
import awsCloudtrailObjectEvents from "./aws/cloudtrail-object-events.ts";
import awsSagemakerEndpointDataCapture from "./aws/sagemaker-endpoint-data-capture.ts";
import awsSagemakerEndpointKey from "./aws/sagemaker-endpoint-key.ts";
import awsSagemakerModelImage from "./aws/sagemaker-model-image.ts";
import awsSagemakerModelNetworkIsolation from "./aws/sagemaker-model-network-isolation.ts";
import awsSagemakerModelPrivateNetwork from "./aws/sagemaker-model-private-network.ts";
import awsSagemakerNotebookImdsv2 from "./aws/sagemaker-notebook-imdsv2.ts";
import awsSagemakerNotebookInternet from "./aws/sagemaker-notebook-internet.ts";
import buildPrivateResults from "./build/private-results.ts";
import buildSecretsByReference from "./build/secrets-by-reference.ts";
import buildUnprivileged from "./build/unprivileged.ts";
import guardrailContentFilters from "./guardrail/content-filters.ts";
import guardrailDeniedTopics from "./guardrail/denied-topics.ts";
import guardrailGrounding from "./guardrail/grounding.ts";
import guardrailNotOverridable from "./guardrail/not-overridable.ts";
import guardrailPromptAttackFilter from "./guardrail/prompt-attack-filter.ts";
import guardrailSensitiveInformation from "./guardrail/sensitive-information.ts";
import knowledgeBaseCustomerKey from "./knowledge-base/customer-key.ts";
import knowledgeBaseSourcePrivate from "./knowledge-base/source-private.ts";
import knowledgeBaseSourceVersioned from "./knowledge-base/source-versioned.ts";
import knowledgeBaseSourceWriters from "./knowledge-base/source-writers.ts";
import knowledgeBaseVectorStoreAccess from "./knowledge-base/vector-store-access.ts";
import knowledgeBaseVectorStoreKey from "./knowledge-base/vector-store-key.ts";
import trainingJobDataProtected from "./training-job/data-protected.ts";
import trainingJobEncryption from "./training-job/encryption.ts";
import trainingJobNetworkIsolation from "./training-job/network-isolation.ts";
import trainingJobPrivateNetwork from "./training-job/private-network.ts";

export const checks: readonly Check[] = [
  agentToolAuthentication,
  agentToolConfirmation,
  agentCodeInterpreter,
  agentCustomerKey,
  agentGuardrail,
  agentOwnIdentity,
  agentSessionLifetime,
  awsAiLogGroupKept,
  awsAossDataPolicy,
  awsBedrockAgentGuardrailVersion,
  awsBedrockAgentMemoryKey,
  awsBedrockCustomModelKey,
  awsBedrockGuardrailCredentials,
  awsBedrockGuardrailExists,
  awsBedrockInvocationLogProtected,
  awsBedrockInvocationLogging,
  awsBedrockModelLifecycle,
  awsCloudtrailBaseline,
  awsCloudtrailBedrockEvents,
  awsCloudtrailObjectEvents,
  awsSagemakerEndpointDataCapture,
  awsSagemakerEndpointKey,
  awsSagemakerModelImage,
  awsSagemakerModelNetworkIsolation,
  awsSagemakerModelPrivateNetwork,
  awsSagemakerNotebookImdsv2,
  awsSagemakerNotebookInternet,
  buildPrivateResults,
  buildSecretsByReference,
  buildUnprivileged,
  guardrailContentFilters,
  guardrailDeniedTopics,
  guardrailGrounding,
  guardrailNotOverridable,
  guardrailPromptAttackFilter,
  guardrailSensitiveInformation,
  knowledgeBaseCustomerKey,
  knowledgeBaseSourcePrivate,
  knowledgeBaseSourceVersioned,
  knowledgeBaseSourceWriters,
  knowledgeBaseVectorStoreAccess,
  knowledgeBaseVectorStoreKey,
  trainingJobDataProtected,
  trainingJobEncryption,
  trainingJobNetworkIsolation,
  trainingJobPrivateNetwork,
];
