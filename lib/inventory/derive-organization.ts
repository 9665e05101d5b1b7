import { requirePermission, scopeOf, type Context } from "#lib/access/context.ts";
import { beginSnapshot, inBulkTransaction, takeTurn } from "#lib/platform/transaction.ts";
import { derive } from "./derive.ts";
import { changedParts, inventoryStamp, isSameStamp } from "./inventory-stamp.ts";
import { isWorthKeeping, keepDerivation, keptDerivation, type DerivedOnce } from "./kept-derivation.ts";
import { readInventory } from "./load-graph.ts";
import { readAgain } from "./read-again.ts";
import { storeDerived } from "./store-derived.ts";

export type DerivedInventory = DerivedOnce & {
  /** Resources whose derived facts or derived edges are not what they were; null where they are too many to be told. */
  changedKeys: ReadonlySet<string> | null;
};

/** Derives from what is collected now, and stores what differs: ended first, then what is new. */
export async function deriveOrganization(ctx: Context, signal?: AbortSignal): Promise<DerivedInventory> {
  requirePermission(ctx, "inventory:read");
  const before = keptDerivation(ctx.organizationId);
  const derived = await derivedNow(ctx.organizationId, signal);
  signal?.throwIfAborted();
  const changedKeys = await inBulkTransaction(scopeOf(ctx), async (client) => {
    await takeTurn(client, `derive ${ctx.organizationId}`);
    // Of packed ones two at once take too much, and comparing them as long as digesting them.
    const isPacked = before?.inventory.resources.rows.how.isPacked ?? true;
    return storeDerived(client, ctx.organizationId, derived, isPacked ? null : before?.derived);
  });
  return { ...derived, changedKeys };
}

/**
 * Not derived again where nothing that it goes by has changed, and where little has, not read again. The stamp goes over
 * every row, so it is made only for that.
 */
async function derivedNow(organizationId: string, signal?: AbortSignal): Promise<DerivedOnce> {
  const { stamp, known, inventory } = await inBulkTransaction(
    organizationId,
    async (client) => {
      const kept = keptDerivation(organizationId);
      const stampNow = kept && (await inventoryStamp(client, organizationId));
      if (kept && stampNow && isSameStamp(kept.stamp, stampNow))
        return { stamp: null, known: kept.derived, inventory: null };
      const again =
        kept && stampNow
          ? await readAgain(
              client,
              organizationId,
              kept.inventory,
              changedParts(kept.stamp, stampNow),
              signal,
            )
          : null;
      const inventory =
        again ?? (await readInventory(client, organizationId, "collected", undefined, signal));
      const stamp = isWorthKeeping(inventory)
        ? (stampNow ?? (await inventoryStamp(client, organizationId)))
        : null;
      return { stamp, known: null, inventory };
    },
    beginSnapshot,
  );
  if (known) return known;
  const { graph, idByKey, hashByKey } = inventory;
  const derived = { ...derive(graph), idByKey, hashByKey };
  keepDerivation(stamp === null ? null : { organizationId, stamp, inventory, derived });
  return derived;
}
