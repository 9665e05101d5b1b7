import { z } from "zod";

import type { Scope } from "#lib/domain/connector.ts";
import { ConnectionError, type Transport } from "#lib/domain/provider-call.ts";
import { listLinked } from "../rest/listing.ts";

const Organization = z.object({ login: z.string().min(1) });

/** The organizations behind the connection, by login in lower case. */
export async function listScopes(transport: Transport, signal: AbortSignal): Promise<Scope[]> {
  const source = {
    call: (service: string, operation: string, input: Readonly<Record<string, unknown>> = {}) =>
      transport({ account: "-", region: null, service, operation, input }, signal),
  };
  const { items } = await listLinked(
    source,
    { service: "orgs", operation: "list-for-authenticated-user" },
    {},
  );
  const found = z.array(Organization).safeParse(items);
  if (!found.success)
    throw new ConnectionError(
      "What answered the question for organizations is not GitHub.",
      "Check the address, and any proxy between Nacre and GitHub.",
    );
  return found.data
    .map(({ login }) => ({ account: login.toLowerCase(), region: null }))
    .toSorted((a, b) => (a.account < b.account ? -1 : 1));
}
