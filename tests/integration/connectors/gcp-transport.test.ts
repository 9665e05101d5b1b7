import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { openClient } from "#lib/connectors/gcp/client.ts";
import gcp from "#lib/connectors/gcp/connector.ts";
import { onlyProjects } from "#lib/connectors/gcp/only-projects.ts";
import { listScopes } from "#lib/connectors/gcp/scopes.ts";
import { openTokenSource } from "#lib/connectors/gcp/token-source.ts";
import { ConnectionError, ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { startAnswering, type Asked, type Reply } from "#tests/support/answering-server.ts";
import { googleKeyFile } from "#tests/support/google-key-file.ts";

const project = "claims-ai-prod";
const { signal } = new AbortController();
const keyFile = googleKeyFile(project, { token_uri: "https://tokens.evil.example/token" });
const endpoints = {
  account: project,
  region: "europe-west4",
  service: "aiplatform",
  operation: "projects.locations.endpoints.list",
  input: {},
};

let google: Awaited<ReturnType<typeof startAnswering>>;
let issued: number;
beforeEach(async () => {
  google = await startAnswering();
  issued = 0;
});
afterEach(() => google.stop());

const isToken = ({ url }: Asked) => url.startsWith("/oauth2.googleapis.com/");
const calls = () => google.state.asked.filter((asked) => !isToken(asked));
/** Hands out tokens, and answers every other call in turn, the last reply again and again. */
const answering = (...replies: (Reply | "hang up")[]) => {
  google.state.reply = (asked) => {
    if (isToken(asked))
      return { body: { access_token: `token-${++issued}`, expires_in: 3_600, token_type: "Bearer" } };
    return replies[Math.min(calls().length, replies.length) - 1] ?? { body: {} };
  };
};
const open = async (): Promise<Transport> =>
  openClient({
    token: await openTokenSource(keyFile, google.origin),
    baseUrl: google.origin,
    backoffMilliseconds: 1,
  });
const failure = async (): Promise<ProviderError> => {
  const transport = await open();
  const error: unknown = await transport(endpoints, signal).catch((reason: unknown) => reason);
  if (error instanceof ProviderError) return error;
  throw new Error(`Expected a ProviderError, got ${String(error)}`);
};
const error = (
  code: number,
  status: string,
  message: string,
  reason?: string,
  metadata: object = {},
): Reply => ({
  status: code,
  body: {
    error: {
      code,
      message,
      status,
      details: reason ? [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason, metadata }] : [],
    },
  },
});

