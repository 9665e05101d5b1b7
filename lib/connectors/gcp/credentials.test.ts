import { describe, expect, test } from "vitest";

import { ConnectionError } from "#lib/domain/provider-call.ts";
import { isGoogleHost, parseCredentials } from "./credentials.ts";

const federation = {
  type: "external_account",
  audience: "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/x",
  subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
  token_url: "https://sts.googleapis.com/v1/token",
  service_account_impersonation_url:
    "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/n@p.iam.gserviceaccount.com:generateAccessToken",
  credential_source: { file: "/var/run/secrets/tokens/google" },
};
const parse = (overrides: object) => () => parseCredentials(JSON.stringify({ ...federation, ...overrides }));

test("a federation configuration that reads a mounted token is accepted", () => {
  expect(parse({})().type).toBe("external_account");
});

test("a service account key is accepted, and without its private key refused", () => {
  const key = {
    type: "service_account",
    client_email: "n@p.iam.gserviceaccount.com",
    private_key: "-----BEGIN PRIVATE KEY-----",
  };
  expect(parseCredentials(JSON.stringify(key)).type).toBe("service_account");
  expect(() => parseCredentials(JSON.stringify({ ...key, private_key: "" }))).toThrow("private_key");
});

describe("a federation configuration is refused when it", () => {
  test.each([
    ["runs a program", { credential_source: { executable: { command: "/bin/sh -c id" } } }],
    ["loads a certificate", { credential_source: { certificate: { use_default_certificate_config: true } } }],
    ["sends tokens to another host", { token_url: "https://sts.example.com/v1/token" }],
    ["sends tokens to a look-alike host", { token_url: "https://sts.googleapis.com.example.com/token" }],
    ["sends tokens in clear", { token_url: "http://sts.googleapis.com/v1/token" }],
    ["hides a host behind user info", { token_url: "https://sts.googleapis.com@example.com/" }],
    ["impersonates elsewhere", { service_account_impersonation_url: "https://169.254.169.254/x" }],
    ["reads any file", { credential_source: { file: "/etc/shadow" } }],
    ["climbs out of the mount", { credential_source: { file: "/run/secrets/../../etc/shadow" } }],
    ["fetches any address", { credential_source: { url: "http://10.0.0.1/admin" } }],
    [
      "verifies AWS credentials elsewhere",
      {
        credential_source: { environment_id: "aws1", regional_cred_verification_url: "https://example.com/" },
      },
    ],
    ["leaves Google's universe", { universe_domain: "example.com" }],
  ])("%s", (_, overrides) => {
    expect(parse(overrides)).toThrow(ConnectionError);
  });
});

test("text that is not JSON says what to paste", () => {
  expect(() => parseCredentials("AIza…")).toThrow("not JSON");
});

test("only Google's own hosts count as Google's", () => {
  expect(isGoogleHost("europe-west4-aiplatform.googleapis.com")).toBe(true);
  expect(isGoogleHost("evilgoogleapis.com")).toBe(false);
});
