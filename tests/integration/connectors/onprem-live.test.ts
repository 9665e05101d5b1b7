import { afterEach, describe, expect, test } from "vitest";

import { collectAll, type Collected } from "#lib/connectors/collect-all.ts";
import { openClient } from "#lib/connectors/onprem/client.ts";
import onprem from "#lib/connectors/onprem/connector.ts";
import { parseKeys } from "#lib/connectors/onprem/endpoint-keys.ts";
import { engineKinds, type EngineKind } from "#lib/connectors/onprem/engine-kind.ts";
import { probePort } from "#lib/connectors/onprem/host-probe.ts";
import { parseInventory } from "#lib/connectors/onprem/inventory.ts";
import { Inventory } from "#lib/connectors/onprem/scopes.ts";
import { outboundAddresses } from "#lib/connectors/outbound-addresses.ts";
import { replay, type RecordedCall } from "#lib/connectors/recording.ts";
import { demoRecording } from "#tests/support/demo-recording.ts";
import { startOnPremServers, type OnPremServers } from "#tests/support/onprem-servers.ts";

const { signal } = new AbortController();
let servers: OnPremServers;
afterEach(() => servers.stop());

const what = ({ resources, relationships, gaps }: Collected) => ({ resources, relationships, gaps });
const inventoryIn = (calls: readonly RecordedCall[]) =>
  Inventory.parse(calls.find(({ service }) => service === "inventory")?.output);
const wayOf: Partial<Record<EngineKind, string>> = {
  minio: "s3 nacre nacre-secret",
  qdrant: "api-key k",
  mlflow: "basic a:b",
};

const open = (calls: readonly RecordedCall[], more: Partial<Parameters<typeof openClient>[0]> = {}) => {
  const { site, targets } = inventoryIn(calls);
  return openClient({
    site,
    targets,
    keys: parseKeys(
      targets
        .filter(({ url }) => url?.startsWith("https:"))
        .map(({ url, kind }) => `${url} ${wayOf[kind ?? "vllm"] ?? "bearer k"}`)
        .join("\n"),
    ),
    ca: servers.cert,
    addresses: outboundAddresses("127.0.0.0/8"),
    backoffMilliseconds: 1,
    ...more,
  });
};

