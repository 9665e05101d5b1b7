import type { Unknown } from "#lib/domain/unknown.ts";
import { commandLineOf, hasFlag } from "./command-line.ts";
import type { Recognised } from "./proof-source.ts";
import { undecidable } from "./undecidable.ts";
import type { Workloads } from "./workload-source.ts";

/** Daemons that carry what containers print to where it is kept; a node by itself throws it away. */
const carriers =
  /^(fluent-?bit|fluentd|fluentbit-gke|aws-for-fluent-bit|vector|promtail|alloy|grafana-agent|filebeat|elastic-agent|datadog(-agent)?|otel-collector|opentelemetry-collector|ama-logs|cloudwatch-agent|logging-operator|splunk)/;

/** Servers that print a line for each request unless they are told not to. */
const printing: ReadonlySet<string> = new Set([
  "vllm",
  "ollama",
  "tgi",
  "tei",
  "sglang",
  "nim",
  "infinity",
  "torchserve",
  "qdrant",
  "chroma",
  "litellm",
  "mlflow",
]);
const silencing = ["--disable-uvicorn-access-log", "--disable-log-requests", "--quiet"];

export type KeptLogs = { kept: boolean; unknown: Unknown | null };

/** Whether each request to a server leaves a line in a log that is kept. */
export function keptLogs(
  { engine, container }: Recognised,
  workloads: Pick<Workloads, "items" | "unknown">,
): KeptLogs {
  const isCarried = workloads.items.some(
    ({ kind, metadata }) => kind === "DaemonSet" && carriers.test(metadata.name),
  );
  if (!isCarried) return { kept: false, unknown: workloads.unknown };
  if (hasFlag(commandLineOf(container), ...silencing)) return { kept: false, unknown: null };
  if (printing.has(engine.id)) return { kept: true, unknown: null };
  return {
    kept: false,
    unknown: undecidable(
      "core:pods.list",
      `Whether ${engine.title} prints each request is a setting that no pod shows`,
    ),
  };
}
