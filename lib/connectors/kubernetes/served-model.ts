import { flagValue, hasFlag, valueOf, type CommandLine } from "./command-line.ts";

/** What a server was told to load, as far as its arguments say. */
export type ServedModel = {
  source: string;
  origin: "open-weight" | "custom";
  publisher: string | null;
  revision: string | null;
  weightsFormat: "pickle" | "safe" | "unstated";
  revisionPinned: boolean;
  /** Key of the store its files lie in, where the source names one. */
  storeKey: string | null;
};

const flagsOf: Readonly<Record<string, readonly string[]>> = {
  vllm: ["--model"],
  sglang: ["--model-path", "--model"],
  tgi: ["--model-id"],
  tei: ["--model-id"],
  "llama-cpp": ["--model", "-m", "--hf-repo", "-hf"],
  triton: ["--model-repository", "--model-store"],
  "tensorflow-serving": ["--model_base_path"],
  torchserve: ["--model-store"],
  infinity: ["--model-id"],
};
const variablesOf: Readonly<Record<string, readonly string[]>> = {
  tgi: ["MODEL_ID", "HF_MODEL_ID"],
  tei: ["MODEL_ID"],
};

/** Null where the arguments name no model: it was baked into the image, or is pulled by a caller. */
export function servedModel(engine: string, line: CommandLine): ServedModel | null {
  const source = sourceOf(engine, line);
  if (source === null || source.length > 500) return null;
  const revision = flagValue(line, "--revision") || valueOf(line, "REVISION") || null;
  const storeKey = storeKeyOf(source);
  const isHub = storeKey === null && /^[\w.-]+\/[\w.-]+$/.test(source);
  return {
    source,
    origin: isHub ? "open-weight" : "custom",
    publisher: isHub ? (source.split("/")[0] ?? null) : null,
    revision,
    weightsFormat: formatOf(engine, source, line),
    revisionPinned: /^[0-9a-f]{40}$/.test(revision ?? ""),
    storeKey,
  };
}

function sourceOf(engine: string, line: CommandLine): string | null {
  const flag = flagValue(line, ...(flagsOf[engine] ?? []));
  if (flag !== undefined && flag !== "") return flag;
  for (const name of variablesOf[engine] ?? []) {
    const value = valueOf(line, name);
    if (value !== undefined && value !== null && value !== "") return value;
  }
  const serve = engine === "vllm" ? line.words.indexOf("serve") : -1;
  const positional = serve < 0 ? undefined : line.words[serve + 1];
  return positional === undefined || positional.startsWith("-") || positional.includes("$")
    ? null
    : positional;
}

/** Engines that load their own format of numbers, whatever it is called. */
const safeEngines: ReadonlySet<string> = new Set(["llama-cpp", "ollama", "nim"]);
const pickleFile = /\.(pt|pth|pkl|pickle|bin|ckpt|joblib|dill|mar)$/i;
const safeFile = /\.(safetensors|gguf|ggml|onnx|plan|engine|tflite)$/i;

/** `auto` prefers safetensors and falls back to a pickle, so it says nothing. */
function formatOf(engine: string, source: string, line: CommandLine): ServedModel["weightsFormat"] {
  const loaded = flagValue(line, "--load-format");
  if (loaded === "pt") return "pickle";
  if (/^(safetensors|gguf|tensorizer|runai_streamer|fastsafetensors)/.test(loaded ?? "")) return "safe";
  if (pickleFile.test(source) || engine === "torchserve") return "pickle";
  if (safeFile.test(source) || safeEngines.has(engine)) return "safe";
  return "unstated";
}

export function storeKeyOf(source: string): string | null {
  const bucket = /^(s3|gs):\/\/([a-z0-9][a-z0-9._-]{1,221})(\/|$)/.exec(source);
  if (!bucket) return null;
  return bucket[1] === "s3" ? `arn:aws:s3:::${bucket[2]}` : `//storage.googleapis.com/${bucket[2]}`;
}

/** Code that comes with a model runs when it is loaded. */
export const trustsRemoteCode = (line: CommandLine): boolean => hasFlag(line, "--trust-remote-code");
