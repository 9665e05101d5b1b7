import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";
import type { Operation } from "./operation.ts";

const pagesMax = 500;

type Answer = Readonly<Record<string, unknown>>;
type Pages = {
  call: ProviderCall;
  url: URL;
  ask: (url: URL) => Promise<Answer>;
  newestPages: number | null;
};

/** The whole of a list that is answered in pages, as one answer of the same shape. */
export async function joinPages(
  first: Answer,
  { paging, newestPages }: Pick<Operation, "paging" | "newestPages">,
  asking: Omit<Pages, "newestPages">,
): Promise<Answer> {
  const pages: Pages = { ...asking, newestPages: newestPages ?? null };
  switch (paging) {
    case "none":
      return first;
    case "link": {
      const { records, isCut } = await joined(first, pages, "value", nextLinkOf);
      return { value: records, ...(isCut ? { isCut } : {}) };
    }
    case "cursor":
      return { data: (await joined(first, pages, "data", afterLast)).records };
  }
}

async function joined(
  first: Answer,
  { call, url, ask, newestPages }: Pages,
  name: string,
  nextOf: (answer: Answer, call: ProviderCall, url: URL) => string | null,
): Promise<{ records: unknown[]; isCut: boolean }> {
  const records = [...recordsOf(first, name, call)];
  let next = nextOf(first, call, url);
  for (let page = 1; next !== null; page++) {
    if (newestPages !== null && page >= newestPages) return { records, isCut: true };
    if (page >= pagesMax) throw new ProviderError("failed", call, `Azure sent more than ${pagesMax} pages`);
    if (!URL.canParse(next, url))
      throw new ProviderError("malformed", call, "Azure answered a list whose next page is no address");
    const target = new URL(next, url);
    // A token must never follow a link to another host.
    if (target.origin !== url.origin)
      throw new ProviderError("malformed", call, `The next page is on another host, ${target.host}`);
    const answer = await ask(target);
    records.push(...recordsOf(answer, name, call));
    next = nextOf(answer, call, url);
  }
  return { records, isCut: false };
}

function nextLinkOf(answer: Answer, call: ProviderCall): string | null {
  const link = answer["nextLink"] ?? answer["@odata.nextLink"] ?? "";
  if (typeof link !== "string")
    throw new ProviderError("malformed", call, "Azure answered a list whose next page is no address");
  return link === "" ? null : link;
}

/** What OpenAI's interface calls a page ends with the id of its last record. */
function afterLast(answer: Answer, call: ProviderCall, url: URL): string | null {
  if (answer["has_more"] !== true) return null;
  const last = answer["last_id"];
  if (typeof last !== "string" || last === "")
    throw new ProviderError("malformed", call, "Azure answered that there is more, and not after what");
  const next = new URL(url);
  next.searchParams.set("after", last);
  return next.href;
}

function recordsOf(answer: Answer, name: string, call: ProviderCall): readonly unknown[] {
  const records = answer[name];
  if (Array.isArray(records)) return records;
  throw new ProviderError("malformed", call, `Azure answered a list without \`${name}\``);
}
