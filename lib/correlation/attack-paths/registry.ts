// Written by scripts/gen-registry.ts. Run: npm run gen
import type { AttackPath } from "#lib/domain/attack-path.ts";
import agentActsBeyondItsCaller from "./agent-acts-beyond-its-caller.ts";
import agentDelegatesToPrivilegedAgent from "./agent-delegates-to-privileged-agent.ts";
import agentIdentityToSecrets from "./agent-identity-to-secrets.ts";
import broadWriterToActingAgent from "./broad-writer-to-acting-agent.ts";
import broadWriterToDeployedModel from "./broad-writer-to-deployed-model.ts";
import callToUnwatchedModel from "./call-to-unwatched-model.ts";
import clearCredentialToAiService from "./clear-credential-to-ai-service.ts";
import credentialInPrompt from "./credential-in-prompt.ts";
import dormantKeyToModelAdministration from "./dormant-key-to-model-administration.ts";
import exposedAppToOverridableFilter from "./exposed-app-to-overridable-filter.ts";
import exposedComputeToSecrets from "./exposed-compute-to-secrets.ts";
import exposedIndexOfSensitiveData from "./exposed-index-of-sensitive-data.ts";
import exposedNotebookToModelArtifacts from "./exposed-notebook-to-model-artifacts.ts";
import foreignAccountToModel from "./foreign-account-to-model.ts";
import keyOpenedIndexOfSensitiveData from "./key-opened-index-of-sensitive-data.ts";
import leakedKeyInPublicRepository from "./leaked-key-in-public-repository.ts";
import longLivedKeyToUnwatchedService from "./long-lived-key-to-unwatched-service.ts";
import movingImageToModelFiles from "./moving-image-to-model-files.ts";
import openAppWithModelKey from "./open-app-with-model-key.ts";
import openInferenceServerToStores from "./open-inference-server-to-stores.ts";
import openToolServerToCloudRole from "./open-tool-server-to-cloud-role.ts";
import openToolServer from "./open-tool-server.ts";
import openTrainingDataToDeployedModel from "./open-training-data-to-deployed-model.ts";
import openWayInToSensitiveGrounding from "./open-way-in-to-sensitive-grounding.ts";
import openWayInToUnguardedModel from "./open-way-in-to-unguarded-model.ts";
import passRoleToPrivilegedTraining from "./pass-role-to-privileged-training.ts";
import passRoleToSensitiveData from "./pass-role-to-sensitive-data.ts";
import pipelineKeyToModelSettings from "./pipeline-key-to-model-settings.ts";
import promptLogToWideReaders from "./prompt-log-to-wide-readers.ts";
import publicEndpointWithBroadIdentity from "./public-endpoint-with-broad-identity.ts";
import publicKeyEndpointWithoutGuardrail from "./public-key-endpoint-without-guardrail.ts";
import readableSensitiveGrounding from "./readable-sensitive-grounding.ts";
import replaceableImageToPrivilegedWorkload from "./replaceable-image-to-privileged-workload.ts";
import sensitiveTrainingToUnfilteredModel from "./sensitive-training-to-unfiltered-model.ts";
import sharedUnownedKey from "./shared-unowned-key.ts";
import unlimitedSpendBehindKey from "./unlimited-spend-behind-key.ts";
import unloggedKeyService from "./unlogged-key-service.ts";
import unpinnedToolToAgentWithSecrets from "./unpinned-tool-to-agent-with-secrets.ts";
import unpinnedWorkflowToPrivilegedIdentity from "./unpinned-workflow-to-privileged-identity.ts";
import unthrottledKeyApiToModel from "./unthrottled-key-api-to-model.ts";
import untrustedContentToActingTool from "./untrusted-content-to-acting-tool.ts";
import untrustedContentToOutboundTool from "./untrusted-content-to-outbound-tool.ts";
import unverifiedModelToInferenceIdentity from "./unverified-model-to-inference-identity.ts";
import vulnerableWorkloadToModel from "./vulnerable-workload-to-model.ts";
import writableGrounding from "./writable-grounding.ts";

export const attackPaths: readonly AttackPath[] = [
  agentActsBeyondItsCaller,
  agentDelegatesToPrivilegedAgent,
  agentIdentityToSecrets,
  broadWriterToActingAgent,
  broadWriterToDeployedModel,
  callToUnwatchedModel,
  clearCredentialToAiService,
  credentialInPrompt,
  dormantKeyToModelAdministration,
  exposedAppToOverridableFilter,
  exposedComputeToSecrets,
  exposedIndexOfSensitiveData,
  exposedNotebookToModelArtifacts,
  foreignAccountToModel,
  keyOpenedIndexOfSensitiveData,
  leakedKeyInPublicRepository,
  longLivedKeyToUnwatchedService,
  movingImageToModelFiles,
  openAppWithModelKey,
  openInferenceServerToStores,
  openToolServerToCloudRole,
  openToolServer,
  openTrainingDataToDeployedModel,
  openWayInToSensitiveGrounding,
  openWayInToUnguardedModel,
  passRoleToPrivilegedTraining,
  passRoleToSensitiveData,
  pipelineKeyToModelSettings,
  promptLogToWideReaders,
  publicEndpointWithBroadIdentity,
  publicKeyEndpointWithoutGuardrail,
  readableSensitiveGrounding,
  replaceableImageToPrivilegedWorkload,
  sensitiveTrainingToUnfilteredModel,
  sharedUnownedKey,
  unlimitedSpendBehindKey,
  unloggedKeyService,
  unpinnedToolToAgentWithSecrets,
  unpinnedWorkflowToPrivilegedIdentity,
  unthrottledKeyApiToModel,
  untrustedContentToActingTool,
  untrustedContentToOutboundTool,
  unverifiedModelToInferenceIdentity,
  vulnerableWorkloadToModel,
  writableGrounding,
];
