import { collectAll } from "#lib/connectors/collect-all.ts";
import { record, type RecordedCall } from "#lib/connectors/recording.ts";
import { scrub } from "#lib/connectors/scrub.ts";
import type { Connector } from "#lib/domain/connector.ts";
import type { Transport } from "#lib/domain/provider-call.ts";

export type Captured = { callCount: number; resourceCount: number; gaps: readonly string[] };

/**
 * Runs every collector once and hands each call, scrubbed of secrets, to `write`. What was denied is recorded as
 * denied: a replay has the same gaps.
 */
export async function captureRecording(
  connector: Connector,
  transport: Transport,
  write: (line: RecordedCall) => void,
  signal: AbortSignal,
): Promise<Captured> {
  let callCount = 0;
  const recorded = record(connector.id, transport, scrub, (line) => {
    callCount++;
    write(line);
  });
  const { resources, gaps } = await collectAll(connector, recorded, signal);
  const missing = gaps.map(({ account, region, unknown }) =>
    [account, region ?? "all regions", unknown.call, unknown.permission ?? unknown.message].join(" · "),
  );
  return { callCount, resourceCount: resources.length, gaps: [...new Set(missing)].toSorted() };
}
