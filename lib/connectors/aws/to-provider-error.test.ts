import { describe, expect, test } from "vitest";

import type { ProviderError } from "#lib/domain/provider-call.ts";
import { toProviderError } from "./to-provider-error.ts";
import { unreachable } from "./unreachable.ts";

const call = { service: "s3", operation: "GetBucketPolicy" };
/** As the SDK throws what AWS answered. */
const answered = (name: string, status: number, message = "no") =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
/** As Node throws what never reached AWS. */
const lost = (code: string, more: object = {}) =>
  Object.assign(new Error(`connect ${code}`), { code, ...more });
const reasonOf = (error: unknown) => toProviderError(error, call).reason;

describe("what AWS answers, by the name it gives the error", () => {
  test.each<[string, number, ProviderError["reason"]]>([
    // Credentials that are not good (any more), or a signature that is not: nothing else will be answered either.
    ["ExpiredToken", 400, "expired-credentials"],
    ["ExpiredTokenException", 403, "expired-credentials"],
    ["RequestExpired", 400, "expired-credentials"],
    ["InvalidClientTokenId", 403, "expired-credentials"],
    ["UnrecognizedClientException", 400, "expired-credentials"],
    ["InvalidAccessKeyId", 403, "expired-credentials"],
    ["SignatureDoesNotMatch", 403, "expired-credentials"],
    ["InvalidSignatureException", 403, "expired-credentials"],
    ["IncompleteSignature", 400, "expired-credentials"],
    ["AuthFailure", 401, "expired-credentials"],
    ["MissingAuthenticationToken", 403, "expired-credentials"],
    ["InvalidToken", 400, "expired-credentials"],
    ["RequestTimeTooSkewed", 403, "expired-credentials"],
    ["RequestInTheFuture", 403, "expired-credentials"],
    // A permission that is missing.
    ["AccessDenied", 403, "denied"],
    ["AccessDeniedException", 400, "denied"],
    ["UnauthorizedOperation", 403, "denied"],
    ["AuthorizationErrorException", 403, "denied"],
    ["NotAuthorized", 400, "denied"],
    ["AllAccessDisabled", 403, "denied"],
    ["SomethingOfTomorrow", 403, "denied"],
    // Too many calls.
    ["Throttling", 400, "throttled"],
    ["ThrottlingException", 400, "throttled"],
    ["ThrottledException", 400, "throttled"],
    ["RequestThrottled", 400, "throttled"],
    ["RequestThrottledException", 400, "throttled"],
    ["EC2ThrottledException", 400, "throttled"],
    ["TooManyRequestsException", 429, "throttled"],
    ["RequestLimitExceeded", 503, "throttled"],
    ["SlowDown", 503, "throttled"],
    ["PriorRequestNotComplete", 400, "throttled"],
    ["SomethingOfTomorrow", 429, "throttled"],
    // Not configured, or deleted since.
    ["NoSuchBucketPolicy", 404, "not-found"],
    ["NoSuchTagSet", 404, "not-found"],
    ["NoSuchPublicAccessBlockConfiguration", 404, "not-found"],
    ["ServerSideEncryptionConfigurationNotFoundError", 404, "not-found"],
    ["NoSuchEntityException", 404, "not-found"],
    ["ResourceNotFoundException", 404, "not-found"],
    ["ResourceNotFound", 400, "not-found"],
    ["RepositoryPolicyNotFoundException", 400, "not-found"],
    ["TrailNotFoundException", 400, "not-found"],
    ["InvalidGroup.NotFound", 400, "not-found"],
    ["InvalidPrefixListID.NotFound", 400, "not-found"],
    ["QueueDoesNotExistException", 400, "not-found"],
    // Not offered.
    ["UnknownOperationException", 404, "unsupported"],
    ["UnsupportedOperationException", 400, "unsupported"],
    ["OptInRequired", 403, "unsupported"],
    ["SubscriptionRequiredException", 400, "unsupported"],
    ["MethodNotAllowed", 405, "unsupported"],
    ["SomethingOfTomorrow", 501, "unsupported"],
    // Anything else is a call that failed, never an answer.
    ["ValidationException", 400, "failed"],
    ["InternalFailure", 500, "failed"],
    ["ServiceUnavailable", 503, "failed"],
    ["KMSInvalidStateException", 400, "failed"],
    ["SyntaxError", 200, "failed"],
    ["SomethingOfTomorrow", 404, "failed"],
  ])("%s with status %i is %s", (name, status, reason) => {
    expect(reasonOf(answered(name, status))).toBe(reason);
  });

  test("a denial names the permission to grant, and nothing else does", () => {
    expect(toProviderError(answered("AccessDenied", 403), call).permission).toBe("s3:GetBucketPolicy");
    for (const name of ["NoSuchBucketPolicy", "SlowDown", "ExpiredToken", "InternalError"])
      expect(toProviderError(answered(name, 400), call).permission).toBeNull();
  });

  test.each([
    ["s3", "GetBucketEncryption", "s3:GetEncryptionConfiguration"],
    ["s3", "GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"],
    ["s3control", "GetPublicAccessBlock", "s3:GetAccountPublicAccessBlock"],
    ["s3", "ListBuckets", "s3:ListAllMyBuckets"],
    ["apigatewayv2", "GetRoutes", "apigateway:GET"],
    ["bedrock-agent", "GetAgent", "bedrock:GetAgent"],
    ["no-such-service", "List", null],
  ])("a denied %s %s asks for %s", (service, operation, permission) => {
    expect(toProviderError(answered("AccessDenied", 403), { service, operation })).toMatchObject({
      call: `${service}:${operation}`,
      permission,
    });
  });

  test("the status tells a failed call apart, where AWS said nothing useful", () => {
    expect(toProviderError(answered("InternalFailure", 500, "oops"), call).message).toBe(
      "InternalFailure: HTTP 500. oops",
    );
  });
});

