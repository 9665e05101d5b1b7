import type { AwsEstate, Caller } from "../estate.ts";
import type { Statement } from "../policy.ts";

/** As many as it takes to show where it leads. */
const toldMax = 3;

/** Identities of the caller's account that a policy of their own lets do everything, without a boundary. */
export function administratorsOf({ callers }: AwsEstate): (caller: Caller) => readonly string[] {
  const byAccount = Map.groupBy(callers.filter(isAdministrator), ({ principal }) => principal.account);
  return ({ key, principal }) =>
    (byAccount.get(principal.account) ?? [])
      .map((administrator) => administrator.key)
      .filter((administrator) => administrator !== key)
      .toSorted()
      .slice(0, toldMax);
}

const isAdministrator = ({ identity, boundary }: Caller): boolean =>
  boundary === null && identity.some(({ statements }) => statements.some(allowsEverything));

const isAll = (part: { not: boolean; patterns: readonly string[] } | null): boolean =>
  part !== null && !part.not && part.patterns.includes("*");

const allowsEverything = ({ effect, actions, resources, conditions }: Statement): boolean =>
  effect === "allow" && conditions.length === 0 && isAll(actions) && isAll(resources);
