import type { Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import { asAnswer, type Answer } from "./pages.ts";

/** The description of one listed thing, or null if it was deleted meanwhile. A denied call ends the collection. */
export async function existing(
  source: Source,
  service: string,
  operation: string,
  input: Answer,
): Promise<Answer | null> {
  try {
    return asAnswer(await source.call(service, operation, input), { service, operation });
  } catch (error) {
    if (error instanceof ProviderError && error.reason === "not-found") return null;
    throw error;
  }
}

export const isPresent = <T>(value: T | null): value is T => value !== null;
