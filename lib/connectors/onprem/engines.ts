import { z } from "zod";

import type { EngineKind } from "./engine-kind.ts";
import type { ServerAnswer } from "./server-answer.ts";

export type EngineRole =
  "model-server" | "llm-gateway" | "model-registry" | "object-store" | "vector-store" | "notebook";

/** How a product is told from others, what it lists, and how it turns strangers away. */
export type Engine = {
  kind: EngineKind;
  title: string;
  role: EngineRole;
  /** The call whose answer says which product it is. */
  identify: string;
  /** Its release, null where the answer is its own and tells none; undefined where the answer is not its own. */
  release: (answer: ServerAnswer) => string | null | undefined;
  /** The call that a stranger should be turned away from. */
  listing: string;
  /** What the listing holds, in the product's own shape. */
  items: z.ZodType<readonly unknown[]>;
  /** An answer without an error status that turns the caller away all the same. */
  refuses?: z.ZodType;
  metrics: string | null;
};

const records = z.array(z.unknown());
const release = z.string().regex(/^v?\d+(\.\d+)+/);
const released = (text: string): string => /\d+(\.\d+)+/.exec(text)?.[0] ?? text;
const bodyHas =
  <T>(shape: z.ZodType<T>, read: (body: T) => string | null) =>
  ({ status, body }: ServerAnswer): string | null | undefined => {
    const parsed = status === 200 ? shape.safeParse(body) : null;
    if (!parsed?.success) return undefined;
    const told = read(parsed.data);
    return told === null ? null : released(told);
  };
const withVersion = bodyHas(z.looseObject({ version: release }), ({ version }) => version);
const field = (name: string) =>
  z.looseObject({ [name]: records }).transform((body) => records.parse(body[name]));
/** OpenAI's own shape of a list. */
const openAiModels = z
  .looseObject({ object: z.literal("list"), data: records })
  .transform(({ data }) => data);

/** In the order in which an address without a kind is asked: what is told for certain comes first. */
export const engines: readonly Engine[] = [
  {
    kind: "minio",
    title: "MinIO",
    role: "object-store",
    identify: "get-health",
    release: ({ server }) => (/^minio/i.test(server ?? "") ? null : undefined),
    listing: "list-buckets-openly",
    items: z
      .string()
      .regex(/<ListAllMyBucketsResult/)
      .transform((): unknown[] => []),
    metrics: "metrics",
  },
  {
    kind: "qdrant",
    title: "Qdrant",
    role: "vector-store",
    identify: "get-root",
    release: bodyHas(
      z.looseObject({ title: z.string().regex(/^qdrant/i), version: release }),
      ({ version }) => version,
    ),
    listing: "list-collections",
    items: z
      .looseObject({ result: z.looseObject({ collections: records }) })
      .transform(({ result }) => result.collections),
    metrics: "metrics",
  },
  {
    kind: "triton",
    title: "Triton",
    role: "model-server",
    identify: "get-metadata",
    release: bodyHas(
      z.looseObject({ name: z.string(), version: release, extensions: z.array(z.string()) }),
      ({ version }) => version,
    ),
    listing: "list-models",
    items: records,
    metrics: "metrics",
  },
  {
    kind: "ollama",
    title: "Ollama",
    role: "model-server",
    identify: "get-version",
    release: withVersion,
    listing: "list-models",
    items: field("models"),
    metrics: null,
  },
  {
    kind: "litellm",
    title: "LiteLLM",
    role: "llm-gateway",
    identify: "get-readiness",
    release: bodyHas(z.looseObject({ litellm_version: release }), ({ litellm_version: version }) => version),
    listing: "list-models",
    items: openAiModels,
    metrics: "metrics",
  },
  {
    kind: "jupyterhub",
    title: "JupyterHub",
    role: "notebook",
    identify: "get-version",
    release: withVersion,
    listing: "list-users",
    items: records,
    metrics: null,
  },
  {
    kind: "weaviate",
    title: "Weaviate",
    role: "vector-store",
    identify: "get-meta",
    release: bodyHas(
      z.looseObject({ version: release, modules: z.unknown(), hostname: z.string() }),
      ({ version }) => version,
    ),
    listing: "get-schema",
    items: field("classes"),
    metrics: null,
  },
  {
    kind: "chroma",
    title: "Chroma",
    role: "vector-store",
    identify: "get-version",
    release: bodyHas(release, (version) => version),
    listing: "list-collections",
    items: records,
    metrics: null,
  },
  {
    kind: "milvus",
    title: "Milvus",
    role: "vector-store",
    identify: "list-collections",
    release: ({ body }) => (z.looseObject({ code: z.number() }).safeParse(body).success ? null : undefined),
    listing: "list-collections",
    items: z.looseObject({ code: z.literal(0), data: records }).transform(({ data }) => data),
    // It turns a caller away with a code of its own in an answer that is otherwise well.
    refuses: z.looseObject({ code: z.literal(1800) }),
    metrics: null,
  },
  {
    kind: "mlflow",
    title: "MLflow",
    role: "model-registry",
    identify: "get-version",
    release: bodyHas(release, (version) => version),
    listing: "search-registered-models",
    // A registry without models answers with an empty object.
    items: z
      .looseObject({ registered_models: records.optional(), next_page_token: z.string().optional() })
      .transform((body) => body.registered_models ?? []),
    metrics: "metrics",
  },
  {
    kind: "tgi",
    title: "Text Generation Inference",
    role: "model-server",
    identify: "get-info",
    release: bodyHas(z.looseObject({ model_id: z.string(), version: release }), ({ version }) => version),
    listing: "get-info",
    items: z.looseObject({ model_id: z.string() }).transform((info): unknown[] => [info]),
    metrics: "metrics",
  },
  {
    kind: "vllm",
    title: "vLLM",
    role: "model-server",
    identify: "get-version",
    release: withVersion,
    listing: "list-models",
    items: openAiModels,
    metrics: "metrics",
  },
  {
    kind: "openai",
    title: "OpenAI-compatible server",
    role: "model-server",
    identify: "list-models",
    release: bodyHas(openAiModels, () => null),
    listing: "list-models",
    items: openAiModels,
    metrics: "metrics",
  },
  {
    kind: "jupyter",
    title: "Jupyter",
    role: "notebook",
    identify: "get-version",
    release: withVersion,
    listing: "get-status",
    items: z.looseObject({ started: z.string() }).transform((): unknown[] => []),
    metrics: null,
  },
];

export const engineOf = (kind: EngineKind): Engine => {
  const engine = engines.find((one) => one.kind === kind);
  if (!engine) throw new Error(`There is no engine ${kind}`);
  return engine;
};
