import type { Ability, Grant } from "#lib/domain/ability.ts";
import { coversGlob } from "./glob.ts";

/**
 * What is left of an identity's grants inside its permissions boundary, which gives nothing by itself. Where neither
 * pattern covers the other the overlap is not computed, and the grant is dropped: the boundary names other resources.
 */
export function withinBoundary(grants: readonly Grant[], boundary: readonly Grant[]): Grant[] {
  const limits = boundary.filter((grant) => grant.effect === "allow");
  const kept = grants.flatMap((grant) =>
    grant.effect === "deny" ? [grant] : limits.flatMap((limit) => overlap(grant, limit)),
  );
  return [...kept, ...boundary.filter((grant) => grant.effect === "deny")];
}

function overlap(grant: Grant, limit: Grant): Grant[] {
  const shared: Ability[] = grant.abilities.filter((ability) => limit.abilities.includes(ability));
  const on = narrower(grant.on, limit.on);
  if (on === null || shared.length === 0) return [];
  return [{ ...grant, abilities: shared, on, conditional: grant.conditional || limit.conditional }];
}

function narrower(a: string, b: string): string | null {
  if (coversGlob(b, a)) return a;
  return coversGlob(a, b) ? b : null;
}
