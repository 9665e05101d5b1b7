import { z } from "zod";

import type { Scope } from "#lib/domain/connector.ts";
import type { Transport } from "#lib/domain/provider-call.ts";
import { Answer } from "../rest/answer.ts";
import { malformed } from "../rest/malformed.ts";

const Projects = Answer.extend({ body: z.object({ data: z.array(z.unknown()) }) });

/** The one organization an admin key belongs to, under the name the server gives it. */
export async function listScopes(transport: Transport, signal: AbortSignal): Promise<Scope[]> {
  const call = { service: "organization", operation: "list-projects" };
  const answer = await transport({ account: "-", region: null, ...call, input: { limit: 1 } }, signal);
  const parsed = Projects.safeParse(answer);
  if (!parsed.success) throw malformed(call, parsed.error);
  return [{ account: parsed.data.organization ?? "organization", region: null }];
}
