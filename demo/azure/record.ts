import { writeFileSync } from "node:fs";

import azure from "#lib/connectors/azure/connector.ts";
import { collectAll } from "#lib/connectors/collect-all.ts";
import { record } from "#lib/connectors/recording.ts";
import type { Variant } from "./arm.ts";
import { answer } from "./estate.ts";

const files: Record<Variant, string> = {
  "as-is": "demo/azure.jsonl",
  fixed: "demo/azure.fixed.jsonl",
};

/** The estate's answers to every call of the connector, one line each, sorted so that concurrency does not show. */
export async function recordingOf(variant: Variant): Promise<string> {
  const lines = new Set<string>();
  const transport = record(
    "azure",
    (call) => Promise.resolve().then(() => answer(call, variant)),
    (value) => value,
    (line) => lines.add(JSON.stringify(line)),
  );
  await collectAll(azure, transport, new AbortController().signal);
  return `${[...lines].toSorted().join("\n")}\n`;
}

if (import.meta.main)
  for (const variant of ["as-is", "fixed"] as const)
    writeFileSync(files[variant], await recordingOf(variant));
