import {
  chromaProof,
  jupyterProof,
  keyedBy,
  litellmProof,
  milvusProof,
  mlflowProof,
  never,
  postgresProof,
  qdrantProof,
  rayProof,
  torchserveProof,
  tritonProof,
  undecided,
  weaviateProof,
  type ReadProof,
} from "./server-proof.ts";

export type EngineKind =
  "model-server" | "vector-store" | "llm-gateway" | "mcp-server" | "notebook" | "model-registry";

/** How a product is told from others, and how its callers prove themselves. */
export type Engine = {
  id: string;
  title: string;
  kind: EngineKind;
  /** The end of an image's repository, which says the product by itself. */
  image: RegExp;
  /** Words of a command that say it whatever the image. */
  command: RegExp | null;
  /** A word in an image's name that says it only together with a port of `ports`. */
  word: RegExp | null;
  ports: readonly number[];
  /** An argument by which the same program joins another server instead of being one. */
  joins: RegExp | null;
  proof: ReadProof;
};

const wordOf = (word: string): RegExp => new RegExp(`(^|[/_.-])${word}([_.-]|$)`);
const define = (
  id: string,
  title: string,
  kind: EngineKind,
  {
    image,
    command,
    word,
    ports,
    joins,
    proof,
  }: Omit<Engine, "id" | "title" | "kind" | "command" | "word" | "joins"> & {
    command?: RegExp;
    word?: string;
    joins?: RegExp;
  },
): Engine => ({
  id,
  title,
  kind,
  image,
  command: command ?? null,
  word: word === undefined ? null : wordOf(word),
  ports,
  joins: joins ?? null,
  proof,
});

const apiKey = keyedBy({ flags: ["--api-key"], variables: ["API_KEY"] });

