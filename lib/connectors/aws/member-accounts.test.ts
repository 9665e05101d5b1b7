import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import {
  answerJson,
  answerText,
  answerXmlError,
  startFakeAws,
  type AwsAnswer,
  type FakeAws,
} from "#tests/support/fake-aws.ts";
import { collectAll } from "../collect-all.ts";
import connector from "./connector.ts";
import { awsCredentials, type AwsCredentials } from "./credentials.ts";
import { openConnection } from "./open-connection.ts";
import { secretsManager } from "./secrets-manager.ts";

const home = "111122223333";
const member = "222233334444";
const closed = "333344445555";
const untrusting = "444455556666";
const { signal } = new AbortController();
const limits = { attemptMs: 10_000, callMs: 20_000, attempts: 2, wait: async () => {} };
const given: AwsCredentials = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "secret",
  externalId: "known-to-two-only",
  accountRole: "nacre-read-only",
  regions: "eu-west-1",
};

let aws: FakeAws;
beforeEach(async () => {
  aws = await startFakeAws();
  vi.stubEnv("AWS_ENDPOINT_URL", aws.url);
  aws.answer(organization());
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await aws.close();
});

const accounts = [
  { Id: home, Status: "ACTIVE" },
  { Id: member, Status: "ACTIVE" },
  { Id: closed, Status: "SUSPENDED" },
  { Id: untrusting, Status: "ACTIVE" },
];

/** Whose temporary key a request is signed with: the account is in the key's id. */
const signerOf = (authorization: string | undefined) =>
  /Credential=ASIA(\d{12})/.exec(authorization ?? "")?.[1] ?? home;

const organization =
  (listed: AwsAnswer = answerJson(200, { Accounts: accounts })): AwsAnswer =>
  (request, response, body) => {
    const action = new URLSearchParams(body).get("Action");
    const target = String(request.headers["x-amz-target"] ?? "");
    if (action === "AssumeRole") return assume(body)(request, response, body);
    if (action === "GetCallerIdentity")
      return xml("GetCallerIdentity", `<Account>${home}</Account><Arn>arn:aws:iam::${home}:user/nacre</Arn>`)(
        request,
        response,
        body,
      );
    if (action === "DescribeRegions")
      return answerText(
        200,
        "text/xml",
        "<DescribeRegionsResponse><regionInfo><item><regionName>eu-west-1</regionName></item></regionInfo></DescribeRegionsResponse>",
      )(request, response, body);
    if (target.endsWith("ListAccounts")) return listed(request, response, body);
    const name = `of-${signerOf(request.headers.authorization)}`;
    return answerJson(
      200,
      target.endsWith("ListSecrets")
        ? { SecretList: [{ ARN: `arn:aws:secretsmanager:eu-west-1:1:secret:${name}`, Name: name }] }
        : {},
    )(request, response, body);
  };
const xml = (action: string, inner: string): AwsAnswer =>
  answerText(
    200,
    "text/xml",
    `<${action}Response><${action}Result>${inner}</${action}Result></${action}Response>`,
  );
function assume(body: string): AwsAnswer {
  const role = new URLSearchParams(body).get("RoleArn") ?? "";
  const [, account = ""] = /::(\d{12}):role\/nacre-read-only$/.exec(role) ?? [];
  if (account !== member)
    return answerXmlError(403, "AccessDenied", `not authorized to perform: sts:AssumeRole on ${role}`);
  const until = new Date(Date.now() + 3_600_000).toISOString();
  return xml(
    "AssumeRole",
    `<Credentials><AccessKeyId>ASIA${account}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${until}</Expiration></Credentials>`,
  );
}
const assumed = () => aws.requests.filter(({ body }) => body.includes("Action=AssumeRole"));
const open = (more: Partial<AwsCredentials> = {}) => openConnection({ ...given, ...more }, signal, limits);
const scopesWith = async (more: Partial<AwsCredentials> = {}) =>
  (await connector.scopes(await open(more), signal))
    .filter(({ level }) => level === undefined)
    .map(({ account }) => account);

