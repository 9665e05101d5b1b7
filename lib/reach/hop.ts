import type { Derived, RouteHop } from "#lib/domain/derived.ts";
import type { Resource } from "#lib/domain/resource.ts";

export type Reach = NonNullable<Derived["exposure"]>["reach"];
/** Worst first. */
export const rank: readonly Reach[] = ["anyone", "credential", "internal"];

/** `text` completes a sentence that begins with the resource's name. */
export const hop = (
  { key, name }: Pick<Resource, "key" | "name">,
  outcome: RouteHop["outcome"],
  text: string,
): RouteHop => ({ text: `${name} ${text}`, resourceKey: key, outcome });

/** How far a caller gets over hops that must all let it pass. One closed door is enough, whatever is unknown beside it. */
export function verdictOf(hops: readonly Pick<RouteHop, "outcome">[]): Reach | "unknown" {
  const met = new Set(hops.map(({ outcome }) => outcome));
  if (met.has("closed")) return "internal";
  if (met.has("unknown")) return "unknown";
  return met.has("asks") ? "credential" : "anyone";
}
