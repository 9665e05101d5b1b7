import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { detailList, type Detail } from "./detail.ts";

/** Every recommendation on a role says whose it is; one that does not is none that could be counted. */
const Recommendation = z.object({
  content: z.object({ overview: z.object({ member: z.string(), removedRole: z.string().optional() }) }),
});

export const recommendationPermission = "recommender.iamPolicyRecommendations.list";

/** Roles by member that were, for 90 days, not used or not in full, as Google's recommender counts. */
export async function readUnusedRoles(
  source: Pick<Source, "call">,
): Promise<Detail<ReadonlyMap<string, readonly string[]>>> {
  const { value, unknown } = await detailList(
    source,
    {
      service: "recommender",
      operation: "projects.locations.recommenders.recommendations.list",
      field: "recommendations",
    },
    { filter: "stateInfo.state=ACTIVE", pageSize: 500 },
    Recommendation,
  );
  if (value === null) return { value, unknown };
  const roles = new Map<string, string[]>();
  for (const { content } of value) {
    const { member, removedRole } = content.overview;
    if (removedRole) roles.set(member, [...(roles.get(member) ?? []), removedRole]);
  }
  return { value: roles, unknown: null };
}
