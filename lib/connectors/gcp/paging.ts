import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";

const pagesMax = 10_000;

/**
 * Items of every page of a list call. An absent list is an empty one: Google leaves empty lists out. `seen` is handed
 * each whole answer, for what it says beside its items.
 */
export async function* listItems(
  source: Pick<Source, "call">,
  service: string,
  operation: string,
  field: string,
  input: Readonly<Record<string, unknown>> = {},
  seen: (answer: unknown) => void = () => undefined,
): AsyncGenerator<unknown[]> {
  const Page = z.object({
    [field]: z.array(z.unknown()).optional(),
    nextPageToken: z.string().optional(),
    /** Locations a wildcard listing could not reach. */
    unreachable: z.array(z.string()).optional(),
  });
  let pageToken: string | undefined;
  for (let page = 0; page < pagesMax; page++) {
    const answer = await source.call(
      service,
      operation,
      pageToken === undefined ? input : { ...input, pageToken },
    );
    seen(answer);
    const parsed = Page.safeParse(answer);
    if (!parsed.success)
      throw new ProviderError("malformed", { service, operation }, z.prettifyError(parsed.error));
    yield z.array(z.unknown()).parse(parsed.data[field] ?? []);
    const unreachable = z.array(z.string()).parse(parsed.data["unreachable"] ?? []);
    if (unreachable.length > 0)
      throw new ProviderError(
        "failed",
        { service, operation },
        `Google could not reach ${unreachable.join(", ")}`,
      );
    const next = z.string().optional().parse(parsed.data["nextPageToken"]);
    if (next === undefined || next === "") return;
    if (next === pageToken)
      throw new ProviderError("malformed", { service, operation }, "The page token does not advance");
    pageToken = next;
  }
  throw new ProviderError("failed", { service, operation }, `The list has more than ${pagesMax} pages`);
}
