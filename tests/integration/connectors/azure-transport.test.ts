import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { openTransport } from "#lib/connectors/azure/client.ts";
import { verified } from "#lib/connectors/azure/open-connection.ts";
import { subscriptionScopes } from "#lib/connectors/azure/scopes.ts";
import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";
import { startAnswering, type Reply } from "#tests/support/answering-server.ts";

const subscription = "6f0e3a52-9b1c-4d7e-8a35-0c2f71d4b801";
const id = `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/aoai`;
const signal = new AbortController().signal;
const deployments: ProviderCall = {
  account: subscription,
  region: null,
  service: "Microsoft.CognitiveServices",
  operation: "Deployments_List",
  input: { id },
};
const subscriptionList: ProviderCall = {
  account: "tenant",
  region: null,
  service: "Microsoft.Resources",
  operation: "Subscriptions_List",
  input: {},
};

let azure: Awaited<ReturnType<typeof startAnswering>>;
let transport: Transport;
let getToken: () => Promise<{ token: string; expiresOnTimestamp: number }>;
beforeAll(async () => {
  azure = await startAnswering();
});
afterAll(() => azure.stop());
beforeEach(() => {
  azure.state.asked = [];
  getToken = () => Promise.resolve({ token: "t", expiresOnTimestamp: Date.now() + 3_600_000 });
  transport = openTransport({
    credential: { getToken: () => getToken() },
    endpoint: azure.origin,
    retryDelayMs: 1,
  });
});
const answering = (...replies: (Reply | "hang up")[]) => {
  azure.state.reply = (_, count) => replies[Math.min(count, replies.length) - 1] ?? { body: {} };
};
const failure = async (call: ProviderCall = deployments): Promise<ProviderError> => {
  const error: unknown = await transport(call, signal).catch((reason: unknown) => reason);
  if (error instanceof ProviderError) return error;
  throw new Error(`Expected a ProviderError, got ${String(error)}`);
};
const arm = (code: string, message = "…") => ({ error: { code, message } });

describe("the address of a next page", () => {
  const page = (link: unknown) => ({ body: { value: [{ name: "a" }], nextLink: link } });
  const last = { body: { value: [{ name: "b" }] } };
  test.each([
    ["whole", () => `${azure.origin}${id}/deployments?$skipToken=2`],
    ["without its host", () => `${id}/deployments?$skipToken=2`],
    ["without its path", () => "?$skipToken=2"],
  ])("%s is followed", async (_, link) => {
    answering(page(link()), last);
    expect(await transport(deployments, signal)).toEqual({ value: [{ name: "a" }, { name: "b" }] });
    expect(azure.state.asked[1]?.url).toMatch(/\/deployments\?\$skipToken=2$/);
  });

  test.each([
    ["another host", () => "https://evil.example/next"],
    ["another host without its scheme", () => "//evil.example/next"],
    ["another port", () => "http://127.0.0.1:9/next"],
    ["another scheme", () => azure.origin.replace("http:", "https:")],
    ["a host behind user info", () => `${azure.origin}@evil.example/next`],
    ["the metadata service", () => "http://169.254.169.254/metadata/identity/oauth2/token"],
    ["a script", () => "javascript:alert(1)"],
    ["a file", () => "file:///etc/passwd"],
    ["no address", () => "http://"],
    ["a number", () => 2],
    ["an object", () => ({ href: "/next" })],
  ])("on %s is refused, and nothing more is asked", async (_, link) => {
    answering(page(link()), last);
    expect((await failure()).reason).toBe("malformed");
    expect(azure.state.asked).toHaveLength(1);
  });

  test.each([[null], [""], [undefined]])("%j ends the list", async (link) => {
    answering(page(link));
    expect(await transport(deployments, signal)).toEqual({ value: [{ name: "a" }] });
  });

  test("of the other spelling is followed as well", async () => {
    answering({ body: { value: [1], "@odata.nextLink": "?page=2" } }, { body: { value: [2] } });
    expect(await transport(deployments, signal)).toEqual({ value: [1, 2] });
  });

  test("an empty page with a next one is not the end", async () => {
    answering(
      { body: { value: [], nextLink: "?page=2" } },
      { body: { value: [], nextLink: "?page=3" } },
      last,
    );
    expect(await transport(deployments, signal)).toEqual({ value: [{ name: "b" }] });
  });

  test("a list that leads to itself is given up", async () => {
    answering({ body: { value: [], nextLink: "?page=1" } });
    expect(await failure()).toMatchObject({
      reason: "failed",
      message: expect.stringContaining("500 pages"),
    });
    expect(azure.state.asked).toHaveLength(500);
  });

  test.each([
    ["denied", { status: 403, body: arm("AuthorizationFailed") }, "denied"],
    ["a page of HTML", { body: "<html>" }, "malformed"],
    ["without its list", { body: { nextLink: "?page=3" } }, "malformed"],
  ])("that is %s ends the list as an error, never as a shorter list", async (_, reply, reason) => {
    answering({ body: { value: [1], nextLink: "?page=2" } }, reply);
    expect((await failure()).reason).toBe(reason);
  });
});

