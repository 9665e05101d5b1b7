import { expect, test } from "vitest";

import { cancelSync } from "#lib/inventory/cancel-sync.ts";
import { openSecrets } from "#lib/inventory/connection-secrets.ts";
import { createConnection } from "#lib/inventory/create-connection.ts";
import { deleteConnection } from "#lib/inventory/delete-connection.ts";
import { getConnection } from "#lib/inventory/get-connection.ts";
import { getSync } from "#lib/inventory/get-sync.ts";
import { listConnections } from "#lib/inventory/list-connections.ts";
import { getProbe, requestProbe } from "#lib/inventory/request-probe.ts";
import { requestSync } from "#lib/inventory/request-sync.ts";
import { runProbe } from "#lib/inventory/run-probe.ts";
import { updateConnection } from "#lib/inventory/update-connection.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createFakeConnection, syncOnce } from "#tests/factories/connection.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { denied, fakeConnector } from "#tests/support/fake-connector.ts";
import { presentNames } from "#tests/support/stored-inventory.ts";

const keyed = { accessKeyId: "AKIAEXAMPLE123456", secretAccessKey: "very-secret-value" };
const live = { mode: "live" as const, connectorId: "aws" as const, name: "Production", syncEveryMinutes: 60 };
const estate = { regions: ["eu-west-1"], buckets: [{ name: "b" }], roles: ["r"] };

test("a new connection keeps its secret sealed, shows it nowhere, and is queued for its first sync", async () => {
  const ctx = await createOrganization();
  const created = await createConnection(ctx, { ...live, credentials: keyed });
  expect(created).toMatchObject({
    config: { accessKeyId: keyed.accessKeyId },
    hasSecrets: true,
    lastSync: { state: "queued" },
  });
  const row = await systemDb().connection.findUniqueOrThrow({ where: { id: created.id } });
  const audited = await systemDb().auditEntry.findMany({ where: { organizationId: ctx.organizationId } });
  expect(
    JSON.stringify([row, created, audited], (_, v: unknown) => (typeof v === "bigint" ? String(v) : v)),
  ).not.toContain(keyed.secretAccessKey);
  expect(openSecrets(row, row.sealedSecrets)).toEqual({ secretAccessKey: keyed.secretAccessKey });
});

test("credentials that do not fit are refused field by field", async () => {
  const ctx = await createOrganization();
  const refused = createConnection(ctx, { ...live, credentials: { accessKeyId: "nonsense", surplus: "x" } });
  await expect(refused).rejects.toMatchObject({
    code: "invalid-input",
    fields: expect.arrayContaining([
      expect.objectContaining({ field: "credentials.accessKeyId" }),
      expect.objectContaining({ field: "credentials.surplus" }),
    ]),
  });
});

test("a changed destination needs the secret again, and never gets the stored one", async () => {
  const ctx = await createOrganization();
  const { id } = await createConnection(ctx, { ...live, credentials: keyed });
  const moved = { accessKeyId: keyed.accessKeyId, roleArn: "arn:aws:iam::999988887777:role/theirs" };
  await expect(updateConnection(ctx, id, { credentials: moved })).rejects.toMatchObject({
    fields: [{ field: "credentials.secretAccessKey" }],
  });
  const changed = await updateConnection(ctx, id, { credentials: { ...moved, secretAccessKey: "another" } });
  expect(changed.config).toMatchObject({ roleArn: moved.roleArn });
});

test("other regions, another name and another schedule leave the stored secret where it is", async () => {
  const ctx = await createOrganization();
  const { id } = await createConnection(ctx, { ...live, credentials: keyed });
  const sealedOf = () => systemDb().connection.findUniqueOrThrow({ where: { id } });
  const before = await sealedOf();
  const narrowed = { accessKeyId: keyed.accessKeyId, regions: "eu-west-1" };
  const changed = await updateConnection(ctx, id, { credentials: narrowed });
  expect(changed).toMatchObject({ config: narrowed, hasSecrets: true });
  await updateConnection(ctx, id, { name: "Renamed", syncEveryMinutes: 720 });
  const after = await sealedOf();
  expect(after.sealedSecrets).toBe(before.sealedSecrets);
  expect(openSecrets(after, after.sealedSecrets)).toEqual({ secretAccessKey: keyed.secretAccessKey });
});

test("a region change that brings another identity with it is refused whole", async () => {
  const ctx = await createOrganization();
  const { id } = await createConnection(ctx, { ...live, credentials: keyed });
  const moved = { accessKeyId: "AKIAANOTHER1234567", regions: "eu-west-1" };
  await expect(updateConnection(ctx, id, { name: "Theirs", credentials: moved })).rejects.toMatchObject({
    fields: [{ field: "credentials.secretAccessKey" }],
  });
  const row = await systemDb().connection.findUniqueOrThrow({ where: { id } });
  expect([row.name, row.config]).toEqual(["Production", { accessKeyId: keyed.accessKeyId }]);
});

