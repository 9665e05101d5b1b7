import type { Scope } from "#lib/domain/connector.ts";
import type { Transport } from "#lib/domain/provider-call.ts";
import { z } from "zod";

import { Answer } from "../rest/answer.ts";
import { malformed } from "../rest/malformed.ts";

const Groups = Answer.extend({ body: z.array(z.object({ full_path: z.string().min(1) })) });
const call = { service: "groups", operation: "list-connected" };

/** The groups behind the connection, by path in lower case. */
export async function listScopes(transport: Transport, signal: AbortSignal): Promise<Scope[]> {
  const answer = Groups.safeParse(
    await transport({ account: "-", region: null, ...call, input: {} }, signal),
  );
  if (!answer.success) throw malformed(call, answer.error);
  return answer.data.body
    .map(({ full_path }) => ({ account: full_path.toLowerCase(), region: null }))
    .toSorted((a, b) => (a.account < b.account ? -1 : 1));
}

/** Tells the groups that the connection's owner named, each as the server answers for it. */
export const onlyGroups =
  (transport: Transport, paths: readonly string[]): Transport =>
  async (asked, signal) => {
    if (asked.operation !== call.operation) return transport(asked, signal);
    const answers: Answer[] = [];
    for (const group of paths)
      answers.push(
        Answer.parse(
          await transport({ ...asked, operation: "get", input: { group, with_projects: false } }, signal),
        ),
      );
    return {
      at: answers[0]?.at ?? new Date().toISOString(),
      next: null,
      body: answers.map(({ body }) => body),
    };
  };