describe("what each answer that is none means, and how often it is asked again", () => {
  const html = "<html><h1>Bad Gateway</h1></html>";
  test.each<[string, Reply, ProviderError["reason"], number, RegExp]>([
    [
      "400",
      { status: 400, body: arm("BadRequest", "the query is wrong") },
      "failed",
      1,
      /BadRequest: the query is wrong/,
    ],
    [
      "401",
      { status: 401, body: arm("InvalidAuthenticationToken") },
      "expired-credentials",
      1,
      /InvalidAuthenticationToken/,
    ],
    ["403", { status: 403, body: arm("AuthorizationFailed") }, "denied", 1, /AuthorizationFailed/],
    ["403 in HTML", { status: 403, body: html }, "denied", 1, /HTTP 403/],
    ["404", { status: 404, body: arm("ResourceNotFound") }, "not-found", 1, /ResourceNotFound/],
    [
      "404 of a type",
      { status: 404, body: arm("InvalidResourceType") },
      "unsupported",
      1,
      /InvalidResourceType/,
    ],
    [
      "404 of the subscription",
      { status: 404, body: arm("SubscriptionNotFound") },
      "unsupported",
      1,
      /SubscriptionNotFound/,
    ],
    [
      "404 as App Service writes it",
      { status: 404, body: { Code: "NotFound", Message: "Cannot find site", Details: [] } },
      "not-found",
      1,
      /NotFound: Cannot find site/,
    ],
    [
      "409 of an unregistered provider",
      { status: 409, body: arm("MissingSubscriptionRegistration") },
      "unsupported",
      1,
      /MissingSubscriptionRegistration/,
    ],
    [
      "409 of a disabled subscription",
      { status: 409, body: arm("ReadOnlyDisabledSubscription") },
      "failed",
      1,
      /ReadOnlyDisabledSubscription/,
    ],
    ["410", { status: 410, body: arm("Gone") }, "failed", 1, /Gone/],
    [
      "429 without a word when",
      { status: 429, body: arm("TooManyRequests") },
      "throttled",
      1,
      /TooManyRequests/,
    ],
    [
      "429 with a moment",
      { status: 429, headers: { "retry-after-ms": "1" }, body: arm("TooManyRequests") },
      "throttled",
      5,
      /TooManyRequests/,
    ],
    [
      "429 with none",
      { status: 429, headers: { "retry-after": "0" }, body: arm("TooManyRequests") },
      "throttled",
      5,
      /TooManyRequests/,
    ],
    ["500", { status: 500, body: arm("InternalServerError") }, "failed", 5, /InternalServerError/],
    ["501", { status: 501, body: arm("NotImplemented") }, "failed", 1, /NotImplemented/],
    ["502 in HTML", { status: 502, body: html }, "failed", 5, /not JSON/],
    [
      "503",
      { status: 503, headers: { "retry-after": "0" }, body: arm("ServerBusy") },
      "failed",
      5,
      /ServerBusy/,
    ],
    ["302", { status: 302, headers: { location: "http://169.254.169.254/" }, body: "" }, "failed", 1, /302/],
    ["204 without a body", { status: 204, body: "" }, "malformed", 1, /not JSON/],
  ])("%s", async (_, reply, reason, times, message) => {
    answering(reply);
    const error = await failure();
    expect(error).toMatchObject({ reason, call: "Microsoft.CognitiveServices:Deployments_List" });
    expect(error.message).toMatch(message);
    expect(azure.state.asked).toHaveLength(times);
  });

  test.each([
    ["an hour in seconds", { "retry-after": "3600" }],
    ["an hour in milliseconds", { "retry-after-ms": "3600000" }],
    ["an hour as Azure writes it", { "x-ms-retry-after-ms": "3600000" }],
    ["a date next year", { "retry-after": "Fri, 31 Dec 2099 23:59:59 GMT" }],
    ["more than a clock can hold", { "retry-after": "99999999999" }],
  ])(
    "a wait of %s is not waited",
    async (_, headers) => {
      answering({ status: 429, headers, body: arm("TooManyRequests") });
      expect((await failure()).reason).toBe("throttled");
      expect(azure.state.asked).toHaveLength(1);
    },
    5_000,
  );

  test("one bad answer among good ones is not seen from above", async () => {
    answering({ status: 503, headers: { "retry-after": "0" }, body: "<html>" }, { body: { value: [1] } });
    expect(await transport(deployments, signal)).toEqual({ value: [1] });
  });

  test("a connection that is cut once is made again, and one that stays cut has failed", async () => {
    answering("hang up", { body: { value: [1] } });
    expect(await transport(deployments, signal)).toEqual({ value: [1] });
    answering("hang up");
    expect((await failure()).reason).toBe("failed");
  });

  test("an explanation of any length is cut to what fits", async () => {
    answering({ status: 400, body: arm("BadRequest", "x".repeat(100_000)) });
    expect((await failure()).message.length).toBeLessThanOrEqual(1_000);
  });
});