describe("what each answer that is none means, and how often it is asked again", () => {
  const html = "<html><title>Error 502 (Server Error)</title></html>";
  test.each<[string, Reply | "hang up", ProviderError["reason"], number, string | null]>([
    ["400", error(400, "INVALID_ARGUMENT", "Request contains an invalid argument."), "failed", 1, null],
    [
      "403 that names its permission",
      error(403, "PERMISSION_DENIED", "denied", "IAM_PERMISSION_DENIED", {
        permission: "aiplatform.endpoints.list",
      }),
      "denied",
      1,
      "aiplatform.endpoints.list",
    ],
    [
      "403 that names it in prose",
      error(403, "PERMISSION_DENIED", "Permission 'aiplatform.endpoints.list' denied on resource"),
      "denied",
      1,
      "aiplatform.endpoints.list",
    ],
    [
      "403 of an older interface",
      {
        status: 403,
        body: {
          error: {
            code: 403,
            message: "x does not have storage.buckets.get access to y",
            errors: [{ reason: "forbidden" }],
          },
        },
      },
      "denied",
      1,
      "storage.buckets.get",
    ],
    [
      "403 of a perimeter",
      error(
        403,
        "PERMISSION_DENIED",
        "Request is prohibited by organization's policy.",
        "SECURITY_POLICY_VIOLATED",
      ),
      "denied",
      1,
      null,
    ],
    [
      "403 of a project not paid for",
      error(403, "PERMISSION_DENIED", "This API method requires billing to be enabled.", "BILLING_DISABLED"),
      "denied",
      1,
      null,
    ],
    [
      "403 of the project that pays",
      error(
        403,
        "PERMISSION_DENIED",
        "Caller does not have required permission to use project",
        "USER_PROJECT_DENIED",
      ),
      "denied",
      1,
      "serviceusage.services.use",
    ],
    [
      "403 that is a quota",
      {
        status: 403,
        body: { error: { code: 403, message: "Quota exceeded", errors: [{ reason: "quotaExceeded" }] } },
      },
      "throttled",
      8,
      null,
    ],
    ["403 in HTML", { status: 403, body: html }, "failed", 1, null],
    ["404", error(404, "NOT_FOUND", "gone"), "not-found", 1, null],
    ["409", error(409, "ABORTED", "try again"), "failed", 1, null],
    ["429", error(429, "RESOURCE_EXHAUSTED", "Quota exceeded"), "throttled", 8, null],
    ["429 in HTML", { status: 429, body: html }, "throttled", 8, null],
    ["401 in HTML", { status: 401, body: html }, "expired-credentials", 2, null],
    ["500", error(500, "INTERNAL", "Internal error encountered."), "failed", 4, null],
    ["502 in HTML", { status: 502, body: html }, "failed", 4, null],
    ["503", error(503, "UNAVAILABLE", "The service is currently unavailable."), "failed", 4, null],
    ["200 in HTML", { body: html }, "failed", 1, null],
    ["302", { status: 302, headers: { location: "http://192.0.2.1/" }, body: "" }, "failed", 4, null],
    ["a connection that is cut", "hang up", "failed", 4, null],
  ])("%s", async (_, reply, reason, times, permission) => {
    answering(reply);
    expect(await failure()).toMatchObject({
      reason,
      permission,
      call: "aiplatform:projects.locations.endpoints.list",
    });
    expect(calls()).toHaveLength(times);
  });

  test("a connection that is cut says so, and not that Google answered", async () => {
    answering("hang up");
    expect((await failure()).message).toMatch(/^Google was not reached: /);
  });

  test("an explanation of any length is cut to what fits", async () => {
    answering(error(400, "INVALID_ARGUMENT", "x".repeat(100_000)));
    expect((await failure()).message).toHaveLength(1_000);
  });

  test.each([
    ["a cut connection", "hang up" as const],
    ["a throttled answer", error(429, "RESOURCE_EXHAUSTED", "slow down")],
    ["a page of HTML", { status: 503, body: html }],
  ])("%s among good ones is not seen from above", async (_, reply) => {
    answering(reply, { body: { endpoints: [{ name: "a" }] } });
    expect(await (await open())(endpoints, signal)).toEqual({ endpoints: [{ name: "a" }] });
  });

  test("a wait that Google asks for is waited", async () => {
    answering(
      { ...error(429, "RESOURCE_EXHAUSTED", "slow down"), headers: { "retry-after": "1" } },
      { body: {} },
    );
    const before = performance.now();
    await (
      await open()
    )(endpoints, signal);
    expect(performance.now() - before).toBeGreaterThan(900);
  });

  test("an abort ends the wait at once", async () => {
    answering({ ...error(429, "RESOURCE_EXHAUSTED", "slow down"), headers: { "retry-after": "60" } });
    const transport = await open();
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(new Error("cancelled by a person")), 20);
    await expect(transport(endpoints, stopping.signal)).rejects.toThrow(/abort|cancelled/);
    expect(stopping.signal.aborted).toBe(true);
  }, 2_000);

  test("an answer larger than anything Google lists is refused, not held", async () => {
    answering({ body: { endpoints: ["x".repeat(65 * 1024 * 1024)] } });
    expect(await failure()).toMatchObject({ reason: "failed", message: expect.stringContaining("64 MiB") });
    expect(calls()).toHaveLength(1);
  });
});

test.each([
  ["aiplatform", "projects.locations.endpoints.list", {}],
  ["run", "projects.locations.services.list", { location: "europe-west4" }],
  ["bigquery", "datasets.get", { datasetId: "d" }],
])("where %s is switched off it holds nothing", async (service, operation, input) => {
  answering(error(403, "PERMISSION_DENIED", "API has not been used in project before", "SERVICE_DISABLED"));
  expect(await (await open())({ ...endpoints, service, operation, input }, signal)).toEqual({});
});

test.each([
  ["cloudasset", "assets.list"],
  ["cloudresourcemanager", "projects.search"],
])("where %s is switched off nothing is known, for it speaks of others", async (service, operation) => {
  answering(error(403, "PERMISSION_DENIED", "API has not been used in project before", "SERVICE_DISABLED"));
  await expect(
    (await open())({ ...endpoints, region: null, service, operation }, signal),
  ).rejects.toMatchObject({
    reason: "denied",
    permission: expect.stringContaining("serviceusage.services.enable"),
  });
});