describe("machines on premises, over TLS", () => {
  test("are read as their recording holds them, resource by resource", async () => {
    servers = await startOnPremServers(await demoRecording("onprem"));
    const replayed = await collectAll(onprem, replay(servers.calls), signal);
    const live = await collectAll(onprem, open(servers.calls), signal);
    expect(live.gaps).toEqual([]);
    expect(what(live)).toEqual(what(replayed));
    expect(live.resources.length).toBeGreaterThan(14);
    expect(live.collections.map(({ callCount }) => callCount)).toEqual(
      replayed.collections.map(({ callCount }) => callCount),
    );
  });

  test("come to the same while every other request is throttled, asking none more than twice", async () => {
    servers = await startOnPremServers(await demoRecording("onprem"), {
      // AWS's client waits by its own measure, so one request to it is enough.
      disturb: (line, count) =>
        count % 2 === 1 && !/minio.*(policy|encryption|versioning|tagging)/.test(line) ? 429 : null,
    });
    const replayed = await collectAll(onprem, replay(servers.calls), signal);
    expect(what(await collectAll(onprem, open(servers.calls), signal))).toEqual(what(replayed));
    const counts = Map.groupBy(servers.asked, (line) => line);
    expect([...counts].filter(([, same]) => same.length > 2)).toEqual([]);
  });

  test("are known without being told what they are", async () => {
    servers = await startOnPremServers(await demoRecording("onprem"));
    const { site, targets } = inventoryIn(servers.calls);
    const unnamed = targets.map((target) => ({ ...target, kind: null }));
    const live = await collectAll(onprem, open(servers.calls, { site, targets: unnamed }), signal);
    expect(live.gaps).toEqual([]);
    const engines = live.resources.flatMap(({ properties }) =>
      "engine" in properties ? [properties.engine] : [],
    );
    const wanted = targets.flatMap(({ kind }) => kind ?? []);
    expect(engineKinds.filter((kind) => engines.includes(kind))).toEqual(
      engineKinds.filter((kind) => wanted.includes(kind)),
    );
    expect(engines).toHaveLength(wanted.length);
  });

  test("are found at their ports, with or without TLS, and a closed port is no gap", async () => {
    const vllm = "https://vllm.pricing.acme.internal:8000";
    servers = await startOnPremServers(await demoRecording("onprem"), { plain: [vllm] });
    const reach = { ca: servers.cert, addresses: outboundAddresses("127.0.0.0/8") };
    const probe = (url: string) => {
      const input = { host: "127.0.0.1", port: Number(new URL(url).port) };
      const call = { account: "x", region: null, service: "host", operation: "probe", input };
      return probePort(reach, "127.0.0.1", call, signal);
    };
    for (const place of servers.places.values())
      expect(await probe(place)).toEqual({ url: place, silent: false });
    expect(await probe("https://127.0.0.1:1")).toEqual({ url: null, silent: false });
  });

  test("that are something else than the list says are a gap that says so", async () => {
    servers = await startOnPremServers(await demoRecording("onprem"));
    const { site, targets } = inventoryIn(servers.calls);
    const wrong = targets.slice(0, 1).map((target) => ({ ...target, kind: "weaviate" as const }));
    const live = await collectAll(onprem, open(servers.calls, { site, targets: wrong }), signal);
    expect(live.gaps.map(({ unknown }) => unknown.message).join()).toMatch(/is no Weaviate/);
    expect(live.resources).toEqual([]);
  });

  test("are not spoken to under a certificate that nobody trusts, which is a gap and ends nothing", async () => {
    servers = await startOnPremServers(await demoRecording("onprem"));
    const live = await collectAll(onprem, open(servers.calls, { ca: undefined }), signal);
    expect(live.gaps.map(({ unknown }) => unknown.message).join()).toMatch(/certificate that is not trusted/);
    expect(servers.asked).toEqual([]);
  });

  test("get no key where they speak plain HTTP, and are shown to", async () => {
    const recorded = await demoRecording("onprem");
    const vllm = "https://vllm.pricing.acme.internal:8000";
    servers = await startOnPremServers(recorded, { plain: [vllm] });
    const live = await collectAll(onprem, open(servers.calls), signal);
    const plain = live.resources.find(({ properties }) => "encrypted" in properties && !properties.encrypted);
    expect(plain?.type).toBe("onprem.model-server");
    expect(servers.asked.filter((line) => line.includes(vllm) && line.endsWith(" own"))).toEqual([]);
    expect(live.gaps.map(({ unknown }) => unknown.permission)).toContain("a key of vLLM that may list");
  });

  test("are never called at an address that is private and not allowed, nor at one that the list does not name", async () => {
    servers = await startOnPremServers(await demoRecording("onprem"));
    const closed = open(servers.calls, { addresses: outboundAddresses("") });
    const { gaps } = await collectAll(onprem, closed, signal);
    expect(gaps.map(({ unknown }) => unknown.message).join()).toMatch(/NACRE_PRIVATE_NETWORKS/);
    const elsewhere = { account: "x", region: null, service: "vllm", operation: "list-models" };
    const call = { ...elsewhere, input: { url: "https://127.0.0.1:1", proof: "own" } };
    await expect(open(servers.calls)(call, signal)).rejects.toThrow(/does not name/);
    expect(servers.asked).toEqual([]);
  });

  test("leave the others whole where one of them is away", async () => {
    servers = await startOnPremServers(await demoRecording("onprem"));
    const { site, targets } = inventoryIn(servers.calls);
    const [away] = parseInventory("vllm https://127.0.0.2:9 internal");
    const live = await collectAll(
      onprem,
      open(servers.calls, { site, targets: [...targets, ...(away ? [away] : [])] }),
      signal,
    );
    expect(live.gaps.map(({ region, unknown }) => `${region} ${unknown.reason}`)).toEqual([
      "127.0.0.2 failed",
    ]);
    expect(live.resources.length).toBeGreaterThan(14);
  });
});
