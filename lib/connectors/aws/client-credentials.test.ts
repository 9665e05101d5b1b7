import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { ConnectionError, ProviderError } from "#lib/domain/provider-call.ts";
import {
  answerJson,
  answerText,
  answerXmlError,
  startFakeAws,
  type AwsAnswer,
  type FakeAws,
} from "#tests/support/fake-aws.ts";
import { openAws } from "./client.ts";
import { awsCredentials, type AwsCredentials } from "./credentials.ts";
import { confirmIdentity } from "./scopes.ts";

let aws: FakeAws;
const limits = { attemptMs: 10_000, callMs: 20_000, attempts: 2 };
const never = new AbortController().signal;
const own = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" };
const roleArn = "arn:aws:iam::999988887777:role/nacre-read-only";
const withRole = { ...own, roleArn, externalId: "an-id-only-we-know" };

beforeEach(async () => {
  aws = await startFakeAws();
  vi.stubEnv("AWS_ENDPOINT_URL", aws.url);
  vi.stubEnv("AWS_REGION", undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await aws.close();
});

const identity = (account: string) =>
  answerText(
    200,
    "text/xml",
    `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:sts::${account}:assumed-role/nacre-read-only/nacre</Arn><UserId>AROAEXAMPLE:nacre</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
  );
const session = (minutes = 60) =>
  answerText(
    200,
    "text/xml",
    `<AssumeRoleResponse><AssumeRoleResult><AssumedRoleUser><AssumedRoleId>AROAEXAMPLE:nacre</AssumedRoleId><Arn>arn:aws:sts::999988887777:assumed-role/nacre-read-only/nacre</Arn></AssumedRoleUser><Credentials><AccessKeyId>ASIASESSIONEXAMPLE00</AccessKeyId><SecretAccessKey>session-secret</SecretAccessKey><SessionToken>session-token</SessionToken><Expiration>${new Date(Date.now() + minutes * 60_000).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  );
/** AWS as it answers when the role may be assumed; `assume` and `rest` stand in for its two kinds of answers. */
const answering =
  (assume: AwsAnswer, rest: AwsAnswer = identity("999988887777")): AwsAnswer =>
  (request, response, body) =>
    (body.includes("Action=AssumeRole") ? assume : rest)(request, response, body);

const confirmed = (credentials: AwsCredentials) =>
  confirmIdentity(openAws(credentials, limits), credentials, never);
async function refusal(credentials: AwsCredentials, patience = limits): Promise<ConnectionError> {
  const error: unknown = await confirmIdentity(openAws(credentials, patience), credentials, never).catch(
    (reason: unknown) => reason,
  );
  if (!(error instanceof ConnectionError))
    throw new Error(`Expected a ConnectionError, got ${String(error)}`);
  return error;
}
const asked = () => aws.requests.map(({ body }) => new URLSearchParams(body));
const signedWith = (at: number) => String(aws.requests[at]?.headers.authorization);

describe("assuming a role", () => {
  test("asks for the role by the external id, signed with one's own key", async () => {
    aws.answer(answering(session()));
    expect(await confirmed(withRole)).toMatchObject({ Account: "999988887777" });
    const [assume] = asked();
    expect(Object.fromEntries(assume ?? [])).toMatchObject({
      Action: "AssumeRole",
      RoleArn: roleArn,
      ExternalId: "an-id-only-we-know",
      RoleSessionName: "nacre",
    });
    expect(signedWith(0)).toContain("Credential=AKIAIOSFODNN7EXAMPLE/");
  });

  test("calls with the session, not with one's own key", async () => {
    aws.answer(answering(session()));
    await confirmed(withRole);
    expect(signedWith(1)).toContain("Credential=ASIASESSIONEXAMPLE00/");
    expect(aws.requests[1]?.headers["x-amz-security-token"]).toBe("session-token");
  });

  test.each([undefined, ""])("sends no external id where none is given: %j", async (externalId) => {
    aws.answer(answering(session()));
    await confirmed({ ...own, roleArn, externalId });
    expect(asked()[0]?.has("ExternalId")).toBe(false);
  });

  test("is done once for many calls of many services", async () => {
    aws.answer(answering(session()));
    const transport = openAws(withRole, limits);
    const call = { account: "", region: null, service: "sts", operation: "GetCallerIdentity", input: {} };
    await Promise.all(Array.from({ length: 6 }, () => transport(call, never)));
    await transport(call, never);
    expect(asked().filter((body) => body.get("Action") === "AssumeRole")).toHaveLength(1);
  });

  test("is done again before the session ends", async () => {
    aws.answer(answering(session(-1)));
    const transport = openAws(withRole, limits);
    const call = { account: "", region: null, service: "sts", operation: "GetCallerIdentity", input: {} };
    await transport(call, never);
    await transport(call, never);
    expect(asked().filter((body) => body.get("Action") === "AssumeRole").length).toBeGreaterThan(1);
  });

  test("without a role nothing is assumed", async () => {
    aws.answer(answering(session(), identity("111122223333")));
    for (const role of [undefined, ""]) await confirmed({ ...own, roleArn: role });
    expect(asked().map((body) => body.get("Action"))).toEqual(["GetCallerIdentity", "GetCallerIdentity"]);
  });
});

describe("a role that cannot be assumed", () => {
  const notAllowed =
    "User: arn:aws:iam::111122223333:user/nacre is not authorized to perform: sts:AssumeRole";
  test("for want of trust is told so, and never taken for a denied inventory call", async () => {
    aws.answer(answering(answerXmlError(403, "AccessDenied", notAllowed)));
    expect(await refusal(withRole)).toMatchObject({
      message: expect.stringContaining(notAllowed),
      remedy: expect.stringContaining("trust policy"),
    });
    const call = {
      account: "999988887777",
      region: "eu-west-1",
      service: "lambda",
      operation: "ListFunctions",
      input: {},
    };
    await expect(openAws(withRole, limits)(call, never)).rejects.toMatchObject({
      reason: "expired-credentials",
      call: "lambda:ListFunctions",
    });
  });

  test("because the own key is unknown is told by the key", async () => {
    aws.answer(answering(answerXmlError(403, "InvalidClientTokenId", "The security token is invalid.")));
    expect((await refusal(withRole)).remedy).toMatch(/access key id/);
  });

  test("because AWS throttles is told as throttling", async () => {
    aws.answer(answering(answerXmlError(400, "Throttling", "Rate exceeded")));
    const told = await refusal(withRole);
    expect(told.message).toMatch(/too many calls/);
    expect(told.message).not.toMatch(/credentials/);
  });

  test("because nothing answers is told as a lost connection", async () => {
    await aws.close();
    const told = await refusal(withRole);
    expect(told.message).toMatch(/no connection to AWS.*ECONNREFUSED/);
    expect(told.remedy).toMatch(/credentials were not looked at/);
  });

  test("because AWS is silent ends within the call's time, as a lost connection", async () => {
    aws.answer(answering(() => undefined));
    const impatient = { attemptMs: 200, callMs: 1_000, attempts: 2 };
    expect((await refusal(withRole, impatient)).message).toMatch(/no connection to AWS/);
  });
});

test("an abort while the role is being assumed ends the call at once", async () => {
  aws.answer(answering(() => undefined));
  const aborting = new AbortController();
  const call = { account: "", region: null, service: "sts", operation: "GetCallerIdentity", input: {} };
  const pending = openAws(withRole, { ...limits, attemptMs: 30_000, callMs: 30_000 })(call, aborting.signal);
  setTimeout(() => aborting.abort(new Error("cancelled by Ann")), 50);
  await expect(pending).rejects.toThrow("cancelled by Ann");
});

describe("the region of the services that have none", () => {
  test.each<[string, Partial<AwsCredentials>, string]>([
    ["nothing else is said", {}, "us-east-1"],
    ["regions of the common partition", { regions: "eu-west-1, us-west-2" }, "us-east-1"],
    ["regions of China", { regions: "cn-northwest-1" }, "cn-north-1"],
    ["regions of GovCloud", { regions: "us-gov-east-1" }, "us-gov-west-1"],
    ["a role of China", { roleArn: "arn:aws-cn:iam::999988887777:role/nacre" }, "cn-north-1"],
    ["a role of GovCloud", { roleArn: "arn:aws-us-gov:iam::999988887777:role/nacre" }, "us-gov-west-1"],
    ["a role, whatever the regions say", { roleArn, regions: "cn-north-1" }, "us-east-1"],
  ])("with %s", async (_, more, region) => {
    aws.answer(answering(session()));
    await confirmed({ ...own, ...more });
    for (const at of aws.requests.keys()) expect(signedWith(at)).toContain(`/${region}/sts/aws4_request`);
  });

  test("is that of the machine, where neither role nor regions tell", async () => {
    vi.stubEnv("AWS_REGION", "us-gov-east-1");
    aws.answer(identity("111122223333"));
    await confirmed(own);
    expect(signedWith(0)).toContain("/us-gov-west-1/sts/");
  });
});

describe("the chosen regions", () => {
  const regions = answerText(
    200,
    "text/xml",
    "<DescribeRegionsResponse><regionInfo><item><regionName>eu-west-1</regionName></item></regionInfo></DescribeRegionsResponse>",
  );
  const describe = async (chosen: string | undefined) => {
    aws.answer(regions);
    const call = {
      account: "111122223333",
      region: null,
      service: "ec2",
      operation: "DescribeRegions",
      input: {},
    };
    await openAws({ ...own, regions: chosen }, limits)(call, never);
    return [...(asked()[0] ?? [])]
      .filter(([name]) => name.startsWith("RegionName"))
      .map(([, value]) => value);
  };
  test.each([
    ["eu-west-1, us-east-1", ["eu-west-1", "us-east-1"]],
    [" eu-west-1 ,", ["eu-west-1"]],
    ["", []],
    [undefined, []],
  ])("%j are all that is asked for", async (chosen, names) => {
    expect(await describe(chosen)).toEqual(names);
  });

  test("do not change any other call", async () => {
    aws.answer(answerJson(200, { Functions: [] }));
    const call = {
      account: "111122223333",
      region: "eu-west-1",
      service: "lambda",
      operation: "ListFunctions",
      input: { Marker: "m" },
    };
    await openAws({ ...own, regions: "us-east-1" }, limits)(call, never);
    expect(aws.requests[0]?.url).toBe("/2015-03-31/functions?Marker=m");
    expect(signedWith(0)).toContain("/eu-west-1/lambda/");
  });
});

describe("what may be given as credentials", () => {
  const problems = (given: object) =>
    (awsCredentials.safeParse(given).error?.issues ?? []).map(
      ({ path, message }) => `${path.join(".")}: ${message}`,
    );
  test.each([
    ["nothing: the machine's own are used", {}],
    ["a role of any partition", { roleArn: "arn:aws-us-gov:iam::999988887777:role/path/to/nacre" }],
    ["blanks around what was pasted", { roleArn: `  ${roleArn}\n`, externalId: " an-id " }],
    ["regions of every partition", { regions: "cn-north-1, us-gov-west-1,us-isob-east-1 , eusc-de-east-1" }],
    ["every character an external id may have", { externalId: "a+b=c,d.e@f:g/h-i_j" }],
  ])("%s", (_, given) => {
    expect(problems(given)).toEqual([]);
  });

  test.each([
    [
      "a temporary key, whose token has no field",
      { accessKeyId: "ASIAIOSFODNN7EXAMPLE", secretAccessKey: "s" },
      /ASIA is temporary/,
    ],
    ["a user in place of a role", { roleArn: "arn:aws:iam::999988887777:user/nacre" }, /role's ARN/],
    ["an account id that is short", { roleArn: "arn:aws:iam::99998888777:role/nacre" }, /role's ARN/],
    ["an external id with a line break inside", { externalId: "a\nb" }, /exactly/],
    ["an external id that is too long", { externalId: "x".repeat(1_225) }, /exactly/],
    ["a secret without its key", { secretAccessKey: "s" }, /both/],
    ["zones in place of regions", { regions: "eu-west-1a" }, /regions like/],
    ["a comma too many", { regions: "eu-west-1,,us-east-1" }, /regions like/],
    ["a field of tomorrow", { sessionToken: "t" }, /sessionToken/],
  ])("but not %s", (_, given, message) => {
    expect(problems(given).join("\n")).toMatch(message);
  });
});

test("no secret is in an error, whatever AWS answers", async () => {
  aws.answer(answering(answerXmlError(403, "AccessDenied", "not authorized to perform: sts:AssumeRole")));
  const told = await refusal({ ...withRole, secretAccessKey: "the-secret-itself" });
  expect(JSON.stringify([told.message, told.remedy, told.stack])).not.toContain("the-secret-itself");
  expect(told).not.toBeInstanceOf(ProviderError);
});
