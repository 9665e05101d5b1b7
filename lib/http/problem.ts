import { AppError, type ErrorCode } from "#lib/domain/errors.ts";
import type { Problem } from "#lib/contract/problem.ts";
import { newId } from "#lib/platform/id.ts";
import { log } from "#lib/platform/log.ts";

const titles: Record<ErrorCode, string> = {
  "invalid-input": "The request is not valid",
  unauthenticated: "Sign in first",
  forbidden: "Not allowed",
  "not-found": "Not found",
  conflict: "Does not fit the present state",
  "too-large": "The request is too large",
  "rate-limited": "Too many requests",
};

/** The one place where what was thrown becomes an answer. What the caller did not cause stays private, under an id. */
export function problemResponse(error: unknown): Response {
  if (error instanceof AppError) return respond(problemOf(error), headersOf(error));
  const errorId = newId();
  log.error({ errorId, err: error }, "request failed");
  return respond({
    type: "urn:nacre:problem:internal",
    title: "Something went wrong on our side",
    status: 500,
    detail: `The server's log has the reason under ${errorId}.`,
    code: "internal",
    errorId,
  });
}

const problemOf = (error: AppError): Problem => ({
  type: `urn:nacre:problem:${error.code}`,
  title: titles[error.code],
  status: error.status,
  detail: error.message,
  code: error.code,
  ...(error.fields.length > 0 ? { fields: [...error.fields] } : {}),
});

function headersOf(error: AppError): Record<string, string> {
  if (error.retryAfterSeconds !== null) return { "Retry-After": String(error.retryAfterSeconds) };
  return error.code === "unauthenticated" ? { "WWW-Authenticate": 'Bearer realm="nacre"' } : {};
}

const respond = (problem: Problem, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...headers },
  });
