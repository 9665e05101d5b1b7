import { z } from "zod";

import type { Transport } from "#lib/domain/provider-call.ts";
import { holdsCredential } from "../credential.ts";
import { Answer } from "../rest/answer.ts";
import { openRestClient, type ClientOptions } from "../rest/client.ts";
import type { HuggingFaceCredentials } from "./credentials.ts";
import { operations } from "./operations.ts";

type Options = ClientOptions & {
  /** Replaced in tests, which have servers of their own. */
  hub?: string;
  endpoints?: string;
};

/** The live transport, with one token for the hub and for the inference endpoints, which have a host of their own. */
export function openClient(
  { token }: Pick<HuggingFaceCredentials, "token">,
  {
    hub = "https://huggingface.co",
    endpoints = "https://api.endpoints.huggingface.cloud",
    wait,
    further = {},
  }: Options = {},
): Transport {
  const open = (base: string) =>
    openRestClient({
      title: "Hugging Face",
      base,
      operations: { ...operations, ...further },
      headers: async () => ({ authorization: `Bearer ${token}` }),
      ...(wait ? { wait } : {}),
    });
  const [ofHub, ofEndpoints] = [open(hub), open(endpoints)];
  return async (call, signal) => {
    const answer = Answer.parse(await (call.service === "endpoints" ? ofEndpoints : ofHub)(call, signal));
    switch (call.operation) {
      case "get-variables":
        return { ...answer, body: withoutValues(answer.body) };
      case "get-secrets":
        return { ...answer, body: namesOnly(answer.body) };
      case "list-webhooks":
        return { ...answer, body: withoutKeys(answer.body) };
      default:
        return { ...answer, body: withoutEnvironment(answer.body) };
    }
  };
}

export const redacted = "[redacted]";
const Variables = z.record(z.string(), z.looseObject({ value: z.unknown() }));

/** Of a variable's value is kept whether it was a credential. */
export function withoutValues(body: unknown): unknown {
  const variables = Variables.safeParse(body);
  if (!variables.success) return body;
  return Object.fromEntries(
    Object.entries(variables.data).map(([name, { value }]) => [
      name,
      { value: typeof value === "string" && holdsCredential(name, value) ? redacted : null },
    ]),
  );
}

const Secrets = z.record(z.string(), z.unknown());

/** The hub never tells a secret's value; what people wrote to describe it may hold one and is left out with the rest. */
export function namesOnly(body: unknown): unknown {
  const secrets = Secrets.safeParse(body);
  return secrets.success ? Object.fromEntries(Object.keys(secrets.data).map((name) => [name, {}])) : body;
}

const Webhooks = z.array(z.looseObject({ url: z.string(), secret: z.unknown() }));

/** A webhook comes with the very secret that it signs by, and its address may hold another: what is told is the host. */
export function withoutKeys(body: unknown): unknown {
  const webhooks = Webhooks.safeParse(body);
  if (!webhooks.success) return Array.isArray(body) ? [null] : null;
  return webhooks.data.map(({ url, secret, watched, disabled }) => ({
    url: URL.canParse(url) ? new URL(url).origin : null,
    secret: typeof secret === "string" && secret !== "" ? redacted : null,
    watched,
    disabled,
  }));
}

/** An endpoint answers with what its container is given, secrets among it, of which nothing is needed. */
function withoutEnvironment(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEnvironment);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "secrets" && name !== "env")
      .map(([name, member]) => [name, withoutEnvironment(member)]),
  );
}
