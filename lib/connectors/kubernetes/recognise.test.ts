import { describe, expect, test } from "vitest";

import { Container } from "./pod-spec.ts";
import { recognise } from "./recognise.ts";

const container = (image: string, more: object = {}) => Container.parse({ name: "main", image, ...more });
const ports = (...numbers: number[]) => ({ ports: numbers.map((containerPort) => ({ containerPort })) });
const idOf = (image: string, more: object = {}) => recognise(container(image, more))?.id ?? null;

describe("what says a product", () => {
  test.each([
    ["vllm/vllm-openai:v0.10.1", {}, "vllm"],
    ["registry.acme.example:5000/mirror/vllm-openai@sha256:abc", {}, "vllm"],
    ["python:3.12", { command: ["python3", "-m", "vllm.entrypoints.openai.api_server"] }, "vllm"],
    ["acme/base", { command: ["sh", "-c", "exec vllm serve acme/model --api-key $KEY"] }, "vllm"],
    ["acme/chat-vllm", ports(8000), "vllm"],
    ["ollama/ollama", {}, "ollama"],
    ["ollama/ollama:0.5.4", { args: ["serve"] }, "ollama"],
    ["nvcr.io/nvidia/tritonserver:24.05-py3", { args: ["tritonserver", "--model-repository=/m"] }, "triton"],
    ["ghcr.io/huggingface/text-generation-inference:2.4", {}, "tgi"],
    ["ghcr.io/huggingface/text-embeddings-inference:1.5", {}, "tei"],
    ["lmsysorg/sglang:v0.4", { command: ["python3", "-m", "sglang.launch_server"] }, "sglang"],
    ["ghcr.io/ggml-org/llama.cpp:server", {}, "llama-cpp"],
    ["pytorch/torchserve:0.9.0", {}, "torchserve"],
    ["tensorflow/serving:2.16", {}, "tensorflow-serving"],
    ["nvcr.io/nim/meta/llama-3.1-8b-instruct:1.3", {}, "nim"],
    ["rayproject/ray:2.40.0", { command: ["ray", "start", "--head"] }, "ray"],
    ["qdrant/qdrant:v1.12.4", {}, "qdrant"],
    ["cr.weaviate.io/semitechnologies/weaviate:1.27.0", {}, "weaviate"],
    ["milvusdb/milvus:v2.4.15", { command: ["/run.sh", "milvus", "run", "standalone"] }, "milvus"],
    ["chromadb/chroma:0.5.20", {}, "chroma"],
    ["ghcr.io/chroma-core/chroma:1.0", {}, "chroma"],
    ["pgvector/pgvector:pg17", {}, "pgvector"],
    ["ghcr.io/berriai/litellm:main-v1.55", { args: ["--config", "/app/config.yaml"] }, "litellm"],
    ["ghcr.io/mlflow/mlflow:v2.19", { command: ["mlflow", "server"] }, "mlflow"],
    ["quay.io/jupyterhub/k8s-hub:4.1", {}, "jupyterhub"],
    ["quay.io/jupyter/scipy-notebook:2024", {}, "jupyter"],
    ["python:3.12", { args: ["jupyter", "lab", "--ip=0.0.0.0"] }, "jupyter"],
    ["mcp/github:latest", {}, "mcp"],
    ["ghcr.io/github/github-mcp-server", {}, "mcp"],
    ["node:22", { command: ["npx", "-y", "@modelcontextprotocol/server-filesystem", "/data"] }, "mcp"],
  ])("%s with %j is %s", (image, more, expected) => {
    expect(idOf(image, more)).toBe(expected);
  });
});

describe("what only looks like one", () => {
  test.each([
    ["an exporter beside it", "acme/ollama-exporter:1", ports(9100)],
    ["an operator", "milvusdb/milvus-operator:v1", ports(8080)],
    ["a backup of it", "acme/qdrant-backup:1", {}],
    ["a word inside another", "acme/chromatic-aberration", ports(8000)],
    ["the same port alone", "nginx:1.27", ports(8000, 11434, 6333)],
    ["plain Postgres", "postgres:17", ports(5432)],
    ["a web interface for it", "ghcr.io/open-webui/open-webui:main", ports(8080)],
    ["its image, asleep", "vllm/vllm-openai", { command: ["sleep", "infinity"] }],
    ["its image, loading weights", "ollama/ollama", { command: ["ollama", "pull", "llama3"] }],
    ["its image, running another program", "rayproject/ray", { command: ["python", "job.py"] }],
    ["a database being migrated", "ghcr.io/mlflow/mlflow", { command: ["mlflow", "db", "upgrade", "x"] }],
    ["a folder of that name", "busybox", { command: ["ls", "/models/vllm-cache"] }],
    ["a ray of light", "acme/x-ray-viewer", ports(8000)],
    ["an array service", "acme/array", {}],
    ["Triton the language", "acme/triton-kernels", {}],
    ["the minio client", "minio/mc", {}],
    ["a proxy", "envoyproxy/envoy:v1.31", ports(8000)],
    [
      "a worker of a Ray cluster",
      "rayproject/ray:2.40.0",
      { command: ["ray", "start", "--address=head:6379"] },
    ],
    ["nothing", "", {}],
  ])("%s", (_, image, more) => {
    expect(idOf(image, more)).toBeNull();
  });
});
