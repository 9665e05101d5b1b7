import { describe, expect, test } from "vitest";

import { cancelSync } from "#lib/inventory/cancel-sync.ts";
import { deleteConnection } from "#lib/inventory/delete-connection.ts";
import { getConnection } from "#lib/inventory/get-connection.ts";
import { getProbe } from "#lib/inventory/request-probe.ts";
import { listSyncs } from "#lib/inventory/list-syncs.ts";
import { requestSync } from "#lib/inventory/request-sync.ts";
import { runProbe } from "#lib/inventory/run-probe.ts";
import { syncConnection } from "#lib/inventory/sync-connection.ts";
import { updateConnection } from "#lib/inventory/update-connection.ts";
import { ConnectionError, ProviderError } from "#lib/domain/provider-call.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createFakeConnection, syncOnce } from "#tests/factories/connection.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { fakeConnector, type FakeScript } from "#tests/support/fake-connector.ts";
import { presentNames } from "#tests/support/stored-inventory.ts";

const estate = { regions: ["eu-west-1"], buckets: [{ name: "b" }], roles: ["r"] };
const fails =
  (operation: string, reason: ProviderError["reason"], message: string): NonNullable<FakeScript["fault"]> =>
  (call) => {
    if (call.operation === operation) throw new ProviderError(reason, call, message, null);
  };

const failures: readonly (readonly [string, ProviderError["reason"], string, RegExp])[] = [
  ["a lost network", "failed", "getaddrinfo ENOTFOUND", /was not reached, so nothing is said of the cred/],
  ["a proxy's certificate", "failed", "self-signed certificate", /NODE_EXTRA_CA_CERTS/],
  ["clocks that differ", "expired-credentials", "RequestTimeTooSkewed", /clock/],
  ["throttling", "throttled", "Rate exceeded", /nothing is wrong with the credentials/],
  ["expired credentials", "expired-credentials", "ExpiredToken", /have expired/],
  ["a refusal", "denied", "AccessDenied", /Allow fake:ListRegions to the identity/],
  ["an account that is not there", "not-found", "No such account", /is the one meant/],
  ["the provider's own trouble", "failed", "HTTP 503. Try later", /status page/],
];

describe("a sync that cannot begin", () => {
  test.each(failures)("for %s says so, with what to do", async (_, reason, message, remedy) => {
    const ctx = await createOrganization();
    const connection = await createFakeConnection(ctx);
    const sync = await syncOnce(ctx, connection, { estate, fault: fails("ListRegions", reason, message) });
    expect(sync).toMatchObject({ state: "failed", error: `fake:ListRegions: ${message}` });
    expect(sync.remedy).toMatch(remedy);
    expect(sync.finishedAt).not.toBeNull();
  });

  test("because it is not let in says the connector's own words", async () => {
    const ctx = await createOrganization();
    const connection = await createFakeConnection(ctx);
    const connect = () => {
      throw new ConnectionError("The role is not there.", "Create the role.");
    };
    const sync = await syncOnce(ctx, connection, { estate, connect });
    expect(sync).toMatchObject({
      state: "failed",
      error: "The role is not there.",
      remedy: "Create the role.",
    });
  });

  test("removes nothing, and is no complete sync", async () => {
    const ctx = await createOrganization();
    const connection = await createFakeConnection(ctx);
    await syncOnce(ctx, connection, { estate });
    const before = await getConnection(ctx, connection.id);
    await syncOnce(ctx, connection, { estate, fault: fails("ListRegions", "failed", "ENOTFOUND") });
    const after = await getConnection(ctx, connection.id);
    expect(after.lastSync?.state).toBe("failed");
    expect([after.lastCompleteAt, after.resourceCount]).toEqual([
      before.lastCompleteAt,
      before.resourceCount,
    ]);
    expect(await presentNames(ctx.organizationId)).toEqual(["r", "b"]);
  });

  test("is forgotten by the next that succeeds", async () => {
    const ctx = await createOrganization();
    const connection = await createFakeConnection(ctx);
    await syncOnce(ctx, connection, { estate, fault: fails("ListRegions", "failed", "ENOTFOUND") });
    expect(await syncOnce(ctx, connection, { estate })).toMatchObject({
      state: "complete",
      error: null,
      remedy: null,
    });
  });
});

describe("one collection that fails", () => {
  test.each([
    ["denied", "denied"],
    ["throttled", "failed"],
    ["failed", "failed"],
  ] as const)("%s leaves the others complete, and the sync incomplete", async (reason, state) => {
    const ctx = await createOrganization();
    const connection = await createFakeConnection(ctx);
    const fault = fails("ListRoles", reason, "not now");
    expect(await syncOnce(ctx, connection, { estate, fault })).toMatchObject({ state: "partial" });
    const { collections, completeCount, incompleteCount } = await getConnection(ctx, connection.id);
    expect([completeCount, incompleteCount]).toEqual([1, 1]);
    const roles = collections.find(({ collectorId }) => collectorId === "roles");
    expect(roles?.state).toBe(state);
    expect(roles?.unknown).toMatchObject({ reason, call: "fake:ListRoles", message: "not now" });
    expect(roles?.lastCompleteAt).toBeNull();
  });

  test("that came back is complete again, with nothing unknown", async () => {
    const ctx = await createOrganization();
    const connection = await createFakeConnection(ctx);
    await syncOnce(ctx, connection, { estate, fault: fails("ListRoles", "denied", "no") });
    await syncOnce(ctx, connection, { estate });
    const { collections, denied, incompleteCount } = await getConnection(ctx, connection.id);
    expect(denied).toEqual([]);
    expect(incompleteCount).toBe(0);
    for (const { state, unknown } of collections) expect([state, unknown]).toEqual(["complete", null]);
  });
});

