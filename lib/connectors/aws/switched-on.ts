import type { Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import { existing } from "./existing.ts";
import type { Answer } from "./pages.ts";

/** In these words services say that nobody switched them on, some of them as if the call were denied. */
const isOff = /(is|are) not (enabled|subscribed)|not subscribed to|has not been enabled/i;

/** What a service that has to be switched on says of itself, or null where it is off in the region. */
export async function switchedOn(
  source: Source,
  service: string,
  operation: string,
  input: Answer = {},
): Promise<Answer | null> {
  try {
    return await existing(source, service, operation, input);
  } catch (error) {
    if (error instanceof ProviderError && isOff.test(error.message)) return null;
    throw error;
  }
}
