import { expect, test } from "vitest";

import { ConnectionError, ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import connector from "./connector.ts";
import { awsCredentials } from "./credentials.ts";
import { confirmIdentity, findScopes } from "./scopes.ts";
import { leastPrivilegePolicies } from "./setup.ts";

const never = new AbortController().signal;
const answering =
  (answers: Record<string, unknown>): Transport =>
  async (call) => {
    if (!Object.hasOwn(answers, call.operation))
      throw new ProviderError("not-recorded", call, "Not recorded");
    const answer = answers[call.operation];
    if (answer instanceof Error) throw answer;
    return answer;
  };
const identity = { Account: "111122223333", Arn: "arn:aws:iam::111122223333:role/nacre" };
const refused = (message: string) =>
  new ProviderError("expired-credentials", { service: "sts", operation: "GetCallerIdentity" }, message);

test("the scopes are the account in each enabled region, and what is above it", async () => {
  const transport = answering({
    GetCallerIdentity: identity,
    DescribeRegions: { Regions: [{ RegionName: "us-east-1" }, { RegionName: "eu-west-1" }] },
  });
  expect(await findScopes(transport, never)).toEqual([
    { account: "111122223333", region: "eu-west-1" },
    { account: "111122223333", region: "us-east-1" },
    { account: "111122223333", region: null, level: "organization" },
  ]);
});

test.each([
  ["CredentialsError: AccessDenied: not authorized to perform: sts:AssumeRole", /trust policy/],
  ["InvalidClientTokenId: The security token is invalid", /access key id/],
  ["SignatureDoesNotMatch: The signature does not match", /secret access key/],
  ["ExpiredToken: The token is expired", /expired/],
  ["CredentialsError: CredentialsProviderError: no providers", /No AWS credentials were found/],
])("%s is told with its remedy", async (message, remedy) => {
  const error: unknown = await confirmIdentity(
    answering({ GetCallerIdentity: refused(message) }),
    {},
    never,
  ).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ remedy: expect.stringMatching(remedy) });
});

test("without DescribeRegions the permission to grant is named", async () => {
  const denied = new ProviderError(
    "denied",
    { service: "ec2", operation: "DescribeRegions" },
    "no",
    "ec2:DescribeRegions",
  );
  await expect(
    findScopes(answering({ GetCallerIdentity: identity, DescribeRegions: denied }), never),
  ).rejects.toMatchObject({
    remedy: expect.stringContaining("ec2:DescribeRegions"),
  });
});

test.each([
  [{}, true],
  [
    {
      roleArn: "arn:aws:iam::111122223333:role/nacre",
      externalId: "some-id",
      regions: "eu-west-1, us-east-1",
    },
    true,
  ],
  [{ roleArn: "", externalId: "", accessKeyId: "", secretAccessKey: "", regions: "" }, true],
  [{ accessKeyId: "AKIAIOSFODNN7EXAMPLE" }, false],
  [{ roleArn: "nacre" }, false],
  [{ regions: "everywhere" }, false],
  [{ role: "arn:aws:iam::111122223333:role/nacre" }, false],
])("credentials %j are accepted: %s", (given, accepted) => {
  expect(awsCredentials.safeParse(given).success).toBe(accepted);
});

const actionsOf = (permissions: readonly string[]) =>
  leastPrivilegePolicies(permissions).flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));

test("the setup policies hold the permissions of every collector once, and read only", () => {
  const permissions = connector.collectors.flatMap((collector) => collector.permissions);
  const actions = actionsOf(permissions);
  expect(actions).toEqual(expect.arrayContaining([...permissions, "sts:GetCallerIdentity"]));
  expect(new Set(actions).size).toBe(actions.length);
  expect(actions.filter((action) => !/:(Get|View|List|Describe|Lookup|BatchGet|GET)/.test(action))).toEqual(
    [],
  );
});

test.each([1, 200, 1_000])("%i permissions fit managed policies, as few as hold them", (count) => {
  const permissions = Array.from({ length: count }, (_, at) => `service:DescribeSomethingLong${at}`);
  const sizes = leastPrivilegePolicies(permissions).map((policy) => JSON.stringify(policy).length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(6_144);
  expect(sizes.slice(0, -1).filter((size) => size < 6_000)).toEqual([]);
  expect(actionsOf(permissions)).toHaveLength(count + 9);
});

test("a role can hold the setup policies, of which AWS allows ten", () => {
  const permissions = connector.collectors.flatMap((collector) => collector.permissions);
  expect(leastPrivilegePolicies(permissions).length).toBeLessThanOrEqual(10);
});

test("the stack attaches each of its policies to the role", () => {
  const permissions = Array.from({ length: 400 }, (_, at) => `service:DescribeSomethingLong${at}`);
  const text = connector.setup(permissions)[0]?.code?.text ?? "";
  const defined = [...text.matchAll(/^ {2}(NacreInventoryPolicy\d*):$/gm)].map(([, name]) => name);
  const attached = [...text.matchAll(/- !Ref (NacreInventoryPolicy\d*)$/gm)].map(([, name]) => name);
  expect(defined.length).toBeGreaterThan(1);
  expect(attached).toEqual(defined);
});

test("collectors have ids of their own", () => {
  const ids = connector.collectors.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("the stack to deploy asks for an external id and lists each permission", () => {
  const [stack] = connector.setup(["s3:GetBucketPolicy"]);
  expect(stack?.code?.text).toContain("sts:ExternalId: !Ref ExternalId");
  expect(stack?.code?.text).toContain("- s3:GetBucketPolicy");
});
