import type { Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { toUnknown } from "../run-collection.ts";

/** The names a service gives its paging tokens. */
export type TokenNames = { request: string; response: string };
const nextToken: TokenNames = { request: "NextToken", response: "NextToken" };
export const smallNextToken: TokenNames = { request: "nextToken", response: "nextToken" };
export const marker: TokenNames = { request: "Marker", response: "Marker" };

const pagesMax = 10_000;

export type Answer = Readonly<Record<string, unknown>>;

/** Every page of a listing. One whose parent is gone, or that the region does not offer, has no pages. */
export async function* pages(
  source: Source,
  service: string,
  operation: string,
  input: Answer = {},
  tokens: TokenNames = nextToken,
): AsyncGenerator<Answer> {
  let token: string | null = null;
  for (let count = 0; count < pagesMax; count++) {
    const answer = await page(
      source,
      service,
      operation,
      token === null ? input : { ...input, [tokens.request]: token },
    );
    if (answer === null) return;
    yield answer;
    const next = answer[tokens.response];
    if (typeof next !== "string" || next === "") return;
    if (next === token)
      throw new ProviderError("malformed", { service, operation }, "The same page token came twice");
    token = next;
  }
  throw new ProviderError("malformed", { service, operation }, `More than ${pagesMax} pages`);
}

/** The list a page holds under `name`; a page may leave an empty list out. */
export function itemsOf(page: Answer, name: string): readonly unknown[] {
  const items = page[name];
  return Array.isArray(items) ? items : [];
}

/** All items of a listing, where a collector needs them together. */
export async function allItems(
  source: Source,
  service: string,
  operation: string,
  list: string,
  input: Answer = {},
  tokens: TokenNames = nextToken,
): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const answer of pages(source, service, operation, input, tokens))
    items.push(...itemsOf(answer, list));
  return items;
}

async function page(
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

/** What could not be collected of one resource, by path. */
export type Unknowns = Record<string, Unknown>;

/**
 * A call about one thing. `null` means the provider has no such thing; also when the call was denied or failed,
 * and then every one of `paths` is entered in `unknowns`, so nothing is concluded from the null.
 */
export async function detail(
  source: Source,
  service: string,
  operation: string,
  input: Answer,
  unknowns: Unknowns,
  paths: readonly string[],
): Promise<Answer | null> {
  try {
    return asAnswer(await source.call(service, operation, input), { service, operation });
  } catch (error) {
    if (!(error instanceof ProviderError) || error.reason === "expired-credentials") throw error;
    if (error.reason !== "not-found") markUnknown(unknowns, paths, toUnknown(error));
    return null;
  }
}

/** As `detail`, for a listing that belongs to one thing. */
export async function detailItems(
  source: Source,
  call: { service: string; operation: string; list: string; input: Answer; tokens?: TokenNames },
  unknowns: Unknowns,
  paths: readonly string[],
): Promise<unknown[]> {
  return (await detailPages(source, call, unknowns, paths)).flatMap((answer) => itemsOf(answer, call.list));
}

/** As `detailItems`, where the pages say more than their list. */
export async function detailPages(
  source: Source,
  call: { service: string; operation: string; input: Answer; tokens?: TokenNames },
  unknowns: Unknowns,
  paths: readonly string[],
): Promise<Answer[]> {
  const { service, operation, input, tokens = nextToken } = call;
  const answers: Answer[] = [];
  try {
    for await (const answer of pages(source, service, operation, input, tokens)) answers.push(answer);
    return answers;
  } catch (error) {
    if (!(error instanceof ProviderError) || error.reason === "expired-credentials") throw error;
    markUnknown(unknowns, paths, toUnknown(error));
    return [];
  }
}

/** The first reason stays: it is the one closest to the cause. */
export function markUnknown(unknowns: Unknowns, paths: readonly string[], unknown: Unknown): void {
  for (const path of paths) unknowns[path] ??= unknown;
}

export function asAnswer(value: unknown, call: { service: string; operation: string }): Answer {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ProviderError("malformed", call, "The answer is not an object");
  // Safe because every non-array object can be read by name.
  return value as Answer;
}
