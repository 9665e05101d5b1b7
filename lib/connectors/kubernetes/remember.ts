import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";
import { isExpired } from "./status-error.ts";

/** An answer, and how long its text was. */
export type Weighed = { value: unknown; characters: number };

const charactersMax = 64 * 1024 * 1024;

/**
 * Collectors ask for the same lists, to join services with pods and pods with accounts. Each answer is kept for as
 * long as the transport lives, which is one sync; beyond a bound the oldest are asked for again.
 */
export function remembering(
  ask: (...args: Parameters<Transport>) => Promise<Weighed>,
  limit: number = charactersMax,
): Transport {
  const kept = new Map<string, Promise<Weighed>>();
  const weights = new Map<string, number>();
  const keepWithin = () => {
    let total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
    for (const [key, weight] of weights) {
      if (total <= limit) return;
      total -= weight;
      weights.delete(key);
      kept.delete(key);
    }
  };
  return async (call, signal) => {
    const key = keyOf(call);
    const known = kept.get(key);
    if (known) return (await known).value;
    const asking = ask(call, signal);
    kept.set(key, asking);
    try {
      const { value, characters } = await asking;
      weights.set(key, characters);
      keepWithin();
      return value;
    } catch (error) {
      if (!isAnswer(error)) kept.delete(key);
      throw error;
    }
  };
}

/** A refusal that another attempt would not change is kept like any answer. */
const isAnswer = (error: unknown): boolean =>
  isExpired(error) ||
  (error instanceof ProviderError && (error.reason === "denied" || error.reason === "not-found"));

const keyOf = ({ account, service, operation, input }: ProviderCall): string =>
  JSON.stringify([
    account,
    service,
    operation,
    Object.entries(input).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]);
