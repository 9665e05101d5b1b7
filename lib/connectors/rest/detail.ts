import { z } from "zod";

import type { Batch, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { toUnknown } from "../run-collection.ts";
import { ask, type Ask, type Call, type Input } from "./answer.ts";
import type { Listing } from "./listing.ts";

/** What one more question about a thing told: its answer, that there is none, or why it is unknown. */
export type Detail<T> = { value: T; unknown: null } | { value: null; unknown: Unknown | null };

/** Whether a refusal says that there is nothing rather than that it may not be seen. */
export type SaysNothing = (error: ProviderError) => boolean;
const never: SaysNothing = () => false;
export const isNotFound: SaysNothing = ({ reason }) => reason === "not-found";

/**
 * Asks one more thing about what is already known. A question that is not answered makes its fact unknown and nothing
 * else; only an expired credential, which no other call would survive either, is thrown.
 */
export const detail = <T>(
  source: Ask,
  call: Call,
  input: Input,
  body: z.ZodType<T>,
  saysNothing: SaysNothing = never,
): Promise<Detail<T>> => attempt(async () => (await ask(source, call, input, body)).body, saysNothing);

const Anything = z.unknown();

/** Whether a thing is there, where the answer says nothing besides. An empty list is a no, like a refusal that says so. */
export async function isAnswered(
  source: Ask,
  call: Call,
  input: Input,
  saysNo: SaysNothing,
): Promise<{ value: boolean; unknown: Unknown | null }> {
  const found = await attempt(async () => {
    const { body } = await ask(source, call, input, Anything);
    return { isThere: !Array.isArray(body) || body.length > 0 };
  }, saysNo);
  return { value: found.value?.isThere ?? false, unknown: found.unknown };
}

/** A list of one thing's parts, read as a detail. */
export const detailList = (
  list: () => Promise<Listing>,
  saysNothing: SaysNothing = never,
): Promise<Detail<readonly unknown[]>> => attempt(async () => (await list()).items, saysNothing);

/** What a question told, or why it did not. An expired credential is thrown, for no other call would survive it. */
export async function attempt<T>(
  read: () => Promise<T>,
  saysNothing: SaysNothing = never,
): Promise<Detail<T>> {
  try {
    return { value: await read(), unknown: null };
  } catch (error) {
    if (!(error instanceof ProviderError) || error.reason === "expired-credentials") throw error;
    return { value: null, unknown: saysNothing(error) ? null : toUnknown(error) };
  }
}

/** The parsed records of a list, or that some did not fit: then the whole list is not known. */
export function parsed<T>(
  list: Detail<readonly unknown[]>,
  record: z.ZodType<T>,
  call: Call,
): Detail<readonly T[]> {
  if (list.value === null) return list;
  const found: T[] = [];
  for (const item of list.value) {
    const fits = record.safeParse(item);
    if (!fits.success) return { value: null, unknown: misfit(call, fits.error) };
    found.push(fits.data);
  }
  return { value: found, unknown: null };
}

const misfit = ({ service, operation }: Call, error: z.ZodError): Unknown => ({
  reason: "malformed",
  call: `${service}:${operation}`,
  permission: null,
  message: error.issues
    .map(({ path, message }) => `${path.join(".")} ${message}`)
    .join("; ")
    .slice(0, 300),
});

const parentsAtOnce = 6;

/** Batches of each parent, some at a time and in order. One that fails ends the collection once the others are read. */
export async function* eachParent<P>(
  source: Pick<Source, "signal">,
  parents: readonly P[],
  read: (parent: P) => Promise<Batch>,
): AsyncGenerator<Batch> {
  let first: ProviderError | null = null;
  for (let at = 0; at < parents.length; at += parentsAtOnce) {
    source.signal.throwIfAborted();
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
