/** A request that only reads. A list asked by POST is one whose API has no GET for it. */
export type ServerOperation = {
  /** Words in braces come from the call's input. */
  path: string;
  method?: "GET" | "POST";
  /** What is sent with a POST. */
  body?: string;
  /** What a caller needs where the server asks for anything, in its product's words. */
  permission: string;
};

const nothing = "any caller that reaches it";
const key = (product: string) => `a key of ${product} that may list`;

/** Every request the collector makes, by product. Buckets are read through the S3 API besides. */
export const operations: Readonly<Record<string, ServerOperation>> = {
  "mlflow:get-version": { path: "/version", permission: nothing },
  "mlflow:search-registered-models": {
    path: "/api/2.0/mlflow/registered-models/search",
    permission: "a user of MLflow with READ on registered models",
  },
  "mlflow:search-experiments": {
    path: "/api/2.0/mlflow/experiments/search",
    permission: "a user of MLflow with READ on experiments",
  },
  "mlflow:get-run": {
    path: "/api/2.0/mlflow/runs/get",
    permission: "a user of MLflow with READ on experiments",
  },
  "mlflow:metrics": { path: "/metrics", permission: nothing },
  "triton:get-metadata": { path: "/v2", permission: nothing },
  "triton:list-models": {
    path: "/v2/repository/index",
    method: "POST",
    body: "{}",
    permission: "the header of Triton's restricted API",
  },
  "triton:get-model": { path: "/v2/models/{model}", permission: "the header of Triton's restricted API" },
  "triton:metrics": { path: "/metrics", permission: nothing },
  "vllm:get-version": { path: "/version", permission: nothing },
  "vllm:list-models": { path: "/v1/models", permission: key("vLLM") },
  "vllm:metrics": { path: "/metrics", permission: nothing },
  "ollama:get-version": { path: "/api/version", permission: nothing },
  "ollama:list-models": { path: "/api/tags", permission: "whatever the proxy in front of Ollama asks for" },
  "tgi:get-info": { path: "/info", permission: key("TGI") },
  "tgi:metrics": { path: "/metrics", permission: nothing },
  "openai:list-models": { path: "/v1/models", permission: key("the server") },
  "openai:metrics": { path: "/metrics", permission: nothing },
  "litellm:get-readiness": { path: "/health/readiness", permission: nothing },
  "litellm:list-models": { path: "/v1/models", permission: key("LiteLLM") },
  "litellm:list-routes": {
    path: "/model/info",
    permission: "the master key of LiteLLM, or one of an admin viewer",
  },
  "litellm:metrics": { path: "/metrics", permission: nothing },
  "minio:get-health": { path: "/minio/health/live", permission: nothing },
  "minio:list-buckets-openly": { path: "/", permission: nothing },
  "minio:metrics": { path: "/minio/v2/metrics/cluster", permission: nothing },
  "qdrant:get-root": { path: "/", permission: nothing },
  "qdrant:list-collections": { path: "/collections", permission: "a read-only key of Qdrant" },
  "qdrant:metrics": { path: "/metrics", permission: nothing },
  "weaviate:get-meta": { path: "/v1/meta", permission: nothing },
  "weaviate:get-schema": { path: "/v1/schema", permission: "a key of Weaviate that may read the schema" },
  "milvus:list-collections": {
    path: "/v2/vectordb/collections/list",
    method: "POST",
    body: "{}",
    permission: "a user of Milvus with ShowCollections",
  },
  "chroma:get-version": { path: "/api/v2/version", permission: nothing },
  "chroma:list-collections": {
    path: "/api/v2/tenants/default_tenant/databases/default_database/collections",
    permission: "a token of Chroma that may list collections",
  },
  "jupyterhub:get-version": { path: "/hub/api/", permission: nothing },
  "jupyterhub:list-users": { path: "/hub/api/users", permission: "a token of JupyterHub with list:users" },
  "jupyterhub:get-info": { path: "/hub/api/info", permission: "a token of JupyterHub with read:hub" },
  "jupyterhub:get-sign-up": { path: "/hub/signup", permission: nothing },
  "jupyter:get-version": { path: "/api", permission: nothing },
  "jupyter:get-status": { path: "/api/status", permission: "the token of the Jupyter server" },
};

/** Calls of the S3 API to MinIO, with the action that a policy of its own must allow. */
export const bucketOperations: Readonly<Record<string, string>> = {
  ListBuckets: "s3:ListAllMyBuckets",
  GetBucketPolicy: "s3:GetBucketPolicy",
  GetBucketEncryption: "s3:GetEncryptionConfiguration",
  GetBucketVersioning: "s3:GetBucketVersioning",
  GetBucketTagging: "s3:GetBucketTagging",
};

export function operationOf({ service, operation }: { service: string; operation: string }): ServerOperation {
  const found = operations[`${service}:${operation}`];
  if (!found) throw new Error(`Operation ${service}:${operation} is not declared`);
  return found;
}

/** What setup and documentation list: each permission once. */
export const permissions: readonly string[] = [
  ...new Set([
    ...Object.values(operations).map(({ permission }) => permission),
    ...Object.values(bucketOperations),
  ]),
].filter((permission) => permission !== nothing);
