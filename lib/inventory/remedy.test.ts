import { describe, expect, test } from "vitest";

import { ProviderError } from "#lib/domain/provider-call.ts";
import { failureKindOf, remedyFor, type FailureKind } from "./remedy.ts";

const call = { service: "sts", operation: "GetCallerIdentity" };
type Reason = ProviderError["reason"];

const said: readonly (readonly [string, Reason, string, FailureKind])[] = [
  ["a name that is not found", "failed", "getaddrinfo ENOTFOUND sts.amazonaws.com", "unreachable"],
  ["a resolver that is busy", "failed", "getaddrinfo EAI_AGAIN login.microsoftonline.com", "unreachable"],
  ["a refused connection", "failed", "connect ECONNREFUSED 10.0.0.1:443", "unreachable"],
  ["a connection that broke", "failed", "read ECONNRESET", "unreachable"],
  ["a firewall that drops", "failed", "connect ETIMEDOUT 52.94.1.1:443", "unreachable"],
  ["a route that is missing", "failed", "connect EHOSTUNREACH 52.94.1.1:443", "unreachable"],
  ["a broken socket", "failed", "socket hang up", "unreachable"],
  ["fetch, which hides why", "failed", "fetch failed", "unreachable"],
  ["the connector's own words", "failed", "AWS could not be reached: no answer came in time", "unreachable"],
  ["a call that never ends", "failed", "No answer within 90 seconds", "unreachable"],
  ["a proxy with its own authority", "failed", "self-signed certificate in certificate chain", "untrusted"],
  ["an unknown issuer", "failed", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "untrusted"],
  ["AWS about the clock", "expired-credentials", "RequestTimeTooSkewed: The difference", "clock"],
  ["a signature of tomorrow", "expired-credentials", "Signature not yet current: 20300101", "clock"],
  ["Azure about a token's time", "failed", "AADSTS700024: Client assertion is not within", "clock"],
  ["Google about a token's time", "expired-credentials", "Invalid JWT: Token must be a short-lived", "clock"],
  ["throttling, by its reason", "throttled", "Rate exceeded", "throttled"],
  ["throttling, by its words", "failed", "HTTP 429. Too many requests", "throttled"],
  ["an expired token", "expired-credentials", "ExpiredToken: The security token is expired", "expired"],
  ["a wrong key", "expired-credentials", "InvalidClientTokenId: The security token is invalid", "expired"],
  ["a refusal", "denied", "AccessDenied: not authorized to perform", "denied"],
  ["an account that is not there", "not-found", "SubscriptionNotFound", "other-account"],
  ["the provider's own error", "failed", "InternalFailure: HTTP 500. We are sorry", "provider-down"],
  ["a gateway's error", "failed", "Google answered 503 with something not JSON", "provider-down"],
  ["a login page instead of an answer", "malformed", "What answered is not AWS.", "not-the-provider"],
  ["a recording that is too old", "not-recorded", "No answer is recorded", "not-recorded"],
  ["what nobody foresaw", "failed", "It went wrong", "other"],
  ["a service that is not there", "unsupported", "The client has no such call", "other"],
];

describe("why a sync could not begin", () => {
  test.each(said)("%s", (_, reason, message, kind) => {
    expect(failureKindOf({ reason, message })).toBe(kind);
  });

  test("what the provider answered is not overruled by its words", () => {
    expect(failureKindOf({ reason: "denied", message: "certificate ENOTFOUND 429" })).toBe("denied");
    expect(failureKindOf({ reason: "throttled", message: "HTTP 503" })).toBe("throttled");
  });

  test("an account number is not an HTTP status", () => {
    expect(failureKindOf({ reason: "failed", message: "No role in 142950342900" })).toBe("other");
  });
});

describe("what to do about it", () => {
  const remedy = (reason: Reason, message: string, permission: string | null = null) =>
    remedyFor(new ProviderError(reason, call, message, permission));

  test("each kind has a remedy of its own", () => {
    const texts = new Map(said.map(([, reason, message, kind]) => [kind, remedy(reason, message)]));
    expect(new Set(texts.values()).size).toBe(texts.size);
    for (const text of texts.values()) expect(text).toMatch(/\.$/);
  });

  test("only what is about credentials asks for new ones", () => {
    for (const [, reason, message, kind] of said)
      expect(/enter new ones/.test(remedy(reason, message))).toBe(kind === "expired");
  });

  test("a refusal names the permission, or the call where none is known", () => {
    expect(remedy("denied", "no", "ec2:DescribeRegions")).toContain("Allow ec2:DescribeRegions to");
    expect(remedy("denied", "no")).toContain("Allow sts:GetCallerIdentity to");
  });

  test("a recording names the call it lacks", () => {
    expect(remedy("not-recorded", "none")).toContain("sts:GetCallerIdentity");
  });
});
