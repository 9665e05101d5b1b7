import { z } from "zod";

import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";
import { unknownReasons } from "#lib/domain/unknown.ts";

const messageLengthMax = 4_000;

/**
 * One line of a recording: a provider call and what it answered, in the provider's own words. The same normalisers
 * run on it as on a live answer, so a recording is a fixture, a demo, an air-gapped import and a support bundle.
 */
export const RecordedCall = z.strictObject({
  connector: z.string().max(32),
  account: z.string().max(256),
  region: z.string().max(64).nullable(),
  service: z.string().max(64),
  operation: z.string().max(128),
  input: z.record(z.string(), z.unknown()),
  output: z.unknown().optional(),
  error: z
    .strictObject({
      reason: z.enum([...unknownReasons, "not-found", "expired-credentials"]),
      message: z.string().max(messageLengthMax),
      permission: z.string().max(256).nullable(),
    })
    .optional(),
});
export type RecordedCall = z.infer<typeof RecordedCall>;

/** Answers every call from the recording; a call it does not hold is `not-recorded`, hence a coverage gap. */
export function replay(calls: Iterable<RecordedCall>): Transport {
  const answers = new Map<string, RecordedCall>();
  for (const call of calls) answers.set(callKey(call), call);
  // Not async by need: a transport always answers later, so that live and replay interleave alike.
  return async (call) => {
    const recorded = answers.get(callKey(call));
    if (!recorded)
      throw new ProviderError("not-recorded", call, "The recording does not hold this call", null);
    if (recorded.error)
      throw new ProviderError(recorded.error.reason, call, recorded.error.message, recorded.error.permission);
    return recorded.output;
  };
}

/** Passes calls on to `transport` and hands each answer to `write`, scrubbed by `scrub`. */
export function record(
  connector: string,
  transport: Transport,
  scrub: (value: unknown) => unknown,
  write: (line: RecordedCall) => void,
): Transport {
  return async (call, signal) => {
    try {
      const output = await transport(call, signal);
      write({ connector, ...call, output: scrub(output) });
      return output;
    } catch (error) {
      if (error instanceof ProviderError)
        write({
          connector,
          ...call,
          error: {
            reason: error.reason,
            message: String(scrub(error.message)).slice(0, messageLengthMax),
            permission: error.permission,
          },
        });
      throw error;
    }
  };
}

/** Equal for calls that ask for the same thing. */
export const callKey = ({
  account,
  region,
  service,
  operation,
  input,
}: ProviderCall | RecordedCall): string =>
  [account, region ?? "-", service, operation, canonical(input)].join("\u001f");

/** JSON with sorted keys and without undefined members, so that equal inputs have equal text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(",")}}`;
}
