import type { RoleAssignment } from "../decide.ts";
import type { AzurePrincipal } from "../estate.ts";
import { isBeneath } from "../place.ts";
import { covers } from "../role.ts";
import { givesRoles } from "./techniques.ts";

/** As many as it takes to show where it leads. */
const toldMax = 3;
const noGroups = () => null;

/** An operation that only who may do everything may do beside giving roles. */
const anything = { action: "Microsoft.Anything/things/write", isData: false };

const isAdministration = ({ permissions, condition, isEligible }: RoleAssignment): boolean =>
  isEligible !== true &&
  condition === null &&
  permissions.some(
    (permission) =>
      permission.condition === null &&
      covers(permission, anything) &&
      covers(permission, { action: givesRoles.action, isData: false }),
  );

/** Who administers something within a scope: what giving itself roles there leads to. Who does so already gains nothing. */
export function administratorsOf(
  principals: readonly AzurePrincipal[],
): (caller: AzurePrincipal, scope: string) => readonly string[] {
  const all = principals.flatMap(({ key, assignments }) =>
    assignments.filter(isAdministration).map(({ scope }) => ({ key, scope })),
  );
  return (caller, scope) => {
    const own = all.filter(({ key }) => key === caller.key);
    if (own.some((held) => isBeneath(scope, held.scope, noGroups))) return [];
    const within = all.filter((held) => held.key !== caller.key && isBeneath(held.scope, scope, noGroups));
    return [...new Set(within.map(({ key }) => key))].toSorted().slice(0, toldMax);
  };
}
