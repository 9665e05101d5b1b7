import { afterEach, describe, expect, test } from "vitest";

import { answer } from "../../../demo/gcp/estate.ts";
import { collectAll } from "#lib/connectors/collect-all.ts";
import { openClient } from "#lib/connectors/gcp/client.ts";
import gcp from "#lib/connectors/gcp/connector.ts";
import { toRequest } from "#lib/connectors/gcp/to-request.ts";
import { openTokenSource } from "#lib/connectors/gcp/token-source.ts";
import { runCollection } from "#lib/connectors/run-collection.ts";
import { googleError, startFakeGoogle, type Reply } from "./fake-google.ts";
import { googleKeyFile } from "#tests/support/google-key-file.ts";

const project = "acme-document-insights";
const scope = { account: project, region: "europe-west4" };
const { signal } = new AbortController();
const serviceAccount = googleKeyFile(project);

type Fake = Awaited<ReturnType<typeof startFakeGoogle>>;
let fake: Fake;
afterEach(() => fake.stop());

/** Issues tokens `token-1`, `token-2`… and hands every other call to `reply`. */
async function start(reply: (call: Fake["calls"][number]) => Reply): Promise<Fake> {
  let issued = 0;
  fake = await startFakeGoogle((call) => {
    if (call.host !== "oauth2.googleapis.com") return reply(call);
    issued++;
    return { body: { access_token: `token-${issued}`, expires_in: 3600, token_type: "Bearer" } };
  });
  return fake;
}

const open = async () =>
  openClient({
    token: await openTokenSource(serviceAccount, fake.url),
    baseUrl: fake.url,
    backoffMilliseconds: 1,
  });
const endpointsCall = {
  ...scope,
  service: "aiplatform",
  operation: "projects.locations.endpoints.list",
  input: {},
};
const runEndpoints = async () => {
  const collector = gcp.collectors.find(({ id }) => id === "vertex-endpoints");
  if (!collector) throw new Error("The connector has no collector of endpoints");
  return runCollection(await open(), collector, scope, signal, () => {});
};

test("a key is exchanged for a token, which every call carries to the host of its region", async () => {
  await start(() => ({ body: { endpoints: [] } }));
  await (
    await open()
  )(endpointsCall, signal);
  const [token, call] = fake.calls;
  expect(token).toMatchObject({ method: "POST", host: "oauth2.googleapis.com", path: "/token" });
  expect(call).toMatchObject({
    host: "europe-west4-aiplatform.googleapis.com",
    path: `/v1/projects/${project}/locations/europe-west4/endpoints`,
  });
  expect(call?.headers.authorization).toBe("Bearer token-1");
  expect(call?.headers["x-goog-user-project"]).toBe(project);
});

test("pages are followed to the end", async () => {
  const endpoint = (id: number) => ({ name: `projects/1/locations/europe-west4/endpoints/${id}` });
  await start(({ path, query }) => {
    if (!path.endsWith("/endpoints")) return { body: {} };
    return query.get("pageToken") === "two"
      ? { body: { endpoints: [endpoint(2)] } }
      : { body: { endpoints: [endpoint(1)], nextPageToken: "two" } };
  });
  // One call more asks what monitors them.
  expect(await runEndpoints()).toMatchObject({ state: "complete", resourceCount: 2, callCount: 3 });
});

