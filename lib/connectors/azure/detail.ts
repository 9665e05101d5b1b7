import { z } from "zod";

import type { Batch, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Unknown } from "#lib/domain/unknown.ts";

/** What one more call about a resource told: its answer, that there is none, or why it is unknown. */
export type Detail<T> = { value: T; unknown: null } | { value: null; unknown: Unknown | null };

/**
 * Asks one more thing about a resource that is already known. A call that is not answered makes that fact unknown
 * and nothing else; only an expired credential, which no other call would survive either, is thrown.
 */
export async function detail<T>(
  source: Source,
  call: { service: string; operation: string },
  input: Readonly<Record<string, unknown>>,
  schema: z.ZodType<T>,
): Promise<Detail<T>> {
  try {
    const parsed = schema.safeParse(await source.call(call.service, call.operation, input));
    if (parsed.success) return { value: parsed.data, unknown: null };
    const [issue] = parsed.error.issues;
    const message = `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`;
    return { value: null, unknown: { reason: "malformed", call: nameOf(call), permission: null, message } };
  } catch (error) {
    if (!(error instanceof ProviderError) || error.reason === "expired-credentials") throw error;
    if (error.reason === "not-found") return { value: null, unknown: null };
    const { reason, permission, message } = error;
    return { value: null, unknown: { reason, call: nameOf(call), permission, message } };
  }
}

/** The records of a list that a collection cannot do without. Throws `ProviderError`. */
export async function listed(
  source: Source,
  call: { service: string; operation: string },
  input: Readonly<Record<string, unknown>>,
): Promise<readonly unknown[]> {
  const parsed = List.safeParse(await source.call(call.service, call.operation, input));
  if (parsed.success) return parsed.data.value;
  throw new ProviderError("malformed", call, "The answer has no list `value`");
}

const List = z.object({ value: z.array(z.unknown()) });

const nameOf = ({ service, operation }: { service: string; operation: string }) => `${service}:${operation}`;

const parentsAtOnce = 8;

/**
 * Batches of each parent, some at a time and in order. A parent that is gone is skipped. One that is denied does not
 * hide the others: they are read first, and then its error ends the collection, so that nothing is swept.
 */
export async function* eachParent<P>(
  parents: readonly P[],
  read: (parent: P) => Promise<Batch>,
): AsyncGenerator<Batch> {
  let first: ProviderError | null = null;
  for (let at = 0; at < parents.length; at += parentsAtOnce) {
    const settled = await Promise.allSettled(parents.slice(at, at + parentsAtOnce).map(read));
    for (const outcome of settled) {
      if (outcome.status === "fulfilled") yield outcome.value;
      else if (!(outcome.reason instanceof ProviderError)) throw outcome.reason;
      else if (outcome.reason.reason !== "not-found") first ??= outcome.reason;
    }
    if (first?.reason === "expired-credentials") throw first;
  }
  if (first) throw first;
}