describe("a token that cannot be had ends the connection, before anything is asked", () => {
  const named = (name: string, message: string) => Object.assign(new Error(message), { name });
  test.each([
    [
      "an expired secret",
      named("AuthenticationError", "AADSTS7000222: The provided client secret keys are expired."),
      /has expired/,
    ],
    ["a wrong tenant", named("AuthenticationError", "AADSTS90002: Tenant 'x' not found."), /no such tenant/],
    [
      "an unknown application",
      named("AuthenticationError", "AADSTS700016: Application not found."),
      /no such application/,
    ],
    [
      "a disabled application",
      named("AuthenticationError", "AADSTS7000112: Application is disabled."),
      /disabled/,
    ],
    [
      "a clock that is wrong",
      named("AuthenticationError", "AADSTS700024: Client assertion is not within its valid time range."),
      /clock/,
    ],
    [
      "no identity on this machine",
      named("CredentialUnavailableError", "ManagedIdentityCredential: CredentialUnavailable"),
      /managed identity/,
    ],
    [
      "none of several identities",
      named("AggregateAuthenticationError", "ChainedTokenCredential authentication failed."),
      /managed identity/,
    ],
  ])("%s", async (_, error, remedy) => {
    getToken = () => Promise.reject(error);
    expect((await failure()).reason).toBe("expired-credentials");
    await expect(verified(transport, [], signal)).rejects.toMatchObject({
      name: "ConnectionError",
      remedy: expect.stringMatching(remedy),
    });
    expect(azure.state.asked).toEqual([]);
  });
});

describe("which subscriptions there are", () => {
  const told = (subscriptionId: string, state = "Enabled") => ({
    id: `/subscriptions/${subscriptionId}`,
    subscriptionId,
    displayName: subscriptionId,
    state,
  });
  const [first, second] = [subscription, "0aa1b2c3-0000-4000-8000-000000000002"];

  test("over pages, without those that answer no call", async () => {
    answering(
      { body: { value: [told(first), told("d", "Disabled")], nextLink: "?page=2" } },
      { body: { value: [told(second, "PastDue"), told("x", "Deleted"), told("w", "Warned")] } },
    );
    expect(await subscriptionScopes(transport, signal)).toEqual(
      [first, second, "w"].map((account) => ({ account, region: null })),
    );
    expect(azure.state.asked[0]?.url).toBe("/subscriptions?api-version=2022-12-01");
  });

  test("of those named, whatever the case, and of no other", async () => {
    azure.state.reply = () => ({ body: { value: [told(first.toUpperCase()), told(second)] } });
    const narrowed = await verified(transport, [first], signal);
    expect(await subscriptionScopes(narrowed, signal)).toEqual([
      { account: first.toUpperCase(), region: null },
    ]);
  });

  test("where what answers is not Azure, is told as such", async () => {
    azure.state.reply = () => ({ body: { value: [{ name: "somebody else's list" }] } });
    await expect(subscriptionScopes(transport, signal)).rejects.toMatchObject({
      name: "ConnectionError",
      message: expect.stringContaining("not Azure"),
    });
  });

  test("an aborted question is an abort and no refusal of Azure's", async () => {
    const aborted = AbortSignal.abort(new Error("cancelled by a person"));
    await expect(verified(transport, [], aborted)).rejects.toThrow("cancelled by a person");
    await expect(transport(subscriptionList, aborted)).rejects.toThrow("cancelled by a person");
  });
});

