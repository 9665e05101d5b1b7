import { z } from "zod";

import type { Scope } from "#lib/domain/connector.ts";
import type { Transport } from "#lib/domain/provider-call.ts";
import { ask } from "../rest/answer.ts";

export const Organization = z.object({ id: z.string().min(1), name: z.string().nullish() });

/** The one organization an Admin API key belongs to. */
export async function listScopes(transport: Transport, signal: AbortSignal): Promise<Scope[]> {
  const source = {
    call: (service: string, operation: string, input: Readonly<Record<string, unknown>> = {}) =>
      transport({ account: "-", region: null, service, operation, input }, signal),
  };
  const { body } = await ask(source, { service: "organization", operation: "retrieve" }, {}, Organization);
  return [{ account: body.id, region: null }];
}
