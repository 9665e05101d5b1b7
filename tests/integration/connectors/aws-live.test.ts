import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { openAws } from "#lib/connectors/aws/client.ts";
import aws from "#lib/connectors/aws/connector.ts";
import { openConnection } from "#lib/connectors/aws/open-connection.ts";
import { permissionOf } from "#lib/connectors/aws/services.ts";
import { collectAll, type Collected, type CollectedCollection } from "#lib/connectors/collect-all.ts";
import { callKey, replay, type RecordedCall } from "#lib/connectors/recording.ts";
import type { Connector } from "#lib/domain/connector.ts";
import { ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { getConnection } from "#lib/inventory/get-connection.ts";
import { syncConnection } from "#lib/inventory/sync-connection.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createFakeConnection, queueSync } from "#tests/factories/connection.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { startAwsReplayServer } from "#tests/support/aws-replay-server.ts";
import { demoRecording } from "#tests/support/demo-recording.ts";

const { signal } = new AbortController();
const trusted = getCACertificates("default");
const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" };
const limits = {
  attemptMs: 10_000,
  callMs: 30_000,
  attempts: 5,
  throttledAttempts: 10,
  wait: async () => {},
};
const live: Connector = { ...aws, connect: async () => openAws(credentials, limits) };

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: Awaited<ReturnType<typeof startAwsReplayServer>>;
let calls: RecordedCall[];
beforeAll(async () => {
  server = await startAwsReplayServer();
  setDefaultCACertificates([...trusted, server.cert]);
  vi.stubEnv("AWS_ENDPOINT_URL", server.origin);
  calls = await demoRecording("aws");
  await server.learn(calls, openAws(credentials, limits));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  setDefaultCACertificates(trusted);
  await server.stop();
});

async function syncedAnew() {
  const ctx = await createOrganization();
  const connection = await createFakeConnection(ctx);
  const { id } = await queueSync(connection);
  await syncConnection(ctx, { connectionId: connection.id }, signal, () => live);
  const sync = await systemDb().sync.findUniqueOrThrow({ where: { id } });
  return { sync, ...(await getConnection(ctx, connection.id)) };
}

let undisturbedCount = 0;

test("the demo estate, over TLS and in each service's own protocol, is that of its recording", async () => {
  server.disturbBy(() => null);
  const replayed = await collectAll(aws, replay(calls), signal);
  const collected = await collectAll(aws, await openConnection(credentials, signal, limits), signal);
  expect(collected.gaps).toEqual([]);
  expect(collected.resources).toEqual(replayed.resources);
  expect(collected.relationships).toEqual(replayed.relationships);
  expect(collected.resources.length).toBeGreaterThan(300);
  undisturbedCount = server.asked.length;
});

describe("a sync with half of all requests throttled, one region unreachable and one service denied", () => {
  const lostRegion = "eu-central-1";
  const deniedService = "sagemaker";
  const faulty: Transport = (call, callSignal) => {
    if (call.region === lostRegion) throw new ProviderError("failed", call, "unreachable");
    if (call.service === deniedService)
      throw new ProviderError("denied", call, "denied", permissionOf(call.service, call.operation));
    return replay(calls)(call, callSignal);
  };
  let disturbed: Awaited<ReturnType<typeof syncedAnew>>;
  let expected: Collected;
  let throttledCount = 0;
  beforeAll(async () => {
    const seen = new Map<string, number>();
    server.disturbBy(({ call }) => {
      if (call.region === lostRegion) return "hang-up";
      const count = (seen.get(callKey(call)) ?? 0) + 1;
      seen.set(callKey(call), count);
      if (count % 2 === 0) return call.service === deniedService ? "denied" : null;
      throttledCount++;
      return "throttled";
    });
    disturbed = await syncedAnew();
    expected = await collectAll(aws, faulty, signal);
  });

  test("asks at most 1.3 times what one undisturbed asks, besides what the throttle itself refused", () => {
    expect(throttledCount).toBeGreaterThan(0.4 * server.asked.length);
    expect(server.asked.length - throttledCount).toBeLessThanOrEqual(1.3 * undisturbedCount);
    expect(server.asked.length).toBeLessThanOrEqual(1.3 * 2 * undisturbedCount);
  });

  test("asks the region that does not answer no more than to find that out", () => {
    const inVain = server.asked.filter(({ call }) => call.region === lostRegion).length;
    const planned = disturbed.collections.filter(({ region }) => region === lostRegion).length;
    expect(inVain).toBeGreaterThan(2);
    expect(inVain).toBeLessThan(1.3 * planned);
  });

  test("completes all else, and says of every other collection what it lacks", () => {
    const lacking = (collections: readonly Ended[]) =>
      collections
        .filter(({ state }) => state !== "complete")
        .map(nameOf)
        .toSorted();
    expect(disturbed.sync.state).toBe("partial");
    expect(lacking(disturbed.collections)).toEqual(lacking(expected.collections.map(endedOf)));
    const failed = disturbed.collections.filter(({ state }) => state === "failed");
    expect(new Set(failed.map(({ region }) => region))).toEqual(new Set([lostRegion]));
    for (const { unknown } of failed) expect(unknown?.message).toMatch(/^AWS could not be reached/);
    expect(disturbed.resourceCount).toBe(expected.resources.length);
  });

  test("names each permission that mends it, once", () => {
    const names = expected.gaps.flatMap(({ unknown }) => unknown.permission ?? []);
    const ofResources = expected.resources.flatMap(({ unknown = {} }) =>
      Object.values(unknown).flatMap(({ permission }) => permission ?? []),
    );
    const told = disturbed.denied.map(({ permission }) => permission);
    expect(told).toEqual([...new Set([...names, ...ofResources])].toSorted());
    expect(new Set(told.map((name) => name.split(":")[0]))).toEqual(new Set([deniedService]));
  });
});

test("credentials that expire in mid-run end the sync within the calls then under way, and keep what it had", async () => {
  const lastGood = 300;
  server.disturbBy(() => (server.asked.length > lastGood ? "expired-credentials" : null));
  const { sync, collections } = await syncedAnew();
  expect(sync).toMatchObject({ state: "failed", remedy: expect.stringContaining("have expired") as string });
  // Eight collectors run beside each other.
  expect(server.asked.length).toBeLessThanOrEqual(lastGood + 8);
  const states = Map.groupBy(collections, ({ state }) => state);
  expect([...states.keys()].toSorted()).toEqual(["complete", "pending"]);
  expect(sync.resourceCount).toBeGreaterThan(50);
});

type Ended = { collectorId: string; account: string; region: string | null; state: string };
const nameOf = ({ collectorId, account, region, state }: Ended) =>
  `${collectorId} ${account} ${region ?? "-"} ${state}`;
const endedOf = ({ collectorId, scope, state }: CollectedCollection): Ended => ({
  collectorId,
  ...scope,
  state,
});
