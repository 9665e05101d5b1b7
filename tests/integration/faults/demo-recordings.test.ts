import { expect, test } from "vitest";

import type { Context } from "#lib/access/context.ts";
import { collectAll } from "#lib/connectors/collect-all.ts";
import { replay, type RecordedCall } from "#lib/connectors/recording.ts";
import { createConnection } from "#lib/inventory/create-connection.ts";
import { findConnector } from "#lib/inventory/find-connector.ts";
import { requestSync } from "#lib/inventory/request-sync.ts";
import { syncConnection } from "#lib/inventory/sync-connection.ts";
import { updateConnection } from "#lib/inventory/update-connection.ts";
import { uploadRecording } from "#lib/inventory/upload-recording.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { demoRecording, withDenied } from "#tests/support/demo-recording.ts";
import { presentNames, storedInventory } from "#tests/support/stored-inventory.ts";

const signal = new AbortController().signal;
const providers = ["aws", "azure", "gcp", "kubernetes"] as const;

async function replayed(ctx: Context, provider: (typeof providers)[number]): Promise<string> {
  const input = { mode: "replay" as const, connectorId: provider, name: provider, syncEveryMinutes: null };
  const { id } = await createConnection(ctx, { ...input, recording: `demo/${provider}` });
  await syncConnection(ctx, { connectionId: id }, signal, findConnector);
  return id;
}

async function syncAgain(ctx: Context, connectionId: string) {
  const { id } = await requestSync(ctx, connectionId);
  await syncConnection(ctx, { connectionId }, signal, findConnector);
  return systemDb().sync.findUniqueOrThrow({ where: { id } });
}

test.each(providers)(
  "the %s demo is stored as it is collected, and again without a change",
  async (provider) => {
    const ctx = await createOrganization();
    const id = await replayed(ctx, provider);
    const collected = await collectAll(
      findConnector(provider),
      replay(await demoRecording(provider)),
      signal,
    );
    const keys = new Set(collected.resources.map(({ key }) => key));
    expect(await presentNames(ctx.organizationId)).toHaveLength(keys.size);
    expect(await syncAgain(ctx, id)).toMatchObject({ changedCount: 0, removedCount: 0 });
  },
);

test.each(providers)(
  "a call of %s that is denied tombstones nothing, and leaves no trace once allowed",
  async (provider) => {
    const ctx = await createOrganization();
    const id = await replayed(ctx, provider);
    const before = await storedInventory(ctx.organizationId);
    const calls = await demoRecording(provider);
    for (let at = 0; at < calls.length; at += Math.ceil(calls.length / 6)) {
      const { recording } = await uploadRecording(ctx, {
        name: `denied ${at}`,
        text: linesOf(withDenied(calls, at)),
      });
      await updateConnection(ctx, id, { recording });
      expect((await syncAgain(ctx, id)).removedCount).toBe(0);
      await updateConnection(ctx, id, { recording: `demo/${provider}` });
      await syncAgain(ctx, id);
      expect(await storedInventory(ctx.organizationId)).toEqual(before);
    }
  },
  180_000,
);

const linesOf = (calls: readonly RecordedCall[]): string =>
  calls.map((call) => JSON.stringify(call)).join("\n");
