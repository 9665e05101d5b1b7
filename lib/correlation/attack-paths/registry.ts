// Written by scripts/gen-registry.ts. Run: npm run gen
import type { AttackPath } from "#lib/domain/attack-path.ts";
import broadWriterToActingAgent from "./broad-writer-to-acting-agent.ts";
import clearCredentialToAiService from "./clear-credential-to-ai-service.ts";
import exposedAppToOverridableFilter from "./exposed-app-to-overridable-filter.ts";
import exposedComputeToSecrets from "./exposed-compute-to-secrets.ts";
import exposedIndexOfSensitiveData from "./exposed-index-of-sensitive-data.ts";
import exposedNotebookToModelArtifacts from "./exposed-notebook-to-model-artifacts.ts";
import openToolServer from "./open-tool-server.ts";
import openTrainingDataToDeployedModel from "./open-training-data-to-deployed-model.ts";
import openWayInToSensitiveGrounding from "./open-way-in-to-sensitive-grounding.ts";
import openWayInToUnguardedModel from "./open-way-in-to-unguarded-model.ts";
import passRoleToPrivilegedTraining from "./pass-role-to-privileged-training.ts";
import readableSensitiveGrounding from "./readable-sensitive-grounding.ts";
import replaceableImageToPrivilegedWorkload from "./replaceable-image-to-privileged-workload.ts";
import unloggedKeyService from "./unlogged-key-service.ts";
import writableGrounding from "./writable-grounding.ts";

export const attackPaths: readonly AttackPath[] = [
  broadWriterToActingAgent,
  clearCredentialToAiService,
  exposedAppToOverridableFilter,
  exposedComputeToSecrets,
  exposedIndexOfSensitiveData,
  exposedNotebookToModelArtifacts,
  openToolServer,
  openTrainingDataToDeployedModel,
  openWayInToSensitiveGrounding,
  openWayInToUnguardedModel,
  passRoleToPrivilegedTraining,
  readableSensitiveGrounding,
  replaceableImageToPrivilegedWorkload,
  unloggedKeyService,
  writableGrounding,
];
