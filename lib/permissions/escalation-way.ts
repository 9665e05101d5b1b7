import type { Relationship } from "#lib/domain/relationship.ts";

import { reasonOf, type Decision } from "./decision.ts";

export type Step = readonly [permission: string, decision: Decision];

/** One way to the rights of an identity, with the answers to everything it takes. */
export type Way = { to: string; how: string; decisions: readonly Step[] };

/** No way where one of the permissions is missing. */
export const wayOf = (to: string, how: string, decisions: readonly Step[]): Way[] =>
  decisions.length === 0 || decisions.some(([, { verdict }]) => verdict === "denied")
    ? []
    : [{ to, how, decisions }];

const isSure = ({ decisions }: Way): boolean => decisions.every(([, { verdict }]) => verdict === "allowed");
const othersMax = 5;

/** One edge for each identity: the surest way in full, the others by name. */
export function tellWays(from: string, ways: readonly Way[]): Relationship[] {
  return [...Map.groupBy(ways, ({ to }) => to)]
    .filter(([to]) => to !== from)
    .flatMap(([to, found]): Relationship[] => {
      const [best] = found.toSorted((a, b) => Number(isSure(b)) - Number(isSure(a)));
      if (!best) return [];
      const others = [...new Set(found.map(({ how }) => how))].filter((how) => how !== best.how);
      const also = others.length > 0 ? `; also ${others.slice(0, othersMax).join(", ")}` : "";
      return [{ from, kind: "can-escalate-to", to, reason: `${reasonFor(best)}${also}` }];
    });
}

function reasonFor({ how, decisions }: Way): string {
  const said = decisions.map(([permission, decision]) => `${permission} (${reasonOf(decision)})`);
  return `${how}: ${said.join(", ")}`;
}