describe("tokens", () => {
  const refusing = (code: number, name: string, description: string) => {
    google.state.reply = () => ({ status: code, body: { error: name, error_description: description } });
  };
  test.each([
    [
      "a clock that is wrong",
      400,
      "invalid_grant",
      "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.",
    ],
    ["a deleted key", 400, "invalid_grant", "Invalid JWT Signature."],
    ["a deleted or disabled account", 400, "invalid_grant", "Invalid grant: account not found"],
    ["a disabled account", 401, "disabled_client", "The OAuth client was disabled."],
    [
      "a scope that is not allowed",
      401,
      "unauthorized_client",
      "Client is unauthorized to retrieve access tokens using this method.",
    ],
  ])("%s is told with what to check, and no call is made", async (_, code, name, description) => {
    refusing(code, name, description);
    const refusal: unknown = await openTokenSource(keyFile, google.origin).catch((reason: unknown) => reason);
    expect(refusal).toBeInstanceOf(ConnectionError);
    expect(refusal).toMatchObject({
      message: expect.stringContaining(name),
      remedy: expect.stringMatching(/enabled.*clock/),
    });
    expect(calls()).toEqual([]);
  });

  test("are asked of Google, whatever address the key names", async () => {
    answering({ body: {} });
    await (
      await open()
    )(endpoints, signal);
    expect(google.state.asked[0]?.url).toBe("/oauth2.googleapis.com/token");
    expect(google.state.asked[0]?.body).not.toContain("evil.example");
  });

  test("never tell the private key", async () => {
    answering({ body: {} });
    await (
      await open()
    )(endpoints, signal);
    const { private_key: privateKey } = JSON.parse(keyFile) as { private_key: string };
    const line = privateKey.split("\n")[5] ?? "";
    expect(line.length).toBeGreaterThan(20);
    expect(JSON.stringify(google.state.asked)).not.toContain(line);
  });

  test("are kept for as long as they hold", async () => {
    answering({ body: {} });
    const transport = await open();
    for (let count = 0; count < 5; count++) await transport(endpoints, signal);
    expect(issued).toBe(1);
    expect(calls().map(({ headers }) => headers.authorization)).toEqual(
      Array.from({ length: 5 }, () => "Bearer token-1"),
    );
  });

  test("that are refused are renewed once, and no more", async () => {
    answering(error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials."));
    expect((await failure()).reason).toBe("expired-credentials");
    expect(issued).toBe(2);
    expect(calls()).toHaveLength(2);
  });
});

describe("which projects there are", () => {
  const told = (projectId: string, state = "ACTIVE") => ({
    name: `projects/${projectId.length}`,
    projectId,
    state,
  });
  const searching = (pages: Record<string, object>) => {
    google.state.reply = (asked) => {
      if (isToken(asked)) return { body: { access_token: "t", expires_in: 3_600, token_type: "Bearer" } };
      const { pathname, searchParams } = new URL(asked.url, google.origin);
      return pathname.endsWith("/projects:search")
        ? { body: pages[searchParams.get("pageToken") ?? "first"] ?? {} }
        : { body: {} };
    };
  };
  const accountsOf = async (transport: Transport) =>
    (await listScopes(transport, signal)).map(({ account }) => account);

  test("over pages, an empty one among them, without those being deleted", async () => {
    searching({
      first: { projects: [told("b"), told("going", "DELETE_REQUESTED")], nextPageToken: "2" },
      "2": { nextPageToken: "3" },
      "3": { projects: [told("a")] },
    });
    expect(await accountsOf(await open())).toEqual(["a", "b"]);
  });

  test("of those named, and of no other that the search brings along", async () => {
    searching({ first: { projects: [told("acme"), told("acme-dev")] } });
    expect(await accountsOf(onlyProjects(await open(), ["acme"]))).toEqual(["acme"]);
    const searched = calls().find(({ url }) => url.includes("/projects:search"));
    expect(searched?.url).toContain(new URLSearchParams({ query: "id:acme" }).toString());
  });

  test("where what answers is not Google, is told as such", async () => {
    searching({ first: { projects: [{ id: 1 }] } });
    await expect(accountsOf(await open())).rejects.toMatchObject({
      name: "ConnectionError",
      message: expect.stringContaining("not Google"),
    });
  });
});

describe("connecting", () => {
  const connect = (projectIds = "") => {
    process.env["GOOGLE_ENDPOINT_URL"] = google.origin;
    return gcp
      .connect({ serviceAccountJson: keyFile, projectIds }, signal)
      .finally(() => delete process.env["GOOGLE_ENDPOINT_URL"]);
  };

  test("to a credential that sees its projects opens the transport", async () => {
    answering({ body: { projects: [{ name: "projects/1", projectId: project }] } });
    const transport = await connect();
    expect(await transport(endpoints, signal)).toMatchObject({ projects: [{ projectId: project }] });
  });

  test.each([
    ["", {}, /sees no project/],
    ["acme, other", {}, /none of the projects acme, other/],
    ["acme", { projects: [{ name: "projects/2", projectId: "other" }] }, /none of the projects acme/],
  ])("to one that sees none of %j is refused with what to bind", async (projectIds, body, message) => {
    answering({ body });
    await expect(connect(projectIds)).rejects.toMatchObject({
      name: "ConnectionError",
      message: expect.stringMatching(message),
      remedy: expect.stringContaining("reader role"),
    });
  });

  test.each([
    [error(403, "PERMISSION_DENIED", "denied"), /Bind the Nacre reader role/],
    [error(401, "UNAUTHENTICATED", "expired"), /Create a new key/],
  ])("to one that Google refuses is told what to change", async (reply, remedy) => {
    answering(reply);
    await expect(connect()).rejects.toMatchObject({
      name: "ConnectionError",
      remedy: expect.stringMatching(remedy),
    });
  });
});
