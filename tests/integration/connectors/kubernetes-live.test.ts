import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";

import { collectAll, type Collected } from "#lib/connectors/collect-all.ts";
import { openClient } from "#lib/connectors/kubernetes/client.ts";
import kubernetes from "#lib/connectors/kubernetes/connector.ts";
import { outboundAddresses } from "#lib/connectors/outbound-addresses.ts";
import { replay, type RecordedCall } from "#lib/connectors/recording.ts";
import { demoRecording } from "#tests/support/demo-recording.ts";
import { startApiServer, type ApiServerOptions } from "#tests/support/fake-api-server.ts";

const token = "test-token.of-nobody";
const { signal } = new AbortController();

let calls: RecordedCall[];
let replayed: Collected;
let server: Awaited<ReturnType<typeof startApiServer>>;

beforeAll(async () => {
  calls = await demoRecording("kubernetes");
  replayed = await collectAll(kubernetes, replay(calls), signal);
});
afterEach(() => server.stop());

const start = async (options: Partial<ApiServerOptions> = {}) => {
  server = await startApiServer({ calls, token, ...options });
};
/** The demo's cluster is called by its name, so that accounts and keys are the recording's. */
const open = (given: { ca?: string | undefined; token?: string } = {}) =>
  openClient({
    access: {
      server: server.origin,
      clusterName: "acme-dev",
      ca: "ca" in given ? given.ca : server.cert,
      serverName: undefined,
      credential: { kind: "token", token: given.token ?? token },
    },
    addresses: outboundAddresses("127.0.0.0/8"),
    backoffMilliseconds: 1,
  });
/** All that was recorded, but for the kubeconfig, which no server answers. */
const servedCount = () => calls.filter(({ service }) => service !== "kubeconfig").length;
const collect = () => collectAll(kubernetes, open(), signal);

/** The address of the server is the one thing in which a live run differs. */
const without = ({ resources, relationships, gaps }: Collected) => ({
  resources: resources.map((resource) =>
    resource.type === "kubernetes.cluster"
      ? { ...resource, properties: { ...resource.properties, server: "" } }
      : resource,
  ),
  relationships,
  gaps,
});

describe("the whole estate over TLS equals the estate from its recording", () => {
  test.each([500, 3, 1])("in pages of %i", async (pageSize) => {
    await start({ pageSize });
    const live = await collect();
    expect(live.gaps).toEqual([]);
    expect(without(live)).toEqual(without(replayed));
  });

  test("with the fewest calls: each list once, though many collectors join it", async () => {
    await start();
    await collect();
    const paths = server.asked.map(({ path }) => path);
    expect(paths).toHaveLength(new Set(paths).size);
    expect(paths).toHaveLength(servedCount());
  });

  test("asking of secrets a table, and never for one of them", async () => {
    await start();
    await collect();
    const secrets = server.asked.filter(({ path }) => path.includes("/secrets"));
    expect(secrets.map(({ path }) => path)).toEqual(["/api/v1/secrets?limit=500&includeObject=Metadata"]);
    expect(secrets[0]?.accept).toContain("as=Table");
  });
});