test.each([
  [
    "/subscriptions/x/resourceGroups/a b/providers/P/t/n",
    "/subscriptions/x/resourceGroups/a%20b/providers/P/t/n",
  ],
  [
    "/subscriptions/x/resourceGroups/größe/providers/P/t/n",
    "/subscriptions/x/resourceGroups/gr%C3%B6%C3%9Fe/providers/P/t/n",
  ],
  ["/subscriptions/x/%2e%2e/providers", "/subscriptions/x/%252e%252e/providers"],
  ["/subscriptions/x\\..\\..\\etc", "/subscriptions/x%5C..%5C..%5Cetc"],
])("the id %s is asked for as %s, and climbs nowhere", async (given, asked) => {
  answering({ body: { value: [] } });
  await transport({ ...deployments, input: { id: given } }, signal);
  expect(azure.state.asked[0]?.url).toBe(`${asked}/deployments?api-version=2024-10-01`);
});

describe("what a container holds", () => {
  const blob = (operation: string, input: object): ProviderCall => ({
    account: subscription,
    region: null,
    service: "Microsoft.Storage",
    operation,
    input: { accountName: "claimsdata", container: "letters", ...input },
  });
  const reading = () =>
    openTransport({
      credential: { getToken: () => getToken() },
      endpoint: azure.origin,
      retryDelayMs: 1,
      mayReadContent: true,
    });

  test("is not asked for where the connection does not allow it", async () => {
    expect(await failure(blob("Blobs_List", {}))).toMatchObject({ reason: "not-found" });
    expect(azure.state.asked).toEqual([]);
  });

  test("is told by names and by counts, of the beginning that is asked for", async () => {
    const xml =
      "<EnumerationResults><Blobs><Blob><Name>a b/1.csv</Name><Content-Length>9</Content-Length></Blob></Blobs></EnumerationResults>";
    answering({ body: xml }, { status: 206, body: "account\nDE89370400440532013000" });
    expect(await reading()(blob("Blobs_List", {}), signal)).toEqual({
      blobs: [{ name: "a b/1.csv", size: 9 }],
    });
    const told = await reading()(blob("Blobs_Get", { blob: "a b/1.csv" }), signal);
    expect(told).toEqual({ bytes: 30, isText: true, counts: { iban: 1 } });
    const [list, object] = azure.state.asked;
    expect(list?.url).toBe("/claimsdata/letters?restype=container&comp=list&maxresults=500");
    expect(object).toMatchObject({
      url: "/claimsdata/letters/a%20b/1.csv",
      headers: { "x-ms-range": "bytes=0-65535", "x-ms-version": "2021-08-06", authorization: "Bearer t" },
    });
  });

  test("names the right that is missing, and a refused token of storage ends no sync", async () => {
    for (const status of [401, 403]) {
      answering({ status, body: "<Error><Code>AuthorizationPermissionMismatch</Code></Error>" });
      await expect(reading()(blob("Blobs_Get", { blob: "1" }), signal)).rejects.toMatchObject({
        reason: "denied",
        permission: "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
      });
    }
  });

  test.each([
    ["a name that climbs", { blob: "a/../../secret" }],
    ["an account that is a host", { accountName: "evil.example/", blob: "1" }],
    ["a container that is a query", { container: "x?comp=acl", blob: "1" }],
  ])("%s is asked of nobody", async (_, input) => {
    await expect(reading()(blob("Blobs_Get", input), signal)).rejects.toBeInstanceOf(ProviderError);
    expect(azure.state.asked).toEqual([]);
  });
});
