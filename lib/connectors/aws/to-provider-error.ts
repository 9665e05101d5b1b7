import { ProviderError } from "#lib/domain/provider-call.ts";
import { permissionOf } from "./services.ts";

type Reason = ProviderError["reason"];

const reasonByPattern: readonly (readonly [RegExp, Reason])[] = [
  [
    /^(Expired|InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|SignatureDoesNotMatch|AuthFailure|InvalidToken|CredentialsError|CredentialsProviderError|MissingAuthenticationToken|IncompleteSignature)/,
    "expired-credentials",
  ],
  [
    /^(AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized|Forbidden|AllAccessDisabled)/,
    "denied",
  ],
  [
    /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|ProvisionedThroughputExceeded|BandwidthLimit|LimitExceededException|PriorRequestNotComplete)/,
    "throttled",
  ],
  [
    /(NotFound|NotFoundException|NotFoundError|NotFoundFault|NotExist|DoesNotExistException)$|^NoSuch/,
    "not-found",
  ],
  [
    /^(UnknownOperation|InvalidAction|UnsupportedOperation|NotImplemented|OptInRequired|SubscriptionRequired|MethodNotAllowed)/,
    "unsupported",
  ],
];

/** What an error of the SDK means for the inventory. Anything it does not recognise is a failed call. */
export function toProviderError(error: unknown, call: { service: string; operation: string }): ProviderError {
  const { name, message, status, code } = describe(error);
  const reason = reasonOf(name, status, code);
  const text = reason === "failed" && status !== null ? `HTTP ${status}. ${message}` : message;
  return new ProviderError(
    reason,
    call,
    `${name}: ${text}`.slice(0, 1_000),
    reason === "denied" ? permissionOf(call.service, call.operation) : null,
  );
}

function reasonOf(name: string, status: number | null, code: string | null): Reason {
  const known = reasonByPattern.find(([pattern]) => pattern.test(name));
  if (known) return known[1];
  if (code === "ENOTFOUND") return "unsupported";
  if (status === 403) return "denied";
  if (status === 429) return "throttled";
  return status === 501 ? "unsupported" : "failed";
}

function describe(error: unknown) {
  if (typeof error !== "object" || error === null)
    return { name: "Error", message: String(error), status: null, code: null };
  const metadata = "$metadata" in error ? error.$metadata : null;
  const response = "$response" in error ? error.$response : null;
  return {
    name: textOf(error, "name") ?? "Error",
    message: textOf(error, "message") ?? "no message",
    status: numberOf(metadata, "httpStatusCode") ?? numberOf(response, "statusCode"),
    code: textOf(error, "code"),
  };
}

/** Reads a member that may be inherited or not enumerable, as `name` of an Error is. */
const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : null;

function textOf(value: unknown, name: string): string | null {
  const member = memberOf(value, name);
  return typeof member === "string" && member !== "" ? member : null;
}

function numberOf(value: unknown, name: string): number | null {
  const member = memberOf(value, name);
  return typeof member === "number" ? member : null;
}
