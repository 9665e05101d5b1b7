import type { Derivation } from "./derive.ts";
import type { Inventory } from "./load-graph.ts";

export type DerivedOnce = Derivation & Pick<Inventory, "idByKey" | "hashByKey">;
type Kept = { organizationId: string; stamp: string; derived: DerivedOnce };

const resourcesMax = 50_000;
const keptMs = 5 * 60_000;

/** What this process derived last. Evaluation and correlation follow each other and go by the same inventory. */
let kept: Kept | null = null;
let forgetting: NodeJS.Timeout | undefined;

export const keptDerivation = (organizationId: string): Kept | null =>
  kept?.organizationId === organizationId ? kept : null;

/** Whether an inventory is small enough to be worth its memory. */
export const isWorthKeeping = ({ graph }: Pick<Inventory, "graph">): boolean =>
  graph.nodes.length <= resourcesMax;

/** Kept for a while; null takes the place of what was kept and keeps nothing. */
export function keepDerivation(derived: Kept | null): void {
  clearTimeout(forgetting);
  kept = derived;
  forgetting = setTimeout(() => (kept = null), keptMs);
  forgetting.unref();
}
