import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

const names = z.array(z.string());

/** What is said of every server that answered at an address the user named. */
const server = {
  /** The product: `vllm`, `qdrant`, `mlflow`. */
  engine: z.string(),
  version: z.string().nullable(),
  /** Scheme, host and port, as it was asked. */
  url: z.string(),
  /** TLS protects what callers send and get. */
  encrypted: z.boolean(),
  /** How callers prove themselves, seen by asking without anything in hand. */
  authentication: z.enum(["none", "key", "identity"]),
  /** What it answered to a caller with nothing in hand. */
  authenticationReason: z.string(),
  /** Anybody reads its metrics at this address. */
  openMetrics: z.boolean(),
};

export const onPremisesResourceTypes = defineResourceTypes({
  "onprem.machine": {
    title: "Machine on premises",
    class: "compute",
    layer: "api",
    properties: z.object({
      addresses: names,
      /** Products that answer on it. */
      engines: names,
    }),
  },
  "onprem.model-server": {
    title: "Model server on premises",
    class: "model-deployment",
    layer: "model",
    properties: z.object({
      ...server,
      /** Callers may load and unload models; null where its product has no such switch. */
      takesModelOrders: z.boolean().nullable(),
    }),
  },
  "onprem.model": {
    title: "Model served on premises",
    class: "model",
    layer: "model",
    properties: z.object({
      source: z.string(),
      /** `pickle` can run code when it is loaded; `safe` formats hold numbers alone. */
      weightsFormat: z.enum(["pickle", "safe", "unstated"]),
    }),
  },
  "onprem.llm-gateway": {
    title: "LLM gateway on premises",
    class: "api",
    layer: "api",
    properties: z.object(server),
  },
  "onprem.model-registry": {
    title: "Model registry on premises",
    class: "model-registry",
    layer: "pipeline",
    properties: z.object({ ...server, experimentCount: z.number(), modelCount: z.number() }),
  },
  "onprem.registered-model": {
    title: "Registered model on premises",
    class: "model",
    layer: "model",
    properties: z.object({
      /** The version that is used: aliased, in production, or the newest. */
      version: z.string().nullable(),
      stage: z.string().nullable(),
      aliases: names,
      /** Where the version's files lie. */
      source: z.string().nullable(),
      /** A signature or a digest is noted among its tags. */
      signed: z.boolean(),
      /** Names of what its run measured. */
      measures: names,
    }),
  },
  "onprem.object-store": {
    title: "Object store on premises",
    class: "api",
    layer: "data",
    properties: z.object(server),
  },
  "onprem.bucket": {
    title: "Bucket on premises",
    class: "data-store",
    layer: "data",
    properties: z.object({
      /** Actions that its policy allows to everybody. */
      publicActions: names,
    }),
  },
  "onprem.vector-store": {
    title: "Vector database on premises",
    class: "vector-store",
    layer: "data",
    properties: z.object({ ...server, collections: names }),
  },
  "onprem.notebook": {
    title: "Notebook server on premises",
    class: "notebook",
    layer: "pipeline",
    properties: z.object({
      ...server,
      /** Anybody may make himself an account. */
      selfSignUp: z.boolean(),
      /** The authenticator's own name; null where it has none. */
      authenticator: z.string().nullable(),
    }),
  },
});
