import type { Fix } from "./attack-path.ts";

type Made = (stop: number, change: string) => Fix;

const fix =
  (aspect: string, effort: Fix["effort"], checks: readonly string[]): Made =>
  (stop, change) => ({ aspect, stop, change, effort, checks });

/** Changes that several shapes name, each with the checks that see it, so that one change is one everywhere. */
export const requireAuthentication = fix("require-authentication", "low", [
  "*/authentication",
  "kubernetes/*-authentication",
  "azure/apim-exposure",
  "gcp/*-not-every-google-account",
]);
export const removePublicNetwork = fix("remove-public-network", "medium", [
  "kubernetes/*-exposed",
  "*/not-reachable-from-public-network",
]);
export const restrictNetwork = fix("restrict-network", "medium", [
  "*/not-reachable-from-public-network",
  "azure/ai-account-firewall",
  "*private-endpoint*",
]);
export const disableKeys = fix("disable-keys", "medium", ["*/requires-identity-not-keys"]);
export const narrowIdentity = fix("narrow-identity", "medium", [
  "identity/ai-*",
  "kubernetes/identity-takeover",
  "azure/identity-not-contributor",
  "azure/principal-no-standing-management",
  "gcp/ai-service-account-*",
]);
export const unmountToken = fix("unmount-token", "low", ["kubernetes/model-token"]);
/** Takes single rights from an identity that may be narrow already. */
export const withdrawAccess = fix("withdraw-access", "medium", ["identity/ai-*"]);
export const attachGuardrail = fix("attach-guardrail", "low", [
  "agent/guardrail",
  "azure/openai-content-filter",
  "guardrail/*",
]);
export const blockPublicWrite = fix("block-public-write", "low", [
  "data-store/not-publicly-writable",
  "data-store/public-access-blocked",
]);
export const restrictWriters = fix("restrict-writers", "medium", [
  "knowledge-base/source-writers",
  "model/training-data-*",
  "data-store/versioning",
]);
export const pinByDigest = fix("pin-by-digest", "low", ["image/*", "image-registry/immutable-tags"]);
export const moveSecretToStore = fix("move-secret-to-store", "low", ["*/secrets-by-reference"]);
export const logRequests = fix("log-requests", "low", ["*/logs-requests", "azure/diagnostic-setting-sends"]);
export const narrowTrust = fix("narrow-trust", "low", [
  "identity/federation-exact",
  "aws/iam-external-trust",
  "aws/iam-confused-deputy",
]);
