import { describe, expect, test } from "vitest";

import { ConnectionError, ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { confirmIdentity, findScopes } from "./scopes.ts";
import { toProviderError } from "./to-provider-error.ts";

const never = new AbortController().signal;
const whoAmI = { service: "sts", operation: "GetCallerIdentity" };
const me = { Account: "111122223333", Arn: "arn:aws:iam::111122223333:user/nacre", UserId: "AIDAEXAMPLE" };
const answering =
  (answers: Record<string, unknown>): Transport =>
  async ({ operation }) => {
    const answer = answers[operation];
    if (answer instanceof Error) throw answer;
    return answer;
  };
async function refusal(work: Promise<unknown>): Promise<ConnectionError> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  if (!(error instanceof ConnectionError))
    throw new Error(`Expected a ConnectionError, got ${String(error)}`);
  return error;
}
const answered = (name: string, message: string, status = 403) =>
  toProviderError(Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } }), whoAmI);
const lost = (code: string) =>
  toProviderError(Object.assign(new Error(code), { code, hostname: "sts.us-east-1.amazonaws.com" }), whoAmI);
const refused = (error: ProviderError, credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE" }) =>
  refusal(confirmIdentity(answering({ GetCallerIdentity: error }), credentials, never));

const notAboutCredentials = /did not accept the credentials|does not know the access key|expired/i;

describe("what says nothing of the credentials does not blame them", () => {
  test.each([
    ["no DNS", lost("ENOTFOUND"), /no connection to AWS/, /resolves and reaches sts\.amazonaws\.com/],
    ["DNS that is overloaded", lost("EAI_AGAIN"), /no connection to AWS/, /not looked at/],
    ["a closed port", lost("ECONNREFUSED"), /no connection to AWS/, /proxy/],
    ["a route that is gone", lost("ENETUNREACH"), /no connection to AWS/, /proxy/],
    ["silence", lost("ETIMEDOUT"), /no connection to AWS/, /https/],
    ["a proxy's certificate", lost("SELF_SIGNED_CERT_IN_CHAIN"), /not trusted/, /NODE_EXTRA_CA_CERTS/],
    ["throttling", answered("Throttling", "Rate exceeded", 400), /too many calls/, /Wait/],
    ["an error of AWS's own", answered("InternalFailure", "oops", 500), /error of its own/, /try again/],
    ["an outage", answered("ServiceUnavailable", "busy", 503), /error of its own/, /health/],
    ["a proxy's page", new ProviderError("malformed", whoAmI, "not AWS"), /not AWS/, /AWS_ENDPOINT_URL/],
  ])("%s", async (_, error, summary, remedy) => {
    const told = await refused(error);
    expect(told.message).toMatch(summary);
    expect(told.remedy).toMatch(remedy);
    expect(told.message).not.toMatch(notAboutCredentials);
  });

  test.each([
    "Signature expired: 20261122T101500Z is now earlier than 20261122T102000Z (20261122T103500Z - 15 min.)",
    "Signature not yet current: 20261122T113500Z is still later than 20261122T103500Z",
  ])("a clock that is wrong is told as that, though AWS calls it the signature: %s", async (message) => {
    const told = await refused(answered("SignatureDoesNotMatch", message));
    expect(told.message).toMatch(/clock/);
    expect(told.remedy).toMatch(/NTP/);
  });

  test("a clock that S3 or EC2 find wrong is told alike", async () => {
    for (const name of ["RequestTimeTooSkewed", "RequestInTheFuture"])
      expect((await refused(answered(name, "too large a difference"))).remedy).toMatch(/NTP/);
  });
});

describe("what AWS says of the credentials is told with what to change", () => {
  const assume =
    "User: arn:aws:iam::111122223333:user/nacre is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::999988887777:role/nacre";
  test.each([
    [
      "an unknown key",
      answered("InvalidClientTokenId", "invalid"),
      /does not know the access key/,
      /access key id/,
    ],
    ["a deactivated key", answered("UnrecognizedClientException", "x"), /access key/, /deactivated/],
    ["a wrong secret", answered("SignatureDoesNotMatch", "does not match"), /signature/, /secret access key/],
    ["a wrong secret by JSON", answered("InvalidSignatureException", "x"), /signature/, /secret access key/],
    ["a session that ended", answered("ExpiredToken", "expired"), /have expired/, /role ARN/],
    [
      "a session EC2 calls a request",
      answered("RequestExpired", "Request has expired."),
      /have expired/,
      /new ones/,
    ],
    [
      "a role that may not be assumed",
      answered("CredentialsError", `AccessDenied: ${assume}`),
      /assume the role/,
      /trust policy/,
    ],
    [
      "a role refused in fewer words",
      answered("CredentialsError", "AccessDenied: no"),
      /assume the role/,
      /external id/,
    ],
    [
      "a policy of the organization",
      answered("AccessDenied", "explicit deny"),
      /denied the call/,
      /GetCallerIdentity/,
    ],
  ])("%s", async (_, error, summary, remedy) => {
    const told = await refused(error);
    expect(told.message).toMatch(summary);
    expect(told.remedy).toMatch(remedy);
  });

  test("none at all is told apart from ones that are wrong", async () => {
    const none = answered(
      "CredentialsError",
      "CredentialsProviderError: Could not load credentials from any providers",
    );
    const told = await refusal(confirmIdentity(answering({ GetCallerIdentity: none }), {}, never));
    expect(told.message).toMatch(/no AWS credentials to use/);
    expect(told.remedy).toMatch(/instance role/);
  });

  test("what nobody foresaw still says what AWS said", async () => {
    const told = await refused(answered("SomethingOfTomorrow", "the words of tomorrow", 418));
    expect(told.message).toContain("the words of tomorrow");
  });

  test("what AWS said is kept in every case, for whoever knows more", async () => {
    expect((await refused(answered("ExpiredToken", "The security token is expired"))).message).toContain(
      "The security token is expired",
    );
    expect((await refused(lost("ENOTFOUND"))).message).toContain("sts.us-east-1.amazonaws.com");
  });
});

test.each([
  ["no object", "<html>"],
  ["an empty object", {}],
  ["an account that is none", { ...me, Account: "root" }],
  ["no ARN", { Account: "111122223333" }],
  ["null", null],
])("an answer that is %s is not taken for AWS", async (_, answer) => {
  const told = await refusal(confirmIdentity(answering({ GetCallerIdentity: answer }), {}, never));
  expect(told.message).toMatch(/not AWS/);
});

test("a defect of ours is no fault of the connection", async () => {
  const defect = new TypeError("undefined is not a function");
  await expect(confirmIdentity(answering({ GetCallerIdentity: defect }), {}, never)).rejects.toBe(defect);
});

describe("regions", () => {
  const oneAccount = new ProviderError(
    "unsupported",
    { service: "organizations", operation: "ListAccounts" },
    "one",
  );
  const regions = (answer: unknown) =>
    answering({ GetCallerIdentity: me, DescribeRegions: answer, ListAccounts: oneAccount });
  const ask = { service: "ec2", operation: "DescribeRegions" };
  const region = (RegionName: string, OptInStatus = "opt-in-not-required") => ({
    Endpoint: `ec2.${RegionName}.amazonaws.com`,
    RegionName,
    OptInStatus,
  });

  const regionsIn = async (transport: Transport) =>
    (await findScopes(transport, never)).flatMap(({ region: found }) => found ?? []);

  test("are those the account has, in one order whatever AWS's", async () => {
    const given = { Regions: [region("us-east-1"), region("af-south-1", "opted-in"), region("eu-west-1")] };
    expect(await regionsIn(regions(given))).toEqual(["af-south-1", "eu-west-1", "us-east-1"]);
  });

  test("that are not enabled are left out: each would answer as if the credentials were wrong", async () => {
    const given = { Regions: [region("eu-west-1"), region("me-south-1", "not-opted-in")] };
    expect(await regionsIn(regions(given))).toEqual(["eu-west-1"]);
    const none = { Regions: [region("me-south-1", "not-opted-in")] };
    expect((await refusal(findScopes(regions(none), never))).remedy).toMatch(/regions it names/);
  });

  test("none at all is refused: it would look like an estate from which everything is gone", async () => {
    expect((await refusal(findScopes(regions({ Regions: [] }), never))).message).toMatch(
      /None of the regions/,
    );
  });

  test.each([
    ["a network that went away", lost("ECONNRESET"), /no connection to AWS/, /reaches/],
    ["throttling", new ProviderError("throttled", ask, "RequestLimitExceeded"), /too many calls/, /Wait/],
    [
      "a denial",
      new ProviderError("denied", ask, "no", "ec2:DescribeRegions"),
      /could not be listed/,
      /Allow ec2:DescribeRegions/,
    ],
    [
      "a name of no region",
      new ProviderError("failed", ask, "InvalidParameterValue: HTTP 400. Invalid region names"),
      /could not be listed/,
      /regions it names/,
    ],
    ["a page", "<html>", /not AWS/, /AWS_ENDPOINT_URL/],
    ["an entry without a name", { Regions: [{}] }, /not AWS/, /proxy/],
  ])("that could not be listed for %s are told with what to change", async (_, answer, summary, remedy) => {
    const told = await refusal(findScopes(regions(answer), never));
    expect(told.message).toMatch(summary);
    expect(told.remedy).toMatch(remedy);
  });
});