test("a replay names a recording that exists, or is refused", async () => {
  const ctx = await createOrganization();
  for (const recording of ["demo/no-such", "../../etc/passwd", "upload/00000000-0000-0000-0000-000000000000"])
    await expect(
      createConnection(ctx, {
        mode: "replay",
        connectorId: "aws",
        name: "Demo",
        recording,
        syncEveryMinutes: null,
      }),
    ).rejects.toMatchObject({ fields: [{ field: "recording" }] });
});

test("a deleted connection takes with it what it alone collected, its secrets and its syncs", async () => {
  const ctx = await createOrganization();
  const connection = await createFakeConnection(ctx);
  await syncOnce(ctx, connection, { estate });
  await deleteConnection(ctx, connection.id);
  expect(await presentNames(ctx.organizationId)).toEqual([]);
  expect((await listConnections(ctx)).items).toEqual([]);
  const row = await systemDb().connection.findUniqueOrThrow({ where: { id: connection.id } });
  expect(row.sealedSecrets).toBeNull();
  await expect(getConnection(ctx, connection.id)).rejects.toMatchObject({ code: "not-found" });
});

test("what a second connection sees too survives the first one's deletion after its next sync", async () => {
  const ctx = await createOrganization();
  const [first, second] = [await createFakeConnection(ctx), await createFakeConnection(ctx)];
  await syncOnce(ctx, first, { estate });
  expect(await syncOnce(ctx, second, { estate })).toMatchObject({ state: "complete", changedCount: 0 });
  await deleteConnection(ctx, first.id);
  await syncOnce(ctx, second, { estate });
  expect(await presentNames(ctx.organizationId)).toEqual(["r", "b"]);
});

test("denied permissions are listed once, with every collection that misses them", async () => {
  const ctx = await createOrganization();
  const connection = await createFakeConnection(ctx);
  const fault = (call: Parameters<typeof denied>[0]) => {
    if (call.operation === "ListBuckets") throw denied(call);
  };
  await syncOnce(ctx, connection, { estate: { ...estate, regions: ["eu-west-1", "us-east-1"] }, fault });
  const detail = await getConnection(ctx, connection.id);
  expect(detail.denied).toMatchObject([
    { permission: "fake:ListBuckets", collections: ["Buckets in eu-west-1", "Buckets in us-east-1"] },
  ]);
  expect(detail).toMatchObject({ completeCount: 1, incompleteCount: 2, deniedCount: 2 });
  expect(detail.setup.length).toBeGreaterThan(0);
});

test("the permission check answers line by line and stores no inventory", async () => {
  const ctx = await createOrganization();
  const connection = await createFakeConnection(ctx);
  expect(await requestProbe(ctx, connection.id)).toMatchObject({ state: "pending" });
  const fault = (call: Parameters<typeof denied>[0]) => {
    if (call.operation === "ListRoles") throw denied(call);
  };
  await runProbe(ctx, connection.id, new AbortController().signal, () => fakeConnector({ estate, fault }));
  expect(await getProbe(ctx, connection.id)).toMatchObject({
    state: "done",
    probes: [
      { collectorId: "buckets", ok: true },
      { collectorId: "roles", ok: false, permission: "fake:ListRoles", unknown: { reason: "denied" } },
    ],
  });
  expect(await presentNames(ctx.organizationId)).toEqual([]);
});

test("a second request joins the sync that waits, and a waiting sync is cancelled at once", async () => {
  const ctx = await createOrganization();
  const { id } = await createFakeConnection(ctx);
  const first = await requestSync(ctx, id);
  expect((await requestSync(ctx, id)).id).toBe(first.id);
  expect(await cancelSync(ctx, first.id)).toMatchObject({ state: "cancelled" });
  expect(await getSync(ctx, first.id)).toMatchObject({ state: "cancelled", totalCount: 0 });
  await updateConnection(ctx, id, { paused: true });
  await expect(requestSync(ctx, id)).rejects.toMatchObject({ code: "conflict" });
});

test("another organization's connection and sync are not found, and reading is all an auditor may do", async () => {
  const [mine, theirs] = await Promise.all([createOrganization(), createOrganization()]);
  const connection = await createFakeConnection(theirs);
  const sync = await requestSync(theirs, connection.id);
  const notFound = { code: "not-found" };
  await expect(getConnection(mine, connection.id)).rejects.toMatchObject(notFound);
  await expect(updateConnection(mine, connection.id, { name: "x" })).rejects.toMatchObject(notFound);
  await expect(deleteConnection(mine, connection.id)).rejects.toMatchObject(notFound);
  await expect(requestSync(mine, connection.id)).rejects.toMatchObject(notFound);
  await expect(requestProbe(mine, connection.id)).rejects.toMatchObject(notFound);
  await expect(getSync(mine, sync.id)).rejects.toMatchObject(notFound);
  await expect(cancelSync(mine, sync.id)).rejects.toMatchObject(notFound);
  const auditor = await createMember(theirs.organizationId, "auditor");
  expect((await getConnection(auditor, connection.id)).id).toBe(connection.id);
  await expect(requestSync(auditor, connection.id)).rejects.toMatchObject({ code: "forbidden" });
});
