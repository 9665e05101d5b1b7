import { createHash } from "node:crypto";

import type { Context } from "#lib/access/context.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { classOf, layerOf, providerOf, type Resource } from "#lib/domain/resource.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";

/** A Cloud Storage bucket that is as it should be. */
export const bucket = (
  key: string,
  facets: Partial<Resource<"gcp.storage.bucket">["facets"]> = {},
): Resource => ({
  key,
  type: "gcp.storage.bucket",
  name: key.split("/").at(-1) ?? key,
  account: "acme",
  region: "europe-west4",
  tags: {},
  properties: {
    location: "europe-west4",
    uniformAccess: true,
    publicAccessPrevention: "enforced",
    publicRoles: [],
  },
  facets: {
    publicRead: false,
    publicWrite: false,
    blocksPublicAccess: true,
    publicNetwork: false,
    keyAuthentication: false,
    encryption: "customer-key",
    versioning: true,
    accessLogging: true,
    externalPrincipals: [],
    ...facets,
  },
});

/** Writes resources as a sync would have left them, and returns what later changes need. */
export async function createInventory(
  ctx: Context,
  resources: readonly Resource[],
  relationships: readonly Relationship[] = [],
) {
  const { organizationId } = ctx;
  const [connectionId, collectionId, syncId] = [newId(), newId(), newId()];
  const db = systemDb();
  await db.connection.create({
    data: { id: connectionId, organizationId, connectorId: "gcp", name: "Acme", mode: "replay", config: {} },
  });
  await db.collection.create({
    data: {
      id: collectionId,
      organizationId,
      connectionId,
      collectorId: "storage",
      title: "Buckets",
      account: "acme",
      state: "complete",
      lastSyncId: syncId,
      lastCompleteAt: new Date(),
      produces: ["gcp.storage.bucket", "logs-to"],
    },
  });
  const put = async (resource: Resource) => {
    const { key, type, name, account, region, tags, properties, facets, unknown } = resource;
    const document = { tags, properties, facets, ...(unknown ? { unknown } : {}) };
    const hash = createHash("sha256").update(JSON.stringify(document)).digest("hex");
    const at = new Date();
    await db.resource.upsert({
      where: { organizationId_key: { organizationId, key } },
      create: {
        id: newId(),
        organizationId,
        key,
        type,
        name,
        account,
        region,
        connectionId,
        collectionId,
        hash,
        document,
        class: classOf(type),
        layer: layerOf(type),
        provider: providerOf(type),
        firstSeenAt: at,
        changedAt: at,
      },
      update: { name, region, document, hash, changedAt: at, removedAt: null },
    });
  };
  for (const resource of resources) await put(resource);
  for (const { from, kind, to } of relationships)
    await db.relationship.create({
      data: {
        id: newId(),
        organizationId,
        fromKey: from,
        kind,
        toKey: to,
        collectionId,
        validFrom: new Date(),
      },
    });
  return {
    put,
    remove: (key: string) =>
      db.resource.update({
        where: { organizationId_key: { organizationId, key } },
        data: { removedAt: new Date() },
      }),
    deny: () =>
      db.collection.update({
        where: { id: collectionId },
        data: {
          state: "denied",
          unknown: {
            reason: "denied",
            call: "storage:buckets.list",
            permission: "storage.buckets.list",
            message: "Denied",
          },
        },
      }),
  };
}