/** Order matters where one product's image holds another: what is more particular stands first. */
export const engines: readonly Engine[] = [
  define("vllm", "vLLM", "model-server", {
    image: /(^|\/)vllm(-(openai|cpu|cpu-release-repo|tpu|rocm|gaudi|hpu|neuron|arm|cuda))?$/,
    command: /^vllm$|^vllm\.entrypoints\.|(^|\/)vllm$/,
    word: "vllm",
    ports: [8000],
    proof: keyedBy({ flags: ["--api-key"], variables: ["VLLM_API_KEY"] }),
  }),
  define("ollama", "Ollama", "model-server", {
    image: /(^|\/)ollama$/,
    command: /^(\/\S*\/)?ollama$/,
    word: "ollama",
    ports: [11434],
    proof: never("Ollama"),
  }),
  define("triton", "Triton Inference Server", "model-server", {
    image: /(^|\/)tritonserver$/,
    command: /^(\/\S*\/)?tritonserver$/,
    word: "triton(server)?",
    ports: [8000, 8001],
    proof: tritonProof,
  }),
  define("tgi", "Text Generation Inference", "model-server", {
    image: /(^|\/)(text-generation-inference|tgi(-(inf2|gaudi|neuronx|rocm|tpu))?)$/,
    command: /^(\/\S*\/)?text-generation-launcher$/,
    ports: [80, 8080, 3000],
    proof: apiKey,
  }),
  define("tei", "Text Embeddings Inference", "model-server", {
    image: /(^|\/)text-embeddings-inference$/,
    command: /^(\/\S*\/)?text-embeddings-router$/,
    ports: [80, 8080, 3000],
    proof: apiKey,
  }),
  define("sglang", "SGLang", "model-server", {
    image: /(^|\/)sglang$/,
    command: /^sglang\.launch_server$|^(\/\S*\/)?sglang$/,
    word: "sglang",
    ports: [30000],
    proof: keyedBy({ flags: ["--api-key"] }),
  }),
  define("llama-cpp", "llama.cpp server", "model-server", {
    image: /(^|\/)llama\.cpp$/,
    command: /^(\/\S*\/)?llama-server$/,
    ports: [8080],
    proof: keyedBy({ flags: ["--api-key", "--api-key-file"], variables: ["LLAMA_API_KEY"] }),
  }),
  define("localai", "LocalAI", "model-server", {
    image: /(^|\/)local-?ai$/,
    command: /^(\/\S*\/)?local-ai$/,
    ports: [8080],
    proof: keyedBy({ flags: ["--api-keys"], variables: ["LOCALAI_API_KEY", "API_KEY"] }),
  }),
  define("torchserve", "TorchServe", "model-server", {
    image: /(^|\/)torchserve(-(kfs|nightly))?$/,
    command: /^(\/\S*\/)?torchserve$/,
    ports: [8080, 8081, 7070],
    proof: torchserveProof,
  }),
  define("tensorflow-serving", "TensorFlow Serving", "model-server", {
    image: /(^|\/)tensorflow\/serving$|(^|\/)tensorflow-serving$/,
    command: /^(\/\S*\/)?tensorflow_model_server$/,
    ports: [8500, 8501],
    proof: never("TensorFlow Serving"),
  }),
  define("nim", "NVIDIA NIM", "model-server", {
    image: /(^|\/)nim\/[a-z0-9-]+\/[a-z0-9._-]+$/,
    ports: [8000],
    proof: never("NIM"),
  }),
  define("ray", "Ray", "model-server", {
    image: /(^|\/)(rayproject\/)?ray(-(ml|llm))?$/,
    command: /^(\/\S*\/)?ray$/,
    ports: [8265, 10001, 8000],
    joins: /^--address(=|$)/,
    proof: rayProof,
  }),
  define("xinference", "Xinference", "model-server", {
    image: /(^|\/)xinference$/,
    command: /^xinference(-local|-supervisor)?$/,
    ports: [9997],
    proof: keyedBy({ flags: ["--auth-config"] }),
  }),
  define("lmdeploy", "LMDeploy", "model-server", {
    image: /(^|\/)lmdeploy$/,
    command: /^lmdeploy$/,
    ports: [23333],
    proof: keyedBy({ flags: ["--api-keys"] }),
  }),
  define("infinity", "Infinity", "model-server", {
    image: /(^|\/)michaelf34\/infinity$/,
    command: /^infinity_emb$/,
    ports: [7997],
    proof: keyedBy({ flags: ["--api-key"], variables: ["INFINITY_API_KEY"] }),
  }),
  define("qdrant", "Qdrant", "vector-store", {
    image: /(^|\/)qdrant(-unprivileged)?$/,
    word: "qdrant",
    ports: [6333, 6334],
    proof: qdrantProof,
  }),
  define("weaviate", "Weaviate", "vector-store", {
    image: /(^|\/)weaviate$/,
    word: "weaviate",
    ports: [8080, 50051],
    proof: weaviateProof,
  }),
  define("milvus", "Milvus", "vector-store", {
    image: /(^|\/)milvus(-gpu)?$/,
    word: "milvus",
    ports: [19530],
    proof: milvusProof,
  }),
  define("chroma", "Chroma", "vector-store", {
    image: /(^|\/)(chroma-core\/|chromadb\/)?chroma(db)?$/,
    word: "chroma(db)?",
    ports: [8000],
    proof: chromaProof,
  }),
  define("pgvector", "Postgres with pgvector", "vector-store", {
    image: /(^|\/)pgvector(s|\.rs)?$|(^|\/)pgvecto-rs$|(^|\/)timescaledb-ai$/,
    ports: [5432],
    proof: postgresProof,
  }),
  define("litellm", "LiteLLM", "llm-gateway", {
    image: /(^|\/)litellm(-(database|non_root|proxy))?$/,
    command: /^(\/\S*\/)?litellm$/,
    word: "litellm",
    ports: [4000],
    proof: litellmProof,
  }),
  define("portkey", "Portkey gateway", "llm-gateway", {
    image: /(^|\/)portkeyai\/gateway$/,
    ports: [8787],
    proof: () => undecided("Callers bring the keys of the models themselves"),
  }),
  define("mlflow", "MLflow", "model-registry", {
    image: /(^|\/)mlflow$/,
    command: /^(\/\S*\/)?mlflow$/,
    word: "mlflow",
    ports: [5000],
    proof: mlflowProof,
  }),
  define("jupyterhub", "JupyterHub", "notebook", {
    image: /(^|\/)(k8s-hub|jupyterhub)$/,
    command: /^(\/\S*\/)?jupyterhub$/,
    ports: [8000, 8081],
    proof: () => undecided("Which authenticator it uses is in its configuration"),
  }),
  define("kubeflow-notebook", "Kubeflow notebook", "notebook", {
    image: /(^|\/)kubeflownotebookswg\/(jupyter|codeserver|rstudio)[a-z0-9-]*$/,
    ports: [8888],
    proof: () => undecided("Kubeflow's own gateway is to stand in front of it"),
  }),
  define("jupyter", "Jupyter", "notebook", {
    image:
      /(^|\/)(base|minimal|scipy|datascience|pytorch|tensorflow|all-spark|pyspark|r|julia)-notebook$|(^|\/)jupyter-[a-z-]+-(full|cuda-full)$/,
    command: /^(\/\S*\/)?(jupyter|jupyter-(lab|notebook|server)|start-notebook\.(sh|py))$/,
    word: "jupyter(lab)?",
    ports: [8888],
    proof: jupyterProof,
  }),
  define("mcp", "MCP server", "mcp-server", {
    image: /(^|\/)mcp\/[a-z0-9._-]+$|(^|\/)[a-z0-9-]*mcp-server(-[a-z0-9-]+)?$|(^|\/)mcp-[a-z0-9-]+-server$/,
    command:
      /^@modelcontextprotocol\/server-|^(\/\S*\/)?mcp-server-[a-z0-9-]+$|^(\/\S*\/)?mcpo$|^(\/\S*\/)?supergateway$/,
    ports: [8000, 8080, 3000],
    proof: () => undecided("How an MCP server asks its callers is decided in its code"),
  }),
];
