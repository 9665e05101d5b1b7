import type { Derivation } from "./derive.ts";
import type { InventoryStamp } from "./inventory-stamp.ts";
import type { Inventory } from "./load-graph.ts";
import { hashedMax } from "./read-resources.ts";

export type DerivedOnce = Derivation & Pick<Inventory, "idByKey" | "hashByKey">;
type Kept = { organizationId: string; stamp: InventoryStamp; inventory: Inventory; derived: DerivedOnce };

const objectsMax = 50_000;
const keptMs = 5 * 60_000;

/**
 * What this process read and derived last. Evaluation and correlation follow each other and go by the same inventory, and
 * the next sync changes little of it.
 */
let kept: Kept | null = null;
let forgetting: NodeJS.Timeout | undefined;

export const keptDerivation = (organizationId: string): Kept | null =>
  kept?.organizationId === organizationId ? kept : null;

/** Whether an inventory is small enough to be worth its memory. */
export const isWorthKeeping = ({ resources }: Pick<Inventory, "resources">): boolean =>
  resources.nodes.length <= (resources.rows.how.isPacked ? hashedMax : objectsMax);

/** Kept for a while; null takes the place of what was kept and keeps nothing. */
export function keepDerivation(derived: Kept | null): void {
  clearTimeout(forgetting);
  kept = derived;
  forgetting = setTimeout(() => (kept = null), keptMs);
  forgetting.unref();
}
