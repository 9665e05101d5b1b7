/** Products that the connector knows how to ask, by the word the inventory writes. */
export const engineKinds = [
  "mlflow",
  "triton",
  "vllm",
  "ollama",
  "tgi",
  "openai",
  "litellm",
  "minio",
  "qdrant",
  "weaviate",
  "milvus",
  "chroma",
  "jupyterhub",
  "jupyter",
] as const;
export type EngineKind = (typeof engineKinds)[number];

/** Ports at which a machine is asked where the inventory names the machine alone. */
export const wellKnownPorts = [443, 3000, 4000, 5000, 6333, 8000, 8080, 8888, 9000, 11434, 19530] as const;
