import { z } from "zod";

import type { Scope } from "#lib/domain/connector.ts";
import { ConnectionError, type Transport } from "#lib/domain/provider-call.ts";
import { Answer } from "../rest/answer.ts";
import { malformed } from "../rest/malformed.ts";

const WhoAmI = Answer.extend({
  body: z.looseObject({ orgs: z.array(z.looseObject({ name: z.string().min(1) })).default([]) }),
});
const call = { service: "users", operation: "whoami" };

/** The organizations behind the connection, as Hugging Face spells them. */
export async function listScopes(transport: Transport, signal: AbortSignal): Promise<Scope[]> {
  const answer = WhoAmI.safeParse(
    await transport({ account: "-", region: null, ...call, input: {} }, signal),
  );
  if (!answer.success) throw malformed(call, answer.error);
  return answer.data.body.orgs
    .map(({ name }) => ({ account: name, region: null }))
    .toSorted((a, b) => (a.account < b.account ? -1 : 1));
}

/** Narrows what a connection sees to the organizations its owner named. What else the answer says of a person goes. */
export const onlyOrganizations =
  (transport: Transport, names: readonly string[]): Transport =>
  async (asked, signal) => {
    const answer = await transport(asked, signal);
    if (asked.operation !== call.operation) return answer;
    const parsed = WhoAmI.safeParse(answer);
    if (!parsed.success) throw malformed(call, parsed.error);
    const { orgs } = parsed.data.body;
    const found = orgs.filter(({ name }) => names.length === 0 || names.includes(name.toLowerCase()));
    const missing = names.filter((name) => !orgs.some((org) => org.name.toLowerCase() === name));
    if (found.length === 0 || missing.length > 0)
      throw new ConnectionError(
        missing.length > 0
          ? `The token's owner is not a member of ${missing.join(", ")}.`
          : "The token shows no organization.",
        "Use a token of a member, and let a fine-grained one read the organization.",
      );
    return { ...parsed.data, body: { orgs: found.map(({ name }) => ({ name })) } };
  };