describe("an answer that is no answer leaves a gap, never an empty list", () => {
  test("403 PERMISSION_DENIED names the permission", async () => {
    await start(() =>
      googleError(403, "PERMISSION_DENIED", "Permission 'aiplatform.endpoints.list' denied on resource", [
        {
          "@type": "type.googleapis.com/google.rpc.ErrorInfo",
          reason: "IAM_PERMISSION_DENIED",
          domain: "aiplatform.googleapis.com",
          metadata: { permission: "aiplatform.endpoints.list" },
        },
      ]),
    );
    expect(await runEndpoints()).toMatchObject({
      state: "denied",
      unknown: { reason: "denied", permission: "aiplatform.endpoints.list" },
    });
  });

  test("429 is asked again and then given up as throttled", async () => {
    await start(() => googleError(429, "RESOURCE_EXHAUSTED", "Quota exceeded"));
    expect(await runEndpoints()).toMatchObject({ state: "failed", unknown: { reason: "throttled" } });
    expect(fake.calls.filter(({ path }) => path.endsWith("/endpoints"))).toHaveLength(8);
  });

  test("HTML 500 is a failure", async () => {
    await start(() => ({ status: 500, body: "<html><title>Error 500 (Server Error)</title></html>" }));
    expect(await runEndpoints()).toMatchObject({ state: "failed", unknown: { reason: "failed" } });
  });

  test("HTML with 200 is a failure too", async () => {
    await start(() => ({ body: "<html>Sign in to the Wi-Fi</html>" }));
    expect(await runEndpoints()).toMatchObject({ state: "failed", unknown: { reason: "failed" } });
  });

  test("a redirect is not followed, for it would carry the token along", async () => {
    await start(() => ({ status: 302, headers: { location: "http://192.0.2.1/" }, body: "" }));
    expect(await runEndpoints()).toMatchObject({ state: "failed", unknown: { reason: "failed" } });
  });
});

test("one throttled answer among good ones is not seen from above", async () => {
  let attempts = 0;
  await start(() => {
    attempts++;
    return attempts === 1 ? googleError(429, "RESOURCE_EXHAUSTED", "Slow down") : { body: {} };
  });
  expect(await runEndpoints()).toMatchObject({ state: "complete", unknown: null });
});

test("a disabled API holds nothing", async () => {
  await start(() =>
    googleError(403, "PERMISSION_DENIED", "Vertex AI API has not been used in project 1 before", [
      {
        reason: "SERVICE_DISABLED",
        metadata: { service: "aiplatform.googleapis.com", consumer: "projects/1" },
      },
    ]),
  );
  expect(await runEndpoints()).toMatchObject({ state: "complete", resourceCount: 0 });
});

test("a token that expired early is renewed once, and credentials that stay refused end the sync", async () => {
  const unauthenticated = googleError(
    401,
    "UNAUTHENTICATED",
    "Request had invalid authentication credentials.",
  );
  await start(({ headers }) => (headers.authorization === "Bearer token-1" ? unauthenticated : { body: {} }));
  expect(await runEndpoints()).toMatchObject({ state: "complete" });
  await fake.stop();

  await start(() => unauthenticated);
  await expect(runEndpoints()).rejects.toMatchObject({ reason: "expired-credentials" });
});

test("a key that Google does not accept says what to do", async () => {
  fake = await startFakeGoogle(() => ({
    status: 400,
    body: { error: "invalid_grant", error_description: "Invalid JWT Signature." },
  }));
  await expect(openTokenSource(serviceAccount, fake.url)).rejects.toMatchObject({
    name: "ConnectionError",
    message: expect.stringContaining("invalid_grant"),
    remedy: expect.stringContaining("key"),
  });
});

test("an address that is neither encrypted nor on this machine gets no token", async () => {
  await start(() => ({ body: {} }));
  expect(() => openClient({ token: async () => "secret", baseUrl: "http://192.0.2.1" })).toThrow(
    "neither https nor on this machine",
  );
});

test("an aborted call stops at once and is not taken for a failure of Google's", async () => {
  await start(() => ({ body: {} }));
  const aborted = AbortSignal.abort(new Error("cancelled by a person"));
  await expect((await open())(endpointsCall, aborted)).rejects.toThrow("cancelled by a person");
});

test("the whole estate collected over HTTP equals the estate collected from its recording", async () => {
  const answers = new Map<string, unknown>();
  const nameOf = (method: string, address: string, body: string) => `${method} ${address} ${body}`;
  const replayed = await collectAll(
    gcp,
    async (call) => {
      const { method, host, target, body } = toRequest(call);
      const said = answer(call, "as-is");
      answers.set(nameOf(method, host + target, body ?? ""), said);
      return said;
    },
    signal,
  );
  await start(({ method, url, body }) => {
    const name = nameOf(method, url.slice(1), body);
    return answers.has(name) ? { body: answers.get(name) } : googleError(404, "NOT_FOUND", name);
  });
  const live = await collectAll(gcp, await open(), signal);
  expect(live.gaps).toEqual([]);
  expect(live.resources).toEqual(replayed.resources);
  expect(live.relationships).toEqual(replayed.relationships);
});
