import { writeFileSync } from "node:fs";

import { collectAll } from "#lib/connectors/collect-all.ts";
import gcp from "#lib/connectors/gcp/connector.ts";
import { record, type RecordedCall } from "#lib/connectors/recording.ts";
import { answer } from "./estate.ts";
import type { Variant } from "./description.ts";

/** The recording of one variant as JSON Lines: each call once, in the order the connector makes it. */
export async function recordEstate(variant: Variant): Promise<string> {
  const lines = new Set<string>();
  const write = (call: RecordedCall) => void lines.add(JSON.stringify(call));
  const transport = record(
    "gcp",
    async (call) => answer(call, variant),
    (value) => value,
    write,
  );
  await collectAll(gcp, transport, new AbortController().signal);
  return `${[...lines].join("\n")}\n`;
}

if (import.meta.main) {
  writeFileSync("demo/gcp.jsonl", await recordEstate("as-is"));
  writeFileSync("demo/gcp.fixed.jsonl", await recordEstate("fixed"));
}
