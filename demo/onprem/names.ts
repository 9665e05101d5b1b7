const at = (host: string, port = ""): string => `https://${host}.pricing.acme.internal${port}`;

export const site = "acme-basel";
export const lab = "pricing-lab";
export const urls = {
  mlflow: at("mlflow"),
  triton: at("triton", ":8000"),
  minio: at("minio", ":9000"),
  vllm: at("vllm", ":8000"),
  gateway: at("llm", ":4000"),
  qdrant: at("qdrant", ":6333"),
  hub: at("hub"),
} as const;

export const models = ["motor-premium", "household-risk"] as const;
export const chatModel = "mistral-small-pricing";
export const buckets = ["mlflow-artifacts", "pricing-training"] as const;
