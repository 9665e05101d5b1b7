import type { Gap } from "#lib/domain/graph.ts";
import { classOf, isResourceType } from "#lib/domain/resource.ts";
import { accessKinds } from "./access-kinds.ts";

/** Who may do what is computed from identities: where those are not all known, neither is that. */
export const withDerivedGaps = (gaps: readonly Gap[]): Gap[] =>
  gaps.map((gap) =>
    gap.produces.some((produced) => isResourceType(produced) && classOf(produced) === "identity")
      ? { ...gap, produces: [...new Set([...gap.produces, ...accessKinds])] }
      : gap,
  );