test("every active account of the organization is read in the role assumed there, and itself as it is", async () => {
  const only = { ...connector, collectors: [secretsManager] };
  const { resources, gaps } = await collectAll(only, await open(), signal);
  expect(resources.map(({ account, name }) => [account, name])).toEqual([
    [home, `of-${home}`],
    [member, `of-${member}`],
  ]);
  expect(gaps).toMatchObject([{ account: untrusting, region: "eu-west-1", unknown: { reason: "denied" } }]);
});

test("an account whose role cannot be assumed is a gap that names the trust to add, asked for once", async () => {
  const only = { ...connector, collectors: connector.collectors.slice(0, 6) };
  const { collections } = await collectAll(only, await open({ exceptAccounts: member }), signal);
  // What is known of an account by its id alone is known of this one too.
  const missing = collections.filter(
    ({ scope, collectorId }) => scope.account === untrusting && collectorId !== "account",
  );
  expect(missing.length).toBeGreaterThan(3);
  for (const { state, unknown } of missing) {
    expect(state).toBe("denied");
    expect(unknown).toMatchObject({
      permission: `sts:AssumeRole on arn:aws:iam::${untrusting}:role/nacre-read-only`,
      message: expect.stringContaining("trust policy") as string,
    });
  }
  expect(assumed()).toHaveLength(1);
});

test("a role is assumed once for all its calls, with the external id", async () => {
  const transport = await open();
  const call = { account: member, region: "eu-west-1", operation: "ListSecrets", input: {} };
  await transport({ ...call, service: "secretsmanager" }, signal);
  await transport({ ...call, service: "kms", operation: "ListKeys" }, signal);
  await transport({ ...call, service: "secretsmanager", region: "us-east-1" }, signal);
  expect(assumed()).toHaveLength(1);
  expect(assumed()[0]?.body).toContain("ExternalId=known-to-two-only");
});

describe("the accounts that are read", () => {
  test.each<[string, Partial<AwsCredentials>, string[]]>([
    ["all that are active", {}, [home, member, untrusting]],
    ["those named", { accounts: `${member}, ${closed}` }, [member]],
    ["all but some", { exceptAccounts: `${home},${untrusting}` }, [member]],
    ["the own one, without a role for others", { accountRole: "" }, [home]],
  ])("are %s", async (_, more, expected) => {
    expect(await scopesWith(more)).toEqual(expected);
  });

  test("come page by page", async () => {
    aws.answer(
      organization((request, response, body) =>
        answerJson(
          200,
          body.includes("next")
            ? { Accounts: accounts.slice(1) }
            : { Accounts: accounts.slice(0, 1), NextToken: "next" },
        )(request, response, body),
      ),
    );
    expect(await scopesWith()).toEqual([home, member, untrusting]);
  });

  test("may not all be left out", async () => {
    await expect(scopesWith({ accounts: closed })).rejects.toMatchObject({
      name: "ConnectionError",
      message: expect.stringContaining("None of the accounts") as string,
    });
  });

  test.each([
    ["AccessDeniedException", /delegated administrator.*organizations:ListAccounts/],
    ["AWSOrganizationsNotInUseException", /in no organization/],
  ])("that may not be listed for %s are told with what to do", async (name, remedy) => {
    aws.answer(organization(answerJson(400, { __type: name, message: "no" })));
    await expect(scopesWith()).rejects.toMatchObject({
      name: "ConnectionError",
      remedy: expect.stringMatching(remedy) as string,
    });
  });
});

test("without a role for other accounts nobody is asked for them", async () => {
  await scopesWith({ accountRole: "" });
  expect(
    aws.requests.filter(({ headers }) => String(headers["x-amz-target"]).endsWith("ListAccounts")),
  ).toEqual([]);
});

test.each(["arn:aws:iam::111122223333:role/x", "a role", "/x", "x/"])(
  "%j is no name of a role",
  (accountRole) => {
    expect(awsCredentials.safeParse({ ...given, accountRole }).success).toBe(false);
  },
);