describe("the permission check", () => {
  const probed = async (script: FakeScript) => {
    const ctx = await createOrganization();
    const connection = await createFakeConnection(ctx);
    await systemDb().connection.update({
      where: { id: connection.id },
      data: { probeRequestedAt: new Date() },
    });
    await runProbe(ctx, connection.id, new AbortController().signal, () => fakeConnector(script));
    return getProbe(ctx, connection.id);
  };

  test.each(failures)("that ends for %s says what to do", async (_, reason, message, remedy) => {
    const probe = await probed({ estate, fault: fails("ListRegions", reason, message) });
    expect(probe).toMatchObject({ state: "done", probes: [], error: `fake:ListRegions: ${message}` });
    expect(probe.remedy).toMatch(remedy);
  });

  test("that could be made says nothing is wrong with the connection as a whole", async () => {
    expect(await probed({ estate })).toMatchObject({ error: null, remedy: null });
  });
});

describe("many hands at once", () => {
  test("ten requests make one sync", async () => {
    const ctx = await createOrganization();
    const { id } = await createFakeConnection(ctx);
    const syncs = await Promise.all(Array.from({ length: 10 }, () => requestSync(ctx, id)));
    expect(new Set(syncs.map((sync) => sync.id)).size).toBe(1);
    expect(await systemDb().sync.count({ where: { connectionId: id } })).toBe(1);
  });

  test("two cancellations of one waiting sync: the second says that it is over", async () => {
    const ctx = await createOrganization();
    const { id } = await createFakeConnection(ctx);
    const sync = await requestSync(ctx, id);
    const ends = await Promise.allSettled([cancelSync(ctx, sync.id), cancelSync(ctx, sync.id)]);
    expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("a sync that was cancelled while it waited does not run", async () => {
    const ctx = await createOrganization();
    const connection = await createFakeConnection(ctx);
    await cancelSync(ctx, (await requestSync(ctx, connection.id)).id);
    const connect = () => {
      throw new Error("It was opened");
    };
    const find = () => fakeConnector({ estate, connect });
    await syncConnection(ctx, { connectionId: connection.id }, new AbortController().signal, find);
    expect(await presentNames(ctx.organizationId)).toEqual([]);
  });

  test("a connection that is removed while it syncs leaves nothing behind", async () => {
    const ctx = await createOrganization();
    const connection = await createFakeConnection(ctx);
    let removed: Promise<void> | null = null;
    const waits: NonNullable<FakeScript["waits"]> = (call) => {
      if (call.operation === "ListRoles") removed ??= deleteConnection(ctx, connection.id);
      return removed ?? Promise.resolve();
    };
    const sync = await syncOnce(ctx, connection, { estate, waits });
    expect(sync.state).toBe("cancelled");
    expect(await presentNames(ctx.organizationId)).toEqual([]);
  });

  test("a rename while it syncs is kept, and disturbs nothing", async () => {
    const ctx = await createOrganization();
    const connection = await createFakeConnection(ctx);
    const waits: NonNullable<FakeScript["waits"]> = async (call) => {
      if (call.operation === "ListRegions") await updateConnection(ctx, connection.id, { name: "Renamed" });
    };
    expect(await syncOnce(ctx, connection, { estate, waits })).toMatchObject({ state: "complete" });
    expect((await getConnection(ctx, connection.id)).name).toBe("Renamed");
  });
});

describe("past syncs", () => {
  test("page newest first without a gap or a repeat", async () => {
    const ctx = await createOrganization();
    const connection = await createFakeConnection(ctx);
    const made: string[] = [];
    for (let at = 0; at < 7; at += 1) made.unshift((await syncOnce(ctx, connection, { estate })).id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listSyncs(ctx, { connection: connection.id, cursor, limit: 3 });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(made);
  });

  test("of another organization are not there", async () => {
    const [mine, theirs] = await Promise.all([createOrganization(), createOrganization()]);
    const connection = await createFakeConnection(theirs);
    await syncOnce(theirs, connection, { estate });
    const seen = await listSyncs(mine, { connection: connection.id, cursor: null, limit: 10 }).catch(
      (error: unknown) => error,
    );
    expect(JSON.stringify(seen)).not.toContain(connection.id);
  });

  test.each(["analyst", "engineer", "auditor"] as const)("are not begun by an %s", async (role) => {
    const admin = await createOrganization();
    const { id } = await createFakeConnection(admin);
    const ctx = await createMember(admin.organizationId, role);
    await expect(requestSync(ctx, id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(updateConnection(ctx, id, { name: "Theirs" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteConnection(ctx, id)).rejects.toMatchObject({ code: "forbidden" });
    expect(await systemDb().sync.count({ where: { connectionId: id } })).toBe(0);
  });
});
