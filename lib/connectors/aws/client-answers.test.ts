import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";
import {
  answerJson,
  answerText,
  answerXmlError,
  startFakeAws,
  type AwsAnswer,
  type FakeAws,
} from "#tests/support/fake-aws.ts";
import { openAws, type Patience } from "./client.ts";
import { toJson } from "./to-json.ts";
import { unreachable } from "./unreachable.ts";

let aws: FakeAws;
const never = new AbortController().signal;
const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" };
const quick: Patience = { attemptMs: 10_000, callMs: 20_000, attempts: 2 };

beforeEach(async () => {
  aws = await startFakeAws();
  vi.stubEnv("AWS_ENDPOINT_URL", aws.url);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await aws.close();
});

const callOf = (service: string, operation: string, input: ProviderCall["input"] = {}): ProviderCall => ({
  account: "111122223333",
  region: "eu-west-1",
  service,
  operation,
  input,
});
const send = (call: ProviderCall, limits = quick) => openAws(credentials, limits)(call, never);
async function failure(call: ProviderCall, limits = quick): Promise<ProviderError> {
  const error: unknown = await send(call, limits).catch((reason: unknown) => reason);
  if (!(error instanceof ProviderError)) throw new Error(`Expected a ProviderError, got ${String(error)}`);
  return error;
}
const secrets = callOf("secretsmanager", "ListSecrets");
const buckets = callOf("s3", "ListBuckets");
const groups = callOf("ec2", "DescribeSecurityGroups");
const functions = callOf("lambda", "ListFunctions");
const html = "<!doctype html><html><head><title>502</title></head><body>Bad Gateway</body></html>";

describe("an answer that is none", () => {
  test.each<[string, ProviderCall, AwsAnswer]>([
    ["a page with status 200 for JSON", secrets, answerText(200, "text/html", html)],
    ["a page with status 500 for JSON", secrets, answerText(500, "text/html", html)],
    ["a page with status 200 for REST", functions, answerText(200, "text/html", html)],
    ["a page with status 503 for XML", groups, answerText(503, "text/html", html)],
    [
      "half of a JSON document",
      secrets,
      answerText(200, "application/x-amz-json-1.1", '{"SecretList":[{"ARN":'),
    ],
    [
      "XML that is not closed",
      groups,
      answerText(200, "text/xml", "<DescribeSecurityGroupsResponse><securityGroupInfo>"),
    ],
    [
      "XML cut inside a tag",
      buckets,
      answerText(200, "application/xml", "<ListAllMyBucketsResult><Buckets><Buck"),
    ],
    ["bytes of something else", secrets, answerText(200, "application/octet-stream", "\u0000\u0001\u0002")],
    ["a status without a body", secrets, (_, response) => response.writeHead(500).end()],
  ])("%s is a failed call, not an empty list", async (_, call, answer) => {
    aws.answer(answer);
    expect((await failure(call)).reason).toBe("failed");
  });

  test("an empty list is an empty list", async () => {
    aws.answer(answerJson(200, { SecretList: [] }));
    expect(await send(secrets)).toEqual({ SecretList: [] });
  });

  test("a body that breaks off is a failed call that says so", async () => {
    aws.answer((_, response) => {
      response.writeHead(200, { "content-type": "application/x-amz-json-1.1", "content-length": "5000" });
      response.write('{"SecretList":[');
      response.destroy();
    });
    const { reason } = await failure(secrets);
    expect(reason).toBe("failed");
  });

  test("a connection that is closed without a word is a lost connection", async () => {
    aws.answer((request) => request.socket.destroy());
    expect((await failure(secrets)).message.startsWith(unreachable)).toBe(true);
  });
});

describe("what a bucket holds", () => {
  const object = callOf("s3", "GetObject", { Bucket: "claims", Key: "people.csv", Range: "bytes=0-65535" });
  const read = (sampling?: "yes" | "no") =>
    openAws({ ...credentials, ...(sampling ? { sampling } : {}) }, quick)(object, never);

  test("is asked for by nobody whose connection does not allow it", async () => {
    aws.answer(answerText(200, "text/csv", "iban"));
    for (const sampling of [undefined, "no"] as const)
      await expect(read(sampling)).rejects.toMatchObject({ reason: "not-found" });
    expect(aws.requests).toEqual([]);
  });

  test("leaves the client as counts, and no text with them", async () => {
    aws.answer(answerText(200, "text/csv", "name,iban\nJo,DE89370400440532013000\n"));
    expect(await read("yes")).toEqual({ bytes: 36, isText: true, counts: { iban: 1 } });
  });
});

