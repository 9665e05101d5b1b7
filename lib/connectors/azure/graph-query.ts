import { z } from "zod";

import type { Batch, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import { toUnknown } from "../run-collection.ts";
import type { Detail } from "./detail.ts";

const service = "Microsoft.ResourceGraph";
const call = { service, operation: "Resources" };
const pageSize = 1_000;
const pagesMax = 1_000;

const Page = z.object({
  data: z.array(z.unknown()),
  $skipToken: z.string().nullish(),
  /** Azure writes the word; where it is true without a token, there is more that cannot be asked for. */
  resultTruncated: z.union([z.string(), z.boolean()]).nullish(),
});

export type Rows<T> = { rows: T[]; unparsed: NonNullable<Batch["unparsed"]> };

/** The query as one request; also what a recording is keyed by. */
export const graphInput = (account: string, query: string, skipToken?: string) => ({
  body: {
    subscriptions: [account],
    query,
    options: { resultFormat: "objectArray", $top: pageSize, ...(skipToken ? { $skipToken: skipToken } : {}) },
  },
});

/** Pages of a Resource Graph query, each record parsed on its own so that one odd record hides no other. */
export async function* queryGraph<T>(
  source: Source,
  query: string,
  schema: z.ZodType<T>,
): AsyncGenerator<Rows<T>> {
  let skipToken: string | undefined;
  for (let page = 0; page < pagesMax; page++) {
    const answer = Page.safeParse(
      await source.call(service, "Resources", graphInput(source.scope.account, query, skipToken)),
    );
    if (!answer.success) throw new ProviderError("malformed", call, "The answer has no `data`");
    yield parseRows(answer.data.data, schema, `${service}:Resources`);
    const next = answer.data.$skipToken || undefined;
    if (next === undefined && String(answer.data.resultTruncated).toLowerCase() === "true")
      throw new ProviderError("failed", call, "The answer was cut short, and the rest cannot be asked for");
    if (next === undefined) return;
    if (next === skipToken) throw new ProviderError("malformed", call, "The page token does not advance");
    skipToken = next;
  }
  throw new ProviderError("failed", call, `More than ${pagesMax} pages`);
}

/** Every row at once, for queries that answer small rows. */
export async function queryAll<T>(source: Source, query: string, schema: z.ZodType<T>): Promise<Rows<T>> {
  const all: Rows<T> = { rows: [], unparsed: [] };
  const unparsed = [];
  for await (const page of queryGraph(source, query, schema)) {
    all.rows.push(...page.rows);
    unparsed.push(...page.unparsed);
  }
  return { ...all, unparsed };
}

/** Rows of a query that a collection can do without: what it does not tell is unknown, and nothing else. */
export async function queryDetail<T>(
  source: Source,
  query: string,
  schema: z.ZodType<T>,
): Promise<Detail<T[]>> {
  try {
    const { rows, unparsed } = await queryAll(source, query, schema);
    const [first] = unparsed;
    if (!first) return { value: rows, unknown: null };
    return { value: null, unknown: { reason: "malformed", permission: null, ...first } };
  } catch (error) {
    if (!(error instanceof ProviderError) || error.reason === "expired-credentials") throw error;
    return { value: null, unknown: toUnknown(error) };
  }
}

export function parseRows<T>(records: readonly unknown[], schema: z.ZodType<T>, call: string): Rows<T> {
  const rows: T[] = [];
  const unparsed: { call: string; message: string }[] = [];
  for (const record of records) {
    const parsed = schema.safeParse(record);
    if (parsed.success) rows.push(parsed.data);
    else unparsed.push({ call, message: describe(record, parsed.error) });
  }
  return { rows, unparsed };
}

const Named = z.object({ id: z.string() });
function describe(record: unknown, error: z.ZodError): string {
  const [issue] = error.issues;
  const id = Named.safeParse(record).data?.id ?? "a record";
  return `${id}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`;
}
