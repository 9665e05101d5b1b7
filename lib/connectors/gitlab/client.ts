import { z } from "zod";

import type { Transport } from "#lib/domain/provider-call.ts";
import { holdsCredential } from "../credential.ts";
import { Answer } from "../rest/answer.ts";
import { safeBase } from "../rest/base-url.ts";
import { openRestClient, type ClientOptions } from "../rest/client.ts";
import { onlyWhoDidWhat } from "./change-entry.ts";
import type { GitLabCredentials } from "./credentials.ts";
import { operations } from "./operations.ts";

/** Stands for the value of a variable that holds a credential. */
export const redacted = "[redacted]";

/** The live transport, with a group's token. */
export function openClient(
  { token, host }: Pick<GitLabCredentials, "token" | "host">,
  { wait, further = {} }: ClientOptions = {},
): Transport {
  const transport = openRestClient({
    title: "GitLab",
    base: `${safeBase(host || "https://gitlab.com").replace(/\/api\/v4$/, "")}/api/v4`,
    operations: { ...operations, ...further },
    headers: async () => ({ "private-token": token }),
    ...(wait ? { wait } : {}),
  });
  return async (call, signal) => {
    const answer = Answer.parse(await transport(call, signal));
    if (call.operation === "list-audit-events") return { ...answer, body: onlyWhoDidWhat(answer.body) };
    return { ...answer, body: withoutSecrets(answer.body, call.operation.endsWith("-variables")) };
  };
}

const Variable = z.looseObject({ key: z.string(), value: z.unknown() });

/**
 * GitLab answers with the very values of variables and with the tokens that runners register by. They are taken out
 * before anything else sees the answer; of a value is kept whether it was a credential.
 */
export function withoutSecrets(body: unknown, areVariables: boolean): unknown {
  if (Array.isArray(body)) return body.map((one) => withoutSecrets(one, areVariables));
  if (typeof body !== "object" || body === null) return body;
  const kept = Object.entries(body).filter(([name]) => !/^(runners_)?token$|^runner_token/.test(name));
  const plain: Record<string, unknown> = Object.fromEntries(kept);
  if (!areVariables) return plain;
  const variable = Variable.safeParse(plain);
  const isSecret =
    variable.success &&
    typeof variable.data.value === "string" &&
    holdsCredential(variable.data.key, variable.data.value);
  return { ...plain, value: isSecret ? redacted : null };
}
