import { answersOfNone } from "../lib/connectors/example-transport.ts";
import { collectAll } from "../lib/connectors/collect-all.ts";
import { record, type RecordedCall } from "../lib/connectors/recording.ts";
import { connectors } from "../lib/connectors/registry.ts";
import { scrub } from "../lib/connectors/scrub.ts";
import { ProviderError, type ProviderCall, type Transport } from "../lib/domain/provider-call.ts";

export const variants = ["as-is", "fixed"] as const;
export type Variant = (typeof variants)[number];

type DemoEstate = { answer: (call: ProviderCall, variant: Variant) => unknown };

/** Runs the provider's real connector over its demo estate and gives back every distinct call, in an order that is stable. */
export async function recordDemo(provider: string, variant: Variant): Promise<RecordedCall[]> {
  const connector = connectors.find(({ id }) => id === provider);
  if (!connector) throw new Error(`There is no connector ${provider}`);
  // Safe because every demo estate exports `answer`; a test records each of them.
  const { answer } = (await import(`./${provider}/estate.ts`)) as DemoEstate;
  const calls = new Map<string, RecordedCall>();
  const keep = (line: RecordedCall) =>
    calls.set(JSON.stringify({ ...line, output: null, error: null }), line);
  const estate = orElse(async (call) => answer(call, variant), answersOfNone(connector.collectors));
  const transport = record(connector.id, estate, scrub, keep);
  await collectAll(connector, transport, AbortSignal.timeout(60_000));
  return [...calls].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}

/** What the estate does not answer is asked of `other`; where that does not either, the estate's own complaint stands. */
const orElse =
  (estate: Transport, other: Transport): Transport =>
  async (call, signal) => {
    try {
      return await estate(call, signal);
    } catch (error) {
      if (error instanceof ProviderError) throw error;
      try {
        return await other(call, signal);
      } catch {
        throw error;
      }
    }
  };
