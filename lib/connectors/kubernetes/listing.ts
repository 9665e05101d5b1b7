import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { toUnknown } from "../run-collection.ts";
import { isExpired } from "./status-error.ts";

const pageSize = 500;
const pagesMax = 2_000;

const Page = z.object({
  items: z.array(z.unknown()).optional(),
  /** Of a table. */
  rows: z.array(z.unknown()).optional(),
  metadata: z.object({ continue: z.string().optional() }).optional(),
});

type Caller = Pick<Source, "call">;
type Input = Readonly<Record<string, unknown>>;

/** Every object of a kind, over all namespaces. Throws `ProviderError`. */
export async function listAll(
  source: Caller,
  service: string,
  plural: string,
  input: Input = {},
): Promise<unknown[]> {
  const operation = `${plural}.list`;
  try {
    return await listPages(source, service, operation, input);
  } catch (error) {
    // A group may be served without this kind; what a cluster does not know, it has none of.
    if (isCustom(input) && error instanceof ProviderError && error.reason === "not-found") return [];
    if (!isExpired(error)) throw error;
    return itemsOf(await source.call(service, operation, input), service, operation).items;
  }
}

const isCustom = (input: Input): boolean => input["version"] !== undefined;

async function listPages(
  source: Caller,
  service: string,
  operation: string,
  input: Input,
): Promise<unknown[]> {
  const found: unknown[] = [];
  let place: string | undefined;
  for (let page = 0; page < pagesMax; page++) {
    const asked = { ...input, limit: pageSize, ...(place === undefined ? {} : { continue: place }) };
    const { items, next } = itemsOf(await source.call(service, operation, asked), service, operation);
    // Not spread into the call, which takes only so many arguments.
    for (const item of items) found.push(item);
    if (next === undefined || next === "") return found;
    if (next === place)
      throw new ProviderError(
        "malformed",
        { service, operation },
        "The list's continuation does not advance",
      );
    place = next;
  }
  throw new ProviderError("failed", { service, operation }, `The list has more than ${pagesMax} pages`);
}

/** An empty list is written out, so an answer without one is no list. */
function itemsOf(
  answer: unknown,
  service: string,
  operation: string,
): { items: unknown[]; next: string | undefined } {
  const page = Page.safeParse(answer);
  const items = page.data?.items ?? page.data?.rows;
  if (items === undefined)
    throw new ProviderError("malformed", { service, operation }, "The answer holds no list");
  return { items, next: page.data?.metadata?.continue };
}

/** What could be read of a list, for a fact about something else: a failure is kept instead of thrown. */
export type Listed<T> = { items: T[]; unknown: Unknown | null };

/** Reads a list for a join. What does not parse leaves the whole list unknown, for anything might have been in it. */
export async function tryList<T>(
  source: Caller,
  service: string,
  plural: string,
  schema: z.ZodType<T>,
  input: Input = {},
): Promise<Listed<T>> {
  try {
    const parsed = parseEach(
      `${service}:${plural}.list`,
      await listAll(source, service, plural, input),
      schema,
    );
    const [first] = parsed.unparsed;
    return {
      items: parsed.items,
      unknown: first ? { reason: "malformed", permission: null, ...first } : null,
    };
  } catch (error) {
    if (!(error instanceof ProviderError) || error.reason === "expired-credentials") throw error;
    return { items: [], unknown: toUnknown(error) };
  }
}

export type Parsed<T> = { items: T[]; unparsed: { call: string; message: string }[] };

export function parseEach<T>(call: string, records: readonly unknown[], schema: z.ZodType<T>): Parsed<T> {
  const parsed: Parsed<T> = { items: [], unparsed: [] };
  for (const record of records) {
    const { data, error } = schema.safeParse(record);
    if (error) parsed.unparsed.push({ call, message: z.prettifyError(error).slice(0, 500) });
    else parsed.items.push(data);
  }
  return parsed;
}

/** Every object of a kind as its schema has it, with what did not fit counted. Throws `ProviderError`. */
export const listParsed = async <T>(
  source: Caller,
  service: string,
  plural: string,
  schema: z.ZodType<T>,
): Promise<Parsed<T>> =>
  parseEach(`${service}:${plural}.list`, await listAll(source, service, plural), schema);

/** What a list did not tell leaves a gap, after what it did tell was kept. */
export const incomplete = ({ reason, call, message, permission }: Unknown): ProviderError => {
  const [service = "", operation = ""] = call.split(":");
  return new ProviderError(reason, { service, operation }, message, permission);
};
