import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { openTransport } from "#lib/connectors/azure/client.ts";
import { verified } from "#lib/connectors/azure/open-connection.ts";
import type { ProviderCall, Transport } from "#lib/domain/provider-call.ts";

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const subscription = "00000000-0000-4000-8000-000000000001";
const account = `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/aoai`;
const signal = new AbortController().signal;

let server: Server;
let origin: string;
let answers: Answer[] = [];
let seen: { url: string; authorization: string | undefined; body: string }[] = [];
let tokenCount = 0;
let transport: Transport;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      seen.push({ url: request.url ?? "", authorization: request.headers.authorization, body });
      const answer = answers.shift();
      if (answer) answer(request, response, body);
      else response.writeHead(500).end("the test gave no answer for this request");
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
afterAll(
  () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
    }),
);
beforeEach(() => {
  answers = [];
  seen = [];
  tokenCount = 0;
  transport = openTransport({
    credential: {
      getToken: () => {
        tokenCount++;
        return Promise.resolve({ token: `token-${tokenCount}`, expiresOnTimestamp: Date.now() + 3_600_000 });
      },
    },
    endpoint: origin,
    retryDelayMs: 1,
  });
});

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };
const html =
  (status: number): Answer =>
  (_, response) => {
    response.writeHead(status, { "content-type": "text/html" }).end("<html><h1>Server Error</h1></html>");
  };

const deployments: ProviderCall = {
  account: subscription,
  region: null,
  service: "Microsoft.CognitiveServices",
  operation: "Deployments_List",
  input: { id: account },
};

test("pages are followed to the end and joined in order", async () => {
  answers = [
    json(200, { value: [{ name: "a" }], nextLink: `${origin}${account}/deployments?$skipToken=2` }),
    json(200, { value: [{ name: "b" }], nextLink: `${origin}${account}/deployments?$skipToken=3` }),
    json(200, { value: [{ name: "c" }] }),
  ];
  expect(await transport(deployments, signal)).toEqual({
    value: [{ name: "a" }, { name: "b" }, { name: "c" }],
  });
  expect(seen.map(({ url }) => url)).toEqual([
    `${account}/deployments?api-version=2024-10-01`,
    `${account}/deployments?$skipToken=2`,
    `${account}/deployments?$skipToken=3`,
  ]);
  expect(seen[0]?.authorization).toMatch(/^Bearer token-\d$/);
});

test("a next page on another host is never asked, so no token leaves for it", async () => {
  answers = [json(200, { value: [], nextLink: "https://evil.example/steal" })];
  await expect(transport(deployments, signal)).rejects.toMatchObject({ reason: "malformed" });
  expect(seen).toHaveLength(1);
});

test("a throttled call waits as told and then succeeds", async () => {
  answers = [
    json(429, { error: { code: "TooManyRequests", message: "slow down" } }, { "retry-after": "1" }),
    json(200, { value: [{ name: "a" }] }),
  ];
  const before = performance.now();
  expect(await transport(deployments, signal)).toEqual({ value: [{ name: "a" }] });
  expect(performance.now() - before).toBeGreaterThan(900);
});

test("a call that stays throttled is told as throttled, not as empty", async () => {
  answers = Array.from({ length: 10 }, () =>
    json(429, { error: { code: "TooManyRequests", message: "slow down" } }, { "retry-after-ms": "1" }),
  );
  await expect(transport(deployments, signal)).rejects.toMatchObject({
    reason: "throttled",
    call: "Microsoft.CognitiveServices:Deployments_List",
  });
  expect(seen).toHaveLength(5);
});

test("a denial names the missing action from ARM's own words", async () => {
  answers = [
    json(403, {
      error: {
        code: "AuthorizationFailed",
        message: `The client '9f' with object id '9f' does not have authorization to perform action 'Microsoft.CognitiveServices/accounts/deployments/read' over scope '${account}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
      },
    }),
  ];
  await expect(transport(deployments, signal)).rejects.toMatchObject({
    reason: "denied",
    permission: "Microsoft.CognitiveServices/accounts/deployments/read",
  });
});

test("a server that answers HTML is retried and then told as failed", async () => {
  answers = Array.from({ length: 10 }, () => html(500));
  await expect(transport(deployments, signal)).rejects.toMatchObject({ reason: "failed" });
  expect(seen).toHaveLength(5);
});

test("a sign-in page served with 200 is malformed, never an empty list", async () => {
  answers = [html(200)];
  await expect(transport(deployments, signal)).rejects.toMatchObject({ reason: "malformed" });
});

test("a list without its list is malformed, never an empty list", async () => {
  answers = [json(200, {})];
  await expect(transport(deployments, signal)).rejects.toMatchObject({ reason: "malformed" });
});

test("an expired token ends the connection, not one collection", async () => {
  answers = Array.from({ length: 10 }, () =>
    json(401, {
      error: { code: "ExpiredAuthenticationToken", message: "The access token expiry UTC time …" },
    }),
  );
  await expect(transport(deployments, signal)).rejects.toMatchObject({ reason: "expired-credentials" });
});

test("a redirect is not followed", async () => {
  answers = [
    (_, response) => {
      response.writeHead(302, { location: "http://169.254.169.254/metadata" }).end();
    },
  ];
  await expect(transport(deployments, signal)).rejects.toMatchObject({ reason: "failed" });
  expect(seen).toHaveLength(1);
});

test("a missing resource is not found", async () => {
  answers = [json(404, { error: { code: "ResourceNotFound", message: "gone" } })];
  await expect(transport(deployments, signal)).rejects.toMatchObject({ reason: "not-found" });
});

test("a resource graph query is posted as it stands", async () => {
  answers = [json(200, { totalRecords: 0, count: 0, data: [], resultTruncated: "false" })];
  const body = { subscriptions: [subscription], query: "Resources | take 1", options: { $skipToken: "x" } };
  await transport(
    {
      account: subscription,
      region: null,
      service: "Microsoft.ResourceGraph",
      operation: "Resources",
      input: { body },
    },
    signal,
  );
  expect(JSON.parse(seen[0]?.body ?? "{}")).toEqual(body);
});

test.each([
  "",
  "../../etc",
  "/subscriptions/x/../../providers",
  "https://evil.example",
  "/subscriptions/x?y=1",
])("%j is no resource id, so nothing is asked", async (id) => {
  await expect(transport({ ...deployments, input: { id } }, signal)).rejects.toMatchObject({
    reason: "failed",
  });
  expect(seen).toHaveLength(0);
});

test("an operation the table does not hold is never sent", async () => {
  await expect(transport({ ...deployments, operation: "Accounts_ListKeys" }, signal)).rejects.toMatchObject({
    reason: "unsupported",
  });
  expect(seen).toHaveLength(0);
});

test("an abort stops waiting at once", async () => {
  const controller = new AbortController();
  answers = [
    () => {
      controller.abort(new Error("cancelled by the person"));
    },
  ];
  await expect(transport(deployments, controller.signal)).rejects.toThrow("cancelled by the person");
});

test("opening a connection over a credential that ARM denies says what to grant", async () => {
  answers = [json(403, { error: { code: "AuthorizationFailed", message: "no" } })];
  await expect(verified(transport, [], signal)).rejects.toMatchObject({
    name: "ConnectionError",
    remedy: expect.stringContaining("Microsoft.Resources/subscriptions/read"),
  });
});
