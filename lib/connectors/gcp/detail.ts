import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { listItems } from "./paging.ts";

/** What a further question told: its answer, that there is nothing, or why that is unknown. */
export type Detail<T> = { value: T; unknown: null } | { value: null; unknown: Unknown | null };

type Call = { service: string; operation: string };

/** Asks one more thing. What is not answered is unknown by itself and ends nothing but an expired credential. */
export const detail = <T>(
  source: Pick<Source, "call">,
  call: Call,
  input: Readonly<Record<string, unknown>>,
  schema: z.ZodType<T>,
): Promise<Detail<T>> =>
  answered(call, async () => schema.parse(await source.call(call.service, call.operation, input)));

/** Every record of a further list, each by `schema`; one that does not fit makes the whole list unknown. */
export const detailList = <T>(
  source: Pick<Source, "call">,
  call: Call & { field: string },
  input: Readonly<Record<string, unknown>>,
  schema: z.ZodType<T>,
): Promise<Detail<T[]>> =>
  answered(call, async () => {
    const found: T[] = [];
    for await (const page of listItems(source, call.service, call.operation, call.field, input))
      found.push(...z.array(schema).parse(page));
    return found;
  });

/** Runs what asks, and takes what ends it for the answer. Several calls may be asked under the name of one. */
export async function answered<T>(call: Call, ask: () => Promise<T>): Promise<Detail<T>> {
  const name = `${call.service}:${call.operation}`;
  try {
    return { value: await ask(), unknown: null };
  } catch (error) {
    if (error instanceof z.ZodError)
      return {
        value: null,
        unknown: {
          reason: "malformed",
          call: name,
          permission: null,
          message: z.prettifyError(error).slice(0, 500),
        },
      };
    if (!(error instanceof ProviderError) || error.reason === "expired-credentials") throw error;
    const { reason, permission, message } = error;
    return {
      value: null,
      unknown: reason === "not-found" ? null : { reason, call: name, permission, message },
    };
  }
}

/** Ends a collection that told all it could: what is missing is then a gap, and nothing is deleted because of it. */
export function assertRead(unknown: Unknown | null): void {
  if (unknown === null) return;
  const [service = "", operation = ""] = unknown.call.split(":");
  throw new ProviderError(unknown.reason, { service, operation }, unknown.message, unknown.permission);
}
