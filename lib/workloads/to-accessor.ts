import type { Accessor } from "#lib/contract/workload-facts.ts";
import type { EdgeAt } from "./edges-at.ts";

/** Who stands at the beginning of an access relationship, and what lets them. */
export const toAccessor = (
  { kind, from, to, reason, basis }: EdgeAt,
  memberKeys: ReadonlySet<string>,
): Accessor => ({
  id: from.id,
  name: from.name,
  typeTitle: from.typeTitle,
  ofWorkload: memberKeys.has(from.key),
  kind,
  on: { id: to.id, name: to.name, typeTitle: to.typeTitle },
  reason,
  basis,
});
