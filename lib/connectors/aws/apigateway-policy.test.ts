import { describe, expect, test } from "vitest";
import { ZodError } from "zod";

import { policyReach } from "./apigateway-policy.ts";
import type { Authentication } from "./api-routes.ts";

const api = "arn:aws:execute-api:eu-west-1:111122223333:abc123/*";
const plain = (...statements: object[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((one) => ({
      Effect: "Allow",
      Principal: "*",
      Action: "execute-api:Invoke",
      Resource: api,
      ...one,
    })),
  });
/** As API Gateway gives it back: escaped once more than JSON is. */
const escaped = (text: string) =>
  JSON.stringify(text)
    .slice(1, -1)
    .replaceAll("/", String.raw`\/`);
const reach = (...statements: object[]) => policyReach(escaped(plain(...statements)));
const narrowed = (authentication: Authentication, ...statements: object[]) =>
  reach(...statements).narrowed({ name: "POST /chat", authentication, functionKey: null });
const deny = (Condition: object) => ({ Effect: "Deny", Condition });

describe("an API answers the internet", () => {
  const ranges = { "aws:SourceIp": ["192.0.2.0/24", "198.51.100.7"] };
  test.each<[string, object[], boolean]>([
    ["by a policy for everyone", [{}], true],
    ["by a policy for everyone over TLS", [{ Condition: { Bool: { "aws:SecureTransport": "true" } } }], true],
    [
      "by one for another account, which may call from anywhere",
      [{ Principal: { AWS: "999988887777" } }],
      true,
    ],
    ["by one for every address", [{ Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } }], true],
    [
      "by one for both halves of the internet",
      [{ Condition: { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } } }],
      true,
    ],
    [
      "by one for an organization, whose people are anywhere",
      [{ Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }],
      true,
    ],
    ["by one for all addresses but some", [{ Condition: { NotIpAddress: ranges } }], true],
    ["not by one for some addresses", [{ Condition: { IpAddress: ranges } }], false],
    ["not where all other addresses are denied", [{}, deny({ NotIpAddress: ranges })], false],
    ["not by one for an endpoint", [{ Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }], false],
    ["not by one for a network", [{ Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } }], false],
    [
      "not by one for private addresses",
      [{ Condition: { IpAddress: { "aws:VpcSourceIp": "10.0.0.0/16" } } }],
      false,
    ],
    [
      "not where all other networks are denied",
      [{}, deny({ StringNotEquals: { "aws:SourceVpc": "vpc-1" } })],
      false,
    ],
    ["where only some addresses are denied", [{}, deny({ IpAddress: ranges })], true],
    ["by one way of two", [{ Condition: { IpAddress: ranges } }, {}], true],
    ["not where nobody is allowed", [], false],
    ["not where everyone is denied", [{}, { Effect: "Deny", Resource: "*" }], false],
    ["not by one that allows to administer it", [{ Action: "apigateway:GET" }], false],
  ])("%s", (_, statements, publicNetwork) => {
    expect(reach(...statements).publicNetwork).toBe(publicNetwork);
  });
});

describe("a route that asks for nothing", () => {
  test.each<[string, object[], Authentication]>([
    ["is open by a policy for everyone", [{}], "none"],
    [
      "is open to whoever the network lets in",
      [{ Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }],
      "none",
    ],
    [
      "answers who signs, by a policy of names",
      [{ Principal: { AWS: "arn:aws:iam::999988887777:role/x" } }],
      "identity",
    ],
    [
      "answers who signs, by a policy for a service",
      [{ Principal: { Service: "lex.amazonaws.com" } }],
      "identity",
    ],
    ["answers nobody, where nobody is allowed", [], "unreachable"],
    ["answers nobody, where everyone is denied", [{}, { Effect: "Deny", Resource: "*" }], "unreachable"],
  ])("%s", (_, statements, authentication) => {
    expect(narrowed("none", ...statements)).toEqual({
      name: "POST /chat",
      authentication,
      functionKey: null,
    });
  });

  test("and one that asks for a key alone are alike, for a key is no name", () => {
    expect(narrowed("key", { Principal: { AWS: "999988887777" } })).toMatchObject({
      authentication: "identity",
    });
    expect(narrowed("key", {})).toMatchObject({ authentication: "key" });
  });

  test("is not loosened by any policy, and one with an identity keeps it", () => {
    for (const statements of [[], [{}], [{ Principal: { AWS: "999988887777" } }]])
      expect(narrowed("identity", ...statements)).toMatchObject({ authentication: "identity" });
  });
});

describe("the document is read", () => {
  const closed = plain({ Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } });
  test.each([
    ["escaped, as API Gateway gives it", escaped(closed)],
    ["as plain JSON, as stand-ins give it", closed],
    ["over several lines", JSON.stringify(JSON.parse(closed), null, 2)],
    ["over several lines, escaped", escaped(JSON.stringify(JSON.parse(closed), null, 2))],
  ])("%s", (_, text) => {
    expect(policyReach(text).publicNetwork).toBe(false);
  });

  test.each([undefined, ""])("%j is no policy, and narrows nothing", (text) => {
    const { publicNetwork, narrowed: narrow } = policyReach(text);
    const route = { name: "r", authentication: "none" as const, functionKey: null };
    expect([publicNetwork, narrow(route)]).toEqual([true, route]);
  });

  test.each(["policy", "{", String.raw`{\"Version\"`, String.raw`{\"Statement\":\"\q\"}`, "[]"])(
    "%j is refused, never taken for a policy that narrows",
    (text) => {
      expect(() => policyReach(text)).toThrow(ZodError);
    },
  );
});
