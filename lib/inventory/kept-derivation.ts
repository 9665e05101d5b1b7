import type { Derivation } from "./derive.ts";
import type { Inventory } from "./load-graph.ts";

export type DerivedOnce = Derivation & Pick<Inventory, "idByKey" | "hashByKey">;
type Kept = { organizationId: string; stamp: string; derived: DerivedOnce };

const resourcesMax = 50_000;
const keptMs = 5 * 60_000;

/** What this process derived last. Evaluation and correlation follow each other and go by the same inventory. */
let kept: Kept | null = null;
let forgetting: NodeJS.Timeout | undefined;

export const keptDerivation = (organizationId: string, stamp: string): DerivedOnce | null =>
  kept?.organizationId === organizationId && kept.stamp === stamp ? kept.derived : null;

/** Kept for a while, unless it is too large to be worth its memory. */
export function keepDerivation(organizationId: string, stamp: string, derived: DerivedOnce): void {
  clearTimeout(forgetting);
  kept = derived.graph.nodes.length <= resourcesMax ? { organizationId, stamp, derived } : null;
  forgetting = setTimeout(() => (kept = null), keptMs);
  forgetting.unref();
}
