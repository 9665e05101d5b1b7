import { z } from "zod";

import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";
import type { Host } from "./operation.ts";

/** What was asked: the permission it needs, and of whom. */
type Asked = { permission: string; host?: Host };
type Answer = { status: number; bodyAsText?: string | null | undefined };

/** ARM nests its errors; App Service and some others answer the code and the message bare, and in capitals. */
const Stated = z.object({ code: z.string().nullish(), message: z.string().nullish() });
const ErrorBody = z.union([
  z.object({ error: Stated }).transform(({ error }) => error),
  z
    .object({ Code: z.string(), Message: z.string().nullish() })
    .transform(({ Code, Message }) => ({ code: Code, message: Message })),
  Stated.required({ code: true }),
]);

const messageLengthMax = 1_000;

/** The body of a successful answer, or a `ProviderError` saying what the status and the body mean. */
export function answerOf(answer: Answer, call: ProviderCall, operation: Asked): Record<string, unknown> {
  const body = parsed(answer.bodyAsText ?? "");
  if (answer.status >= 200 && answer.status < 300) {
    if (body !== null) return body;
    throw new ProviderError(
      "malformed",
      call,
      `Azure answered ${answer.status} with a body that is not JSON`,
    );
  }
  throw errorOf(answer.status, body, call, operation);
}

function errorOf(
  status: number,
  body: Record<string, unknown> | null,
  call: ProviderCall,
  { permission, host }: Asked,
): ProviderError {
  const error = ErrorBody.safeParse(body).data;
  const code = error?.code ?? `HTTP ${status}`;
  const message = `${code}: ${error?.message ?? "no explanation was given"}`.slice(0, messageLengthMax);
  // What holds data answers 401 to whom it does not let in; that says nothing of the credential.
  if (status === 401 && (host === undefined || host === "management" || host === "graph"))
    return new ProviderError("expired-credentials", call, message);
  if (status === 401) return new ProviderError("denied", call, message, permission);
  if (status === 403 && isUnlicensed(message)) return new ProviderError("unsupported", call, message);
  if (status === 403) return new ProviderError("denied", call, message, missingAction(message) ?? permission);
  if (status === 404) return notFound(code, message, call);
  if (code === "MissingSubscriptionRegistration") return new ProviderError("unsupported", call, message);
  if (status === 429) return new ProviderError("throttled", call, message);
  if (body === null)
    return new ProviderError("failed", call, `Azure answered ${status} with a body that is not JSON`);
  return new ProviderError("failed", call, message);
}

/** A provider nobody registered in the subscription has no resources; it is not one resource gone missing. */
const notFound = (code: string, message: string, call: ProviderCall): ProviderError =>
  code === "InvalidResourceType" || code === "SubscriptionNotFound"
    ? new ProviderError("unsupported", call, message)
    : new ProviderError("not-found", call, message);

/** Microsoft Graph refuses what the tenant has not bought as if it were forbidden. */
const isUnlicensed = (message: string): boolean =>
  /premium license|not licensed|NonPremiumTenant/i.test(message);

/** The words in which the resource manager, and Foundry's projects, name the action that is missing. */
const missingActionWords = [
  /perform action '([^']+)'/,
  /required data action\W{1,3}([\w.]+(?:\/\w+)+)/,
  /permissions for\s+([\w.]+(?:\/\w+)+) actions/,
];
const missingAction = (message: string): string | null =>
  missingActionWords.map((words) => words.exec(message)?.[1]).find((action) => action !== undefined) ?? null;

/** Failures below HTTP: no token, no connection, no answer in time. */
export function toProviderError(error: unknown, call: ProviderCall, operation: Asked): ProviderError {
  if (error instanceof ProviderError) return error;
  const name = error instanceof Error ? error.name : "";
  const text = error instanceof Error ? error.message.slice(0, messageLengthMax) : String(error);
  if (/^(AuthenticationError|CredentialUnavailableError|AggregateAuthenticationError)/.test(name))
    return new ProviderError("expired-credentials", call, text);
  if (name === "RestError" && hasStatus(error)) return errorOf(error.statusCode, null, call, operation);
  return new ProviderError("failed", call, text);
}

const hasStatus = (error: unknown): error is { statusCode: number } =>
  typeof error === "object" &&
  error !== null &&
  "statusCode" in error &&
  typeof error.statusCode === "number";

function parsed(text: string): Record<string, unknown> | null {
  try {
    const body = z.record(z.string(), z.unknown()).safeParse(JSON.parse(text));
    return body.success ? body.data : null;
  } catch {
    return null;
  }
}
