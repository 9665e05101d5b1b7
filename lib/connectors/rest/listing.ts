import { z } from "zod";

import { ProviderError } from "#lib/domain/provider-call.ts";
import { ask, type Ask, type Call, type Input } from "./answer.ts";

/** The records of a list and the clock of the server that gave them. */
export type Listing = { at: string; items: readonly unknown[] };

const pagesMax = 2_000;

/** Every record of a list whose pages are named in a Link header. Without a field the body is the list itself. */
export async function listLinked(
  source: Ask,
  call: Call,
  input: Input,
  field: string | null = null,
): Promise<Listing> {
  const body = field === null ? List : listAt(field);
  const items: unknown[] = [];
  let asked = input;
  for (let count = 0; count < pagesMax; count++) {
    const page = await ask(source, call, asked, body);
    items.push(...page.body);
    if (page.next === null) return { at: page.at, items };
    const following = { ...input, ...page.next };
    if (sameQuery(asked, following)) throw doesNotAdvance(call);
    asked = following;
  }
  throw tooLong(call);
}

const List = z.array(z.unknown());
const listAt = (field: string) =>
  z.object({ [field]: List }).transform((body): unknown[] => body[field] ?? []);

const sameQuery = (a: Input, b: Input): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => String(a[name]) === String(b[name]));

const CursorPage = z.object({
  data: z.array(z.unknown()),
  has_more: z.boolean().optional(),
  last_id: z.string().nullish(),
  /** A further place mark, which some lists use instead of the last record's id. */
  next_page: z.string().nullish(),
});

/** Every record of a list that goes on after the last record's id, or at a place mark. */
export async function listAfter(
  source: Ask,
  call: Call,
  input: Input,
  cursor: "after" | "after_id" | "page",
): Promise<Listing> {
  const items: unknown[] = [];
  let mark: string | null = null;
  for (let page = 0; page < pagesMax; page++) {
    const asked: Input = mark === null ? input : { ...input, [cursor]: mark };
    const { at, body } = await ask(source, call, asked, CursorPage);
    items.push(...body.data);
    const next = cursor === "page" ? body.next_page : body.last_id;
    const goesOn = cursor === "page" ? Boolean(next) : body.has_more === true;
    if (!goesOn) return { at, items };
    if (!next) throw new ProviderError("malformed", call, "More is said to follow, and not after what");
    if (next === mark) throw doesNotAdvance(call);
    mark = next;
  }
  throw tooLong(call);
}

const doesNotAdvance = (call: Call) => new ProviderError("malformed", call, "The next page is the same page");
const tooLong = (call: Call) => new ProviderError("failed", call, `The list has more than ${pagesMax} pages`);