describe("what goes wrong on the way", () => {
  test("a place in a list that is no longer kept is made up for by the whole list", async () => {
    await start({
      pageSize: 3,
      disturb: ({ pathname, searchParams }) =>
        pathname === "/api/v1/pods" && searchParams.has("continue")
          ? { status: 410, reason: "Expired" }
          : null,
    });
    const live = await collect();
    expect(without(live)).toEqual(without(replayed));
    const pods = server.asked.filter(({ path }) => path.startsWith("/api/v1/pods"));
    expect(pods.map(({ path }) => path)).toEqual([
      "/api/v1/pods?limit=500",
      "/api/v1/pods?limit=500&continue=at-3",
      "/api/v1/pods",
    ]);
  });

  test("every other request throttled, it completes with each list asked twice", async () => {
    const seen = new Set<string>();
    await start({
      disturb: ({ pathname }, count) => {
        if (count > 1 || seen.has(pathname)) return null;
        seen.add(pathname);
        return { status: 429, reason: "TooManyRequests", headers: { "retry-after": "0" } };
      },
    });
    const live = await collect();
    expect(without(live)).toEqual(without(replayed));
    expect(server.asked).toHaveLength(2 * servedCount());
  });

  test.each([
    [
      "a list that is denied",
      { status: 403, reason: "Forbidden" },
      "denied",
      "list ingresses.networking.k8s.io",
    ],
    ["a server that stays overloaded", { status: 429, reason: "TooManyRequests" }, "throttled", null],
    ["an error of the server", { status: 500, reason: "InternalError" }, "failed", null],
  ])("%s leaves a gap and deletes nothing else", async (_, disturbance, reason, permission) => {
    await start({ disturb: ({ pathname }) => (pathname.endsWith("/ingresses") ? disturbance : null) });
    const live = await collect();
    const states = live.collections.filter(({ state }) => state !== "complete");
    expect(states.map(({ collectorId }) => collectorId)).toEqual(["ingresses"]);
    expect(states[0]?.unknown).toMatchObject({ reason, permission });
    const types = new Set(replayed.resources.map(({ type }) => type));
    types.delete("kubernetes.ingress");
    expect(new Set(live.resources.map(({ type }) => type))).toEqual(types);
    // Who reaches a server from outside is not known while one kind of door was not listed.
    const model = live.resources.find(({ type }) => type === "kubernetes.vector-store");
    expect(model?.facets).toMatchObject({ publicNetwork: true });
  });

  test("a connection that is cut is made again", async () => {
    await start({
      disturb: ({ pathname }, count) => (pathname === "/version" && count === 1 ? "hang up" : null),
    });
    expect((await collect()).gaps).toEqual([]);
  });

  test("a token that ended in the middle ends the sync", async () => {
    await start({
      disturb: ({ pathname }) =>
        pathname.endsWith("/roles") ? { status: 401, reason: "Unauthorized" } : null,
    });
    await expect(collect()).rejects.toMatchObject({ reason: "expired-credentials" });
  });

  test("a group that is announced and not served holds nothing", async () => {
    await start({
      disturb: ({ pathname }) =>
        pathname.endsWith("/rayclusters") ? { status: 404, reason: "NotFound" } : null,
    });
    expect((await collect()).gaps).toEqual([]);
  });
});

describe("connecting", () => {
  const kubeconfig = (user: object, cluster: object = {}) =>
    stringify({
      "current-context": "dev",
      contexts: [{ name: "dev", context: { cluster: "acme-dev", user: "reader" } }],
      clusters: [
        {
          name: "acme-dev",
          cluster: {
            server: server.origin,
            "certificate-authority-data": Buffer.from(server.cert).toString("base64"),
            ...cluster,
          },
        },
      ],
      users: [{ name: "reader", user }],
    });
  const connect = (given: object, networks = "127.0.0.0/8") => {
    process.env["NACRE_PRIVATE_NETWORKS"] = networks;
    return kubernetes.connect(given, signal).finally(() => delete process.env["NACRE_PRIVATE_NETWORKS"]);
  };

  test("by a kubeconfig or by its three parts reads the same cluster", async () => {
    await start();
    for (const given of [
      { kubeconfig: kubeconfig({ token }) },
      { server: server.origin, certificateAuthority: server.cert, token, clusterName: "acme-dev" },
    ]) {
      const transport = await connect(given);
      expect(await kubernetes.scopes(transport, signal)).toEqual([
        { account: replayed.collections[0]?.scope.account, region: null },
      ]);
    }
  });

  test("to an address that nobody allowed is refused with what to set, and nothing is sent", async () => {
    await start();
    await expect(connect({ kubeconfig: kubeconfig({ token }) }, "10.0.0.0/8")).rejects.toMatchObject({
      name: "ConnectionError",
      remedy: expect.stringContaining("NACRE_PRIVATE_NETWORKS"),
    });
    expect(server.asked).toEqual([]);
  });

  test("to a server whose certificate somebody else signed is refused, and no token is sent", async () => {
    await start();
    await expect(connect({ server: server.origin, token })).rejects.toMatchObject({
      name: "ConnectionError",
      message: expect.stringMatching(/certificate/),
    });
    expect(server.asked).toEqual([]);
  });

  test.each([
    ["a token that is not valid", { token: "wrong" }, /create token/],
    ["a program", { exec: { command: "aws" } }, /service account/],
  ])("with %s says what to do", async (_, user, remedy) => {
    await start();
    await expect(connect({ kubeconfig: kubeconfig(user) })).rejects.toMatchObject({
      name: "ConnectionError",
      remedy: expect.stringMatching(remedy),
    });
  });

  test("with nothing, or with both ways in, is refused", async () => {
    await start();
    await expect(connect({})).rejects.toMatchObject({ message: expect.stringMatching(/Neither/) });
    await expect(connect({ kubeconfig: kubeconfig({ token }), token })).rejects.toMatchObject({
      message: expect.stringMatching(/Both/),
    });
  });
});
