/** A flaw that lets strangers run code in a server, or past its authentication, in the versions from `from` up to `below`. */
export type KnownFlaw = { product: string; from: string; below: string; id: string; what: string };

/** Grave flaws of what serves models, as their makers and the CVE list tell them. */
export const knownFlaws: readonly KnownFlaw[] = [
  flaw("vllm", "0", "0.7.0", "CVE-2025-24357", "weights are unpickled when they are loaded"),
  flaw("vllm", "0.10.1", "0.14.0", "CVE-2026-22807", "code that comes with a model runs unasked"),
  flaw("vllm", "0.10.2", "0.11.1", "CVE-2025-62164", "a prompt's embeddings corrupt memory"),
  flaw("ollama", "0", "0.1.34", "CVE-2024-37032", "a pulled model writes any file"),
  flaw("triton", "0", "25.07", "CVE-2025-23319", "callers reach the shared memory of its Python backend"),
  flaw(
    "triton-server",
    "0",
    "2.59.1",
    "CVE-2025-23319",
    "callers reach the shared memory of its Python backend",
  ),
  flaw("torchserve", "0", "0.8.2", "CVE-2023-43654", "models are loaded from any address"),
  flaw("ray", "0", "2.52.0", "CVE-2025-62593", "a web page makes its jobs interface run code"),
  flaw("milvus", "0", "2.5.27", "CVE-2026-26190", "its management port answers without authentication"),
  flaw("milvus", "2.6.0", "2.6.10", "CVE-2026-26190", "its management port answers without authentication"),
  flaw("qdrant", "0", "1.9.0", "CVE-2024-3829", "a snapshot writes any file"),
  flaw("mlflow", "0", "3.10.0", "CVE-2026-2614", "callers read any file of the server"),
  flaw(
    "litellm",
    "1.81.16",
    "1.83.7",
    "CVE-2026-42208",
    "a caller without a key reads and writes its database",
  ),
  flaw(
    "nvidia-container-toolkit",
    "0",
    "1.17.8",
    "CVE-2025-23266",
    "an image takes over the node it starts on",
  ),
];

function flaw(product: string, from: string, below: string, id: string, what: string): KnownFlaw {
  return { product, from, below, id, what };
}

/** Triton tells callers its own version, where its image is tagged by the release that it came in: 2.59.1 came in 25.07. */
export const productOf = (engine: string): string => (engine === "triton" ? "triton-server" : engine);

export const flawsOf = (product: string, version: string): readonly KnownFlaw[] =>
  knownFlaws.filter(
    (known) =>
      known.product === product &&
      compareVersions(version, known.from) >= 0 &&
      compareVersions(version, known.below) < 0,
  );

/** Whether anything is known of the product at all. */
export const isWatched = (product: string): boolean => knownFlaws.some((known) => known.product === product);

/** Numbers between dots, each by itself; a missing one counts as zero. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const numbersOf = (version: string): number[] =>
  version.split(".").map((part) => Number.parseInt(part, 10) || 0);
