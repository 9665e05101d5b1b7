import type { KubernetesPrincipal } from "../estate.ts";
import type { Rule } from "../rule.ts";

/** As many as it takes to show where it leads. */
const toldMax = 3;

const isEverything = ({ verbs, apiGroups, resources, resourceNames }: Rule): boolean =>
  resourceNames.length === 0 && [verbs, apiGroups, resources].every((list) => list.includes("*"));

const isAdministrator = ({ bindings }: KubernetesPrincipal): boolean =>
  bindings.some(({ namespace, rules }) => namespace === null && rules.some(isEverything));

/** Who may do everything in the principal's cluster. Who may already gains nothing. */
export function administratorsOf(
  principals: readonly KubernetesPrincipal[],
): (principal: KubernetesPrincipal) => readonly string[] {
  const all = new Set(principals.filter(isAdministrator));
  const byCluster = Map.groupBy(all, ({ identity }) => identity.account);
  return (principal) =>
    all.has(principal)
      ? []
      : (byCluster.get(principal.identity.account) ?? [])
          .map(({ key }) => key)
          .toSorted()
          .slice(0, toldMax);
}
