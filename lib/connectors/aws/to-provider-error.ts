import { ProviderError } from "#lib/domain/provider-call.ts";
import { permissionOf } from "./services.ts";
import { whyUnreachable } from "./unreachable.ts";

type Reason = ProviderError["reason"];

const reasonByPattern: readonly (readonly [RegExp, Reason])[] = [
  [
    /^(Expired|RequestExpired|InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignature|AuthFailure|InvalidToken|CredentialsError|CredentialsProviderError|MissingAuthenticationToken|IncompleteSignature|RequestTimeTooSkewed|RequestInTheFuture|TokenRefreshRequired)/,
    "expired-credentials",
  ],
  [
    /^(AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized|Forbidden|AllAccessDisabled)/,
    "denied",
  ],
  [
    /Throttl|^(TooManyRequests|RequestLimitExceeded|SlowDown|ProvisionedThroughputExceeded|BandwidthLimit|LimitExceededException|PriorRequestNotComplete)/,
    "throttled",
  ],
  [
    /(NotFound|NotFoundException|NotFoundError|NotFoundFault|NotExist|DoesNotExistException)$|^NoSuch|^AWSOrganizationsNotInUse|^WAFNonexistentItem/,
    "not-found",
  ],
  [
    /^(UnknownOperation|InvalidAction|UnsupportedOperation|NotImplemented|OptInRequired|SubscriptionRequired|MethodNotAllowed)/,
    "unsupported",
  ],
];

/** SageMaker has no error of its own for what is not there: it says so in the words of a validation. */
const goneInWords = /^(Could not find|RecordNotFound)\b/;

/** What an error of the SDK means for the inventory. Anything it does not recognise is a failed call. */
export function toProviderError(error: unknown, call: { service: string; operation: string }): ProviderError {
  const { name, message, status } = describe(error);
  const reason = reasonOf(name, message, status, call.service);
  const lost = reason === "failed" && status === null ? whyUnreachable(error) : null;
  const text = reason === "failed" && status !== null ? `HTTP ${status}. ${message}` : message;
  return new ProviderError(
    reason,
    call,
    (lost ?? `${name}: ${text}`).slice(0, 1_000),
    reason === "denied" ? permissionOf(call.service, call.operation) : null,
  );
}

function reasonOf(name: string, message: string, status: number | null, service: string): Reason {
  const known = reasonByPattern.find(([pattern]) => pattern.test(name));
  if (known) return known[1];
  if (service === "sagemaker" && name === "ValidationException" && goneInWords.test(message))
    return "not-found";
  if (status === 403) return "denied";
  if (status === 429) return "throttled";
  return status === 501 ? "unsupported" : "failed";
}

function describe(error: unknown) {
  if (typeof error !== "object" || error === null)
    return { name: "Error", message: String(error), status: null };
  const metadata = "$metadata" in error ? error.$metadata : null;
  const response = "$response" in error ? error.$response : null;
  return {
    name: textOf(error, "name") ?? "Error",
    message: textOf(error, "message") ?? "no message",
    status: numberOf(metadata, "httpStatusCode") ?? numberOf(response, "statusCode"),
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
