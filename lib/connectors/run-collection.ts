import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import type { Unknown } from "#lib/domain/unknown.ts";

/** How one collector over one scope ended. Only `complete` may sweep what it no longer saw. */
export type CollectionOutcome = {
  state: "complete" | "partial" | "denied" | "failed";
  unknown: Unknown | null;
  resourceCount: number;
  callCount: number;
  unparsed: readonly { call: string; message: string }[];
};

const unparsedShareMax = 0.05;

/**
 * Runs one collector over one scope and hands each batch to `onBatch`. A denied, throttled or malformed answer ends
 * the collection, never the sync; an abort and a defect in our own code are thrown.
 */
export async function runCollection(
  transport: Transport,
  collector: Collector,
  scope: Scope,
  signal: AbortSignal,
  onBatch: (batch: Batch) => Promise<void> | void,
  since: Date | null = null,
): Promise<CollectionOutcome> {
  let callCount = 0;
  let lastCall = "";
  let resourceCount = 0;
  const unparsed: { call: string; message: string }[] = [];
  const source = {
    scope,
    signal,
    since,
    call: (service: string, operation: string, input: Readonly<Record<string, unknown>> = {}) => {
      signal.throwIfAborted();
      callCount++;
      lastCall = `${service}:${operation}`;
      const { account, region } = scope;
      return transport({ account, region, service, operation, input }, signal);
    },
  };
  const ended = (state: CollectionOutcome["state"], unknown: Unknown | null): CollectionOutcome => ({
    state,
    unknown,
    resourceCount,
    callCount,
    unparsed,
  });
  try {
    for await (const batch of collector.collect(source)) {
      signal.throwIfAborted();
      resourceCount += batch.resources.length;
      unparsed.push(...(batch.unparsed ?? []));
      await onBatch(batch);
    }
  } catch (error) {
    if (error instanceof z.ZodError)
      return ended("failed", {
        reason: "malformed",
        call: lastCall,
        permission: null,
        message: z.prettifyError(error).slice(0, 500),
      });
    if (!(error instanceof ProviderError) || error.reason === "expired-credentials") throw error;
    return ended(error.reason === "denied" ? "denied" : "failed", toUnknown(error));
  }
  const [first] = unparsed;
  if (!first) return ended("complete", null);
  const malformed: Unknown = {
    reason: "malformed",
    call: first.call,
    permission: null,
    message: first.message,
  };
  const tooMany = unparsed.length > (resourceCount + unparsed.length) * unparsedShareMax;
  return ended(tooMany ? "failed" : "partial", malformed);
}

/** The gap an error leaves. A thing that was listed and is gone when asked for was simply deleted meanwhile. */
export const toUnknown = (error: ProviderError): Unknown => ({
  reason: error.reason === "not-found" || error.reason === "expired-credentials" ? "failed" : error.reason,
  call: error.call,
  permission: error.permission,
  message: error.message,
});
