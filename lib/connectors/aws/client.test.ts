import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";

import { ProviderError } from "#lib/domain/provider-call.ts";
import { openAws } from "./client.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
let answer: Answer;
let requests: string[];
let close: () => Promise<void>;

beforeEach(async () => {
  requests = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  process.env["AWS_ENDPOINT_URL"] = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
});
afterEach(async () => {
  delete process.env["AWS_ENDPOINT_URL"];
  await close();
});

const never = new AbortController().signal;
const transport = () => openAws({ accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" });
const call = (service: string, operation: string, input = {}) =>
  transport()({ account: "111122223333", region: "eu-west-1", service, operation, input }, never);
const failure = async (service: string, operation: string, input = {}): Promise<ProviderError> => {
  const error: unknown = await call(service, operation, input).catch((reason: unknown) => reason);
  if (!(error instanceof ProviderError)) throw new Error(`Expected a ProviderError, got ${String(error)}`);
  return error;
};
const json =
  (status: number, body: object, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };

test("an answer is its JSON: dates as text, no metadata", async () => {
  answer = json(200, {
    guardrails: [
      {
        id: "g",
        arn: "a",
        status: "READY",
        name: "n",
        version: "1",
        createdAt: "2026-01-02T03:04:05Z",
        updatedAt: "2026-01-02T03:04:05Z",
      },
    ],
  });
  expect(await call("bedrock", "ListGuardrails")).toEqual({
    guardrails: [expect.objectContaining({ id: "g", createdAt: "2026-01-02T03:04:05.000Z" })],
  });
});

test("a denied call names the permission to grant", async () => {
  answer = json(403, { message: "User is not authorized" }, { "x-amzn-errortype": "AccessDeniedException" });
  expect(await failure("bedrock-agent", "ListAgents")).toMatchObject({
    reason: "denied",
    call: "bedrock-agent:ListAgents",
    permission: "bedrock:ListAgents",
  });
});

test.each([
  ["ResourceNotFoundException", 404, "not-found"],
  ["ExpiredTokenException", 403, "expired-credentials"],
  ["UnrecognizedClientException", 403, "expired-credentials"],
  ["ValidationException", 400, "failed"],
  ["UnknownOperationException", 404, "unsupported"],
])("%s with status %i is %s", async (name, status, reason) => {
  answer = json(status, { message: "no" }, { "x-amzn-errortype": name });
  expect((await failure("lambda", "GetPolicy", { FunctionName: "f" })).reason).toBe(reason);
});

test("a web page in place of an answer is a failed call, whatever its status", async () => {
  const page: Answer = (_, response) => {
    response
      .writeHead(500, { "content-type": "text/html" })
      .end("<!doctype html><html>Internal Server Error</html>");
  };
  answer = page;
  expect(await failure("bedrock", "ListGuardrails")).toMatchObject({ reason: "failed" });
  answer = (_, response) => {
    response.writeHead(404, { "content-type": "text/html" }).end("<!doctype html><html>Not Found</html>");
  };
  expect(await failure("bedrock", "ListGuardrails")).toMatchObject({ reason: "failed" });
});

test("a throttled call is tried again and answers", async () => {
  let count = 0;
  answer = (request, response) => {
    count++;
    if (count === 1)
      json(429, { message: "slow down" }, { "x-amzn-errortype": "ThrottlingException" })(request, response);
    else json(200, { guardrails: [] })(request, response);
  };
  expect(await call("bedrock", "ListGuardrails")).toEqual({ guardrails: [] });
  expect(count).toBe(2);
});

test("a service or operation the client does not have asks nobody", async () => {
  expect(await failure("no-such-service", "List")).toMatchObject({ reason: "unsupported" });
  expect(await failure("bedrock", "NoSuchOperation")).toMatchObject({ reason: "unsupported" });
  expect(requests).toEqual([]);
});

test("an abort ends the call at once and is no gap", async () => {
  answer = () => undefined;
  const aborting = new AbortController();
  const pending = transport()(
    {
      account: "111122223333",
      region: "eu-west-1",
      service: "bedrock",
      operation: "ListGuardrails",
      input: {},
    },
    aborting.signal,
  );
  setTimeout(() => aborting.abort(new Error("stopped by the user")), 50);
  await expect(pending).rejects.toThrow("stopped by the user");
});

test("the account-wide S3 setting is asked of an endpoint that is an address", async () => {
  answer = (_, response) => {
    response
      .writeHead(200, { "content-type": "application/xml" })
      .end(
        "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>",
      );
  };
  expect(await call("s3control", "GetPublicAccessBlock", { AccountId: "111122223333" })).toEqual({
    PublicAccessBlockConfiguration: { BlockPublicAcls: true },
  });
});
