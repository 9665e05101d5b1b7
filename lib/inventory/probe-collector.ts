import { runCollection, toUnknown } from "#lib/connectors/run-collection.ts";
import type { Collector, Probe, Scope } from "#lib/domain/connector.ts";
import { ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import type { Unknown } from "#lib/domain/unknown.ts";

const callsMax = 12;
const timeoutMs = 20_000;

class Enough extends Error {}

/**
 * Runs the first calls of a collector and tells which permissions are missing. Nothing is stored. A line that is ok
 * means the calls made were answered; calls the collector makes only for things that exist may not have been made.
 */
export async function probeCollector(
  transport: Transport,
  collector: Collector,
  scope: Scope,
  signal: AbortSignal,
): Promise<Probe[]> {
  const missing = new Map<string, Unknown>();
  let callCount = 0;
  const watched: Transport = async (call, callSignal) => {
    if (++callCount > callsMax) throw new Enough();
    try {
      return await transport(call, callSignal);
    } catch (error) {
      if (error instanceof ProviderError && error.reason !== "not-found")
        missing.set(error.permission ?? error.call, toUnknown(error));
      throw error;
    }
  };
  const within = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  try {
    await runCollection(watched, collector, scope, within, () => undefined);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ProviderError) throw error;
    if (!(error instanceof Enough)) missing.set(collector.id, stopped(collector, error));
  }
  if (missing.size > 0)
    return Array.from(missing, ([permission, unknown]) => ({
      permission,
      collectorId: collector.id,
      ok: false,
      unknown,
    }));
  return [
    { permission: collector.permissions.join(", "), collectorId: collector.id, ok: true, unknown: null },
  ];
}

const stopped = (collector: Collector, error: unknown): Unknown => ({
  reason: "failed",
  call: collector.id,
  permission: null,
  message: error instanceof Error ? error.message : String(error),
});
