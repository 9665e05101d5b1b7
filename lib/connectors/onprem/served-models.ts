import { z } from "zod";

import type { Batch } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { EngineKind } from "./engine-kind.ts";
import type { Target } from "./inventory.ts";
import { machineKey, modelKey, serverKey } from "./names.ts";
import type { FoundServer } from "./read-server.ts";

type Served = {
  name: string;
  source: string;
  version: string | null;
  weightsFormat: "pickle" | "safe" | "unstated";
};

const pickleFile = /\.(pt|pth|pkl|pickle|bin|ckpt|joblib|dill|mar)$/i;
const safeFile = /\.(safetensors|gguf|ggml|onnx|plan|engine|tflite)$/i;
const formatOf = (source: string): Served["weightsFormat"] => {
  if (pickleFile.test(source)) return "pickle";
  return safeFile.test(source) ? "safe" : "unstated";
};

const text = z.string().min(1).max(500);
const Triton = z.looseObject({ name: text, version: z.string().nullish(), platform: z.string().nullish() });
const Ollama = z.looseObject({
  name: text,
  digest: z.string().nullish(),
  details: z.looseObject({ format: z.string().nullish() }).nullish(),
});
const Tgi = z.looseObject({ model_id: text, model_sha: z.string().nullish() });
const OpenAi = z.looseObject({ id: text, root: z.string().max(500).nullish() });

/** Formats that Triton's backends load without running anything that lies in them. */
const safePlatform = /^(tensorrt_plan|onnxruntime_onnx|openvino|onnxruntime|tensorrt)$/;

const readers: Readonly<Partial<Record<EngineKind, (raw: unknown) => Served>>> = {
  triton: (raw) => {
    const { name, version, platform } = Triton.parse(raw);
    const isSafe = safePlatform.test(platform ?? "");
    return { name, source: name, version: version || null, weightsFormat: isSafe ? "safe" : "unstated" };
  },
  ollama: (raw) => {
    const { name, digest, details } = Ollama.parse(raw);
    const isSafe = /^(gguf|safetensors)$/i.test(details?.format ?? "");
    return { name, source: name, version: digest || null, weightsFormat: isSafe ? "safe" : "unstated" };
  },
  tgi: (raw) => {
    const { model_id: source, model_sha: version } = Tgi.parse(raw);
    return { name: source, source, version: version || null, weightsFormat: formatOf(source) };
  },
};
const readOpenAi = (raw: unknown): Served => {
  const { id, root } = OpenAi.parse(raw);
  const source = root || id;
  return { name: id, source, version: null, weightsFormat: formatOf(source) };
};

/** One model that a server lists, as the product writes it. */
export function normalizeServedModel(raw: unknown, server: FoundServer, targets: readonly Target[]): Batch {
  const { site, host, url, engine, tags } = server;
  const found = (readers[engine.kind] ?? readOpenAi)(raw);
  const { name, source, version, weightsFormat } = found;
  const key = modelKey(site, url, name);
  const isHub = engine.kind === "ollama" || (engine.kind !== "triton" && /^[\w.-]+\/[\w.-]+$/.test(source));
  const resource: Resource<"onprem.model"> = {
    key,
    type: "onprem.model",
    name,
    account: site,
    region: null,
    tags,
    properties: { source, weightsFormat },
    facets: {
      origin: isHub ? "open-weight" : "custom",
      publisher: isHub && source.includes("/") ? (source.split("/")[0] ?? null) : null,
      version,
      lifecycle: "unstated",
      customerKey: true,
    },
  };
  const from = serverKey(site, url);
  const registered = isHub ? [] : registeredAs(name, site, targets);
  return {
    resources: [resource],
    relationships: [
      { from, kind: "serves", to: key },
      { from: machineKey(site, host), kind: "serves", to: key },
      ...registered.map((to) => ({
        from,
        kind: "serves" as const,
        to,
        reason: "The registry of the same site holds a model of this name",
      })),
    ],
  };
}

/** Where a site has one registry, a model of one's own is the one that is registered by its name. */
function registeredAs(name: string, site: string, targets: readonly Target[]): string[] {
  const registries = targets.flatMap(({ kind, url }) => (kind === "mlflow" && url !== null ? [url] : []));
  return registries.length === 1 ? registries.map((url) => modelKey(site, url, name)) : [];
}