describe("trying again", () => {
  const flaky = (times: number, first: AwsAnswer, then: AwsAnswer): AwsAnswer => {
    let count = 0;
    return (request, response, body) => (count++ < times ? first : then)(request, response, body);
  };
  const fine = answerJson(200, { SecretList: [{ Name: "db" }] });
  const throttled = answerJson(400, { __type: "ThrottlingException", message: "Rate exceeded" });

  test.each<[string, AwsAnswer]>([
    ["an error of AWS's own", answerJson(500, { __type: "InternalServiceError", message: "oops" })],
    ["an outage", answerJson(503, { __type: "ServiceUnavailable", message: "busy" })],
    ["throttling", throttled],
    ["a page of a load balancer", answerText(502, "text/html", html)],
    ["a connection that breaks", (request) => request.socket.destroy()],
  ])("%s is asked again, and the second answer counts", async (_, first) => {
    aws.answer(flaky(1, first, fine));
    expect(await send(secrets, { ...quick, attempts: 3 })).toMatchObject({
      SecretList: [{ Name: "db" }],
    });
    expect(aws.requests).toHaveLength(2);
  });

  test("an attempt that hangs is given up and asked again", async () => {
    aws.answer(flaky(1, () => undefined, fine));
    expect(await send(secrets, { ...quick, attemptMs: 200, attempts: 3 })).toMatchObject({
      SecretList: [{ Name: "db" }],
    });
    expect(aws.requests).toHaveLength(2);
  });

  test("throttling that goes on ends as throttled, after as many attempts as allowed", async () => {
    aws.answer(throttled);
    expect(await failure(secrets, { ...quick, attempts: 3 })).toMatchObject({
      reason: "throttled",
      call: "secretsmanager:ListSecrets",
    });
    expect(aws.requests).toHaveLength(3);
  });

  test.each<[string, ProviderCall, AwsAnswer, ProviderError["reason"]]>([
    ["a denial", secrets, answerJson(400, { __type: "AccessDeniedException", message: "no" }), "denied"],
    ["a denial in XML", groups, answerXmlError(403, "UnauthorizedOperation", "no"), "denied"],
    [
      "nothing there",
      functions,
      answerJson(404, {}, { "x-amzn-errortype": "ResourceNotFoundException:http://x" }),
      "not-found",
    ],
    [
      "a wrong input",
      secrets,
      answerJson(400, { __type: "com.amazonaws#ValidationException", message: "no" }),
      "failed",
    ],
    ["an operation it lacks", groups, answerXmlError(400, "InvalidAction", "no"), "unsupported"],
    [
      "a session that ended",
      secrets,
      answerJson(400, { __type: "ExpiredTokenException", message: "no" }),
      "expired-credentials",
    ],
  ])("%s is not asked again", async (_, call, answer, reason) => {
    aws.answer(answer);
    expect((await failure(call)).reason).toBe(reason);
    expect(aws.requests).toHaveLength(1);
  });

  test("silence ends when the call's time is over", async () => {
    aws.answer(() => undefined);
    const { reason, message } = await failure(secrets, { attemptMs: 10_000, callMs: 500, attempts: 5 });
    expect([reason, message]).toEqual(["failed", `${unreachable}: no answer within 0.5 seconds`]);
  });

  test("drops of an answer that never ends do not keep the call alive", async () => {
    aws.answer((_, response) => {
      response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
      const dripping = setInterval(() => response.write(" "), 50);
      response.on("close", () => clearInterval(dripping));
    });
    expect((await failure(secrets, { attemptMs: 300, callMs: 900, attempts: 1 })).message).toContain(
      unreachable,
    );
  });
});

describe("where a call goes", () => {
  test("each region and service is signed for itself, whatever answers for AWS", async () => {
    aws.answer(answerJson(200, {}));
    const transport = openAws(credentials, quick);
    await transport({ ...secrets, region: "eu-west-1" }, never);
    await transport({ ...secrets, region: "ap-southeast-2" }, never);
    await transport({ ...callOf("bedrock-agent", "ListAgents"), region: "us-west-2" }, never);
    const scopes = aws.requests.map(
      ({ headers }) => /\/\d{8}\/([^/]+\/[^/]+)\//.exec(String(headers.authorization))?.[1],
    );
    expect(scopes).toEqual([
      "eu-west-1/secretsmanager",
      "ap-southeast-2/secretsmanager",
      "us-west-2/bedrock",
    ]);
  });

  test("a bucket is asked for by path, where the endpoint is an address", async () => {
    aws.answer(
      answerText(
        200,
        "application/xml",
        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
      ),
    );
    expect(await send(callOf("s3", "GetBucketVersioning", { Bucket: "corpus" }))).toEqual({
      Status: "Enabled",
    });
    expect(aws.requests[0]?.url).toMatch(/^\/corpus\/?\?versioning/);
  });

  test("a name with a slash or dots stays one name and leads nowhere else", async () => {
    aws.answer(answerJson(404, {}, { "x-amzn-errortype": "ResourceNotFoundException" }));
    await failure(callOf("lambda", "GetPolicy", { FunctionName: "../../secrets?x=1#y" }));
    expect(aws.requests[0]?.url).toBe("/2015-03-31/functions/..%2F..%2Fsecrets%3Fx%3D1%23y/policy");
  });
});

describe("the JSON of an answer", () => {
  test.each([
    ["dates are ISO text", new Date("2026-01-02T03:04:05Z"), "2026-01-02T03:04:05.000Z"],
    ["bytes are base64", new Uint8Array([104, 105]), "aGk="],
    ["big numbers are numbers", 9_007_199_254_740_991n, 9_007_199_254_740_991],
    ["null stays", null, null],
    ["what is undefined is left out", { a: undefined, b: 1 }, { b: 1 }],
    ["metadata is left out, at any depth", { $metadata: {}, a: { $metadata: {}, b: 1 } }, { a: { b: 1 } }],
    ["lists keep their order and gaps", [1, null, { a: 2 }], [1, null, { a: 2 }]],
    ["falsy values stay", { a: 0, b: false, c: "" }, { a: 0, b: false, c: "" }],
  ])("%s", (_, value, json) => {
    expect(toJson(value)).toEqual(json);
  });

  test("a member named like a prototype is only a member", () => {
    const parsed: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":"x"}');
    const json = toJson(parsed);
    expect(Object.entries(Object(json))).toEqual([
      ["__proto__", { polluted: true }],
      ["constructor", "x"],
    ]);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});