describe("what SageMaker says of things that are not there", () => {
  const sagemaker = { service: "sagemaker", operation: "DescribeModel" };
  test.each([
    'Could not find model "arn:aws:sagemaker:eu-west-1:111122223333:model/gone".',
    'Could not find endpoint configuration "gone".',
    "RecordNotFound",
  ])("%s", (message) => {
    expect(toProviderError(answered("ValidationException", 400, message), sagemaker).reason).toBe(
      "not-found",
    );
  });

  test("is not read into its other refusals, nor into another service's", () => {
    const malformed = answered("ValidationException", 400, "1 validation error detected");
    expect(toProviderError(malformed, sagemaker).reason).toBe("failed");
    const elsewhere = answered("ValidationException", 400, "Could not find bucket");
    expect(toProviderError(elsewhere, call).reason).toBe("failed");
  });
});

describe("what never reached AWS", () => {
  test.each([
    ["ENOTFOUND", /could not be looked up \(ENOTFOUND sts\.example\)/],
    ["EAI_AGAIN", /could not be looked up/],
    ["ECONNREFUSED", /nothing accepted the connection/],
    ["EHOSTUNREACH", /nothing accepted the connection/],
    ["ECONNRESET", /broke off/],
    ["EPIPE", /broke off/],
    ["ETIMEDOUT", /no answer came in time/],
    ["CERT_HAS_EXPIRED", /certificate/],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", /certificate/],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", /certificate/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", /certificate/],
  ])("%s is a failed call that says so first", (code, words) => {
    const { reason, message } = toProviderError(lost(code, { hostname: "sts.example" }), call);
    expect(reason).toBe("failed");
    expect(message.startsWith(unreachable)).toBe(true);
    expect(message).toMatch(words);
  });

  test("is found behind errors that only wrap it", () => {
    const several = Object.assign(new AggregateError([lost("ECONNREFUSED"), lost("ENETUNREACH")]), {});
    expect(toProviderError(several, call).message).toContain("ECONNREFUSED");
    const wrapped = new Error("Could not load credentials", { cause: lost("EAI_AGAIN") });
    expect(toProviderError(wrapped, call).message).toContain("EAI_AGAIN");
    const timedOut = Object.assign(new Error("Connection timed out"), { name: "TimeoutError" });
    expect(toProviderError(timedOut, call).message).toContain("no answer came in time");
  });

  test("does not follow a cause that leads back to itself for ever", () => {
    const error = new Error("round");
    error.cause = error;
    expect(toProviderError(error, call)).toMatchObject({ reason: "failed", message: "Error: round" });
  });

  test("names the host where it is known, and leaves no gap where it is not", () => {
    expect(toProviderError(lost("ECONNREFUSED"), call).message).toMatch(/ \(ECONNREFUSED\)$/);
    const address = lost("ECONNREFUSED", { address: "192.0.2.1" });
    expect(toProviderError(address, call).message).toMatch(/ \(ECONNREFUSED 192\.0\.2\.1\)$/);
  });

  test("is not read into an answer that has a status", () => {
    const answer = Object.assign(answered("InternalFailure", 503), { code: "ECONNRESET" });
    expect(toProviderError(answer, call).message).toBe("InternalFailure: HTTP 503. no");
  });
});

describe("what is no error of the SDK at all", () => {
  test.each([
    ["a text", "boom", "Error: boom"],
    ["nothing", undefined, "Error: undefined"],
    ["null", null, "Error: null"],
    ["an object without a name", {}, "Error: no message"],
    ["an empty name and message", { name: "", message: "" }, "Error: no message"],
    ["a name that is no text", { name: 7, message: "x" }, "Error: x"],
  ])("%s is a failed call", (_, error, message) => {
    expect(toProviderError(error, call)).toMatchObject({ reason: "failed", message, permission: null });
  });

  test("a message is cut to what a recording may hold", () => {
    expect(toProviderError(answered("InternalFailure", 500, "x".repeat(100_000)), call).message).toHaveLength(
      1_000,
    );
  });

  test("a page in place of an answer is known by the status of its response", () => {
    const error = Object.assign(new SyntaxError("Unexpected token <"), { $response: { statusCode: 502 } });
    expect(toProviderError(error, call)).toMatchObject({
      reason: "failed",
      message: "SyntaxError: HTTP 502. Unexpected token <",
    });
  });
});
