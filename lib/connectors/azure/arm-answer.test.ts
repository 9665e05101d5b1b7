import { describe, expect, test } from "vitest";

import { ProviderError } from "#lib/domain/provider-call.ts";
import { answerOf, toProviderError } from "./arm-answer.ts";

const call = {
  account: "00000000-0000-4000-8000-000000000001",
  region: null,
  service: "Microsoft.CognitiveServices",
  operation: "Deployments_List",
  input: {},
};
const operation = { permission: "Microsoft.CognitiveServices/accounts/deployments/read" };

function errorFor(status: number, body: unknown): ProviderError {
  try {
    answerOf({ status, bodyAsText: typeof body === "string" ? body : JSON.stringify(body) }, call, operation);
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  }
  throw new Error("answered");
}

test("a denied call names the action that ARM says is missing", () => {
  const error = errorFor(403, {
    error: {
      code: "AuthorizationFailed",
      message:
        "The client 'a' with object id 'b' does not have authorization to perform action 'Microsoft.CognitiveServices/accounts/read' over scope '/subscriptions/x' or the scope is invalid.",
    },
  });
  expect([error.reason, error.permission]).toEqual(["denied", "Microsoft.CognitiveServices/accounts/read"]);
});

test("a denial that names no action falls back on the action the operation needs", () => {
  expect(errorFor(403, { error: { code: "Forbidden", message: "No." } }).permission).toBe(
    operation.permission,
  );
});

describe("a status means the same whatever its body", () => {
  test.each([
    [401, { error: { code: "ExpiredAuthenticationToken", message: "…" } }, "expired-credentials"],
    [404, { error: { code: "ResourceNotFound", message: "…" } }, "not-found"],
    [404, { error: { code: "InvalidResourceType", message: "…" } }, "unsupported"],
    [429, { error: { code: "TooManyRequests", message: "…" } }, "throttled"],
    [500, "<html>oops</html>", "failed"],
    [502, { error: { code: "BadGateway" } }, "failed"],
    [200, "<html>sign in</html>", "malformed"],
    [200, "[1, 2]", "malformed"],
    [200, "", "malformed"],
  ])("%i %j is %s", (status, body, reason) => {
    expect(errorFor(status, body).reason).toBe(reason);
  });
});

test("a token that cannot be had is an expired credential, not a gap in one collection", () => {
  const error = Object.assign(new Error("AADSTS7000222: expired"), { name: "AuthenticationError" });
  expect(toProviderError(error, call, operation).reason).toBe("expired-credentials");
});

test("a connection that breaks is a failed call", () => {
  expect(toProviderError(new Error("ECONNRESET"), call, operation)).toMatchObject({
    reason: "failed",
    call: "Microsoft.CognitiveServices:Deployments_List",
  });
});
