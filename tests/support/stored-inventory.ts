import { systemDb } from "#lib/platform/db.ts";

/** What is stored for an organization, without ids and times: two histories that end alike give equal values. */
export async function storedInventory(organizationId: string) {
  const [resources, relationships, collections] = await Promise.all([
    systemDb().resource.findMany({
      where: { organizationId },
      orderBy: { key: "asc" },
      select: { key: true, type: true, name: true, hash: true, document: true, removedAt: true },
    }),
    systemDb().relationship.findMany({
      where: { organizationId, validTo: null },
      orderBy: [{ fromKey: "asc" }, { kind: "asc" }, { toKey: "asc" }],
      select: { fromKey: true, kind: true, toKey: true, reason: true },
    }),
    systemDb().collection.findMany({
      // What no sync covers any more is shown nowhere.
      where: { organizationId, state: { not: "skipped" } },
      orderBy: [{ collectorId: "asc" }, { account: "asc" }, { region: "asc" }],
      select: {
        collectorId: true,
        account: true,
        region: true,
        state: true,
        resourceCount: true,
        unknown: true,
      },
    }),
  ]);
  return {
    resources: resources.map(({ removedAt, ...rest }) => ({ ...rest, removed: removedAt !== null })),
    relationships,
    collections,
  };
}

export const presentNames = async (organizationId: string): Promise<string[]> =>
  (await storedInventory(organizationId)).resources.filter(({ removed }) => !removed).map(({ name }) => name);
