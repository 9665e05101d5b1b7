import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";

import type { Access, AccessKind, AccessLimits, EstateGrant } from "../access.ts";
import { reasonOf } from "../decision.ts";
import { answersOf, type Answers } from "./answers.ts";
import { awsEscalations } from "./escalation/escalate.ts";
import { forEachBit, hasBit, inSparse } from "./bits.ts";
import type { Caller } from "./estate.ts";
import type { Voice } from "./grounds.ts";
import type { Pair } from "./pair.ts";

/** What AWS lets each identity do, and which identities that was decided for. */
export type AwsAccess = Access & { decided: ReadonlySet<string> };

export function awsAccess(graph: ResourceGraph, limits: AccessLimits): AwsAccess {
  const answers = answersOf(graph);
  const access: AwsAccess = {
    relationships: [],
    estateGrants: [],
    decided: new Set(answers.estate.callers.map(({ key }) => key)),
  };
  const extents = new Map<string, ReadonlySet<string>>();
  for (const caller of answers.estate.callers) {
    const held = heldBy(caller, answers, answers.of(caller));
    for (const [kind, cells] of held) {
      const isWide =
        cells.length > limits.perGrant || access.relationships.length + cells.length > limits.total;
      if (isWide) access.estateGrants.push(...asFacts(caller, kind, cells, extents));
      else access.relationships.push(...cells.map((cell) => edgeOf(caller, kind, cell)));
    }
  }
  access.relationships.push(...awsEscalations(graph, answers.estate, access.relationships));
  return access;
}

/** Access of one kind to one resource: the ask that gives it, and why. */
type Held = { key: string; isSure: boolean; reason: () => string };

function heldBy(caller: Caller, answers: Answers, { yes, may }: Pair): Map<AccessKind, Held[]> {
  const { asks, cells } = answers.asks;
  const best = new Map<number, { ask: number; isSure: boolean }>();
  forEachBit(may, (index) => {
    const cell = asks[index]?.cell ?? -1;
    const isSure = hasBit(yes, index);
    const before = best.get(cell);
    if (!before || (isSure && !before.isSure)) best.set(cell, { ask: index, isSure });
  });
  const held = new Map<AccessKind, Held[]>();
  for (const [cell, { ask, isSure }] of best) {
    const found = cells[cell];
    if (!found || found.target.resource.key === caller.key) continue;
    const list = held.get(found.kind) ?? [];
    held.set(found.kind, list);
    list.push({ key: found.target.resource.key, isSure, reason: () => whyOf(caller, ask, isSure, answers) });
  }
  return held;
}

/** What is sure is told by the first statement that says so; what is not, by all that decides. */
function whyOf(caller: Caller, ask: number, isSure: boolean, answers: Answers): string {
  const voice = isSure ? ownVoice(caller, ask, answers) : null;
  if (voice) return reasonOf({ verdict: "allowed", deciding: [voice], conditions: [], unread: [] });
  return reasonOf(answers.decide(caller, ask));
}

function ownVoice(
  { identity, facts, principal }: Caller,
  ask: number,
  { asks, sweep }: Answers,
): Pick<Voice, "policy" | "statement" | "effect" | "why"> | null {
  const asked = asks.asks[ask];
  // Elsewhere both sides have a say, and both are to be told.
  if (asked?.target.account.account !== principal.account) return null;
  for (const policy of identity)
    for (const statement of policy.statements)
      if (statement.effect === "allow" && inSparse(sweep.speak(statement, policy, facts).yes, ask))
        return { policy: policy.name, statement: statement.id, effect: "allow", why: "allows it" };
  return null;
}

const edgeOf = ({ key: from }: Caller, kind: AccessKind, { key: to, reason }: Held): Relationship => ({
  from,
  kind,
  to,
  reason: reason(),
});

/** Holders of the same extent share it, so that administrators of one account cost one set of keys. */
function asFacts(
  caller: Caller,
  kind: AccessKind,
  held: readonly Held[],
  extents: Map<string, ReadonlySet<string>>,
): EstateGrant[] {
  return [true, false].flatMap((isSure) => {
    const cells = held.filter((cell) => cell.isSure === isSure);
    const [first] = cells;
    if (!first) return [];
    // Whoever holds an extent is left out of it, so that it differs by nobody.
    const keys = cells.map(({ key }) => key).toSorted();
    const extent = `${isSure ? "" : "conditional "}${keys.join("\n")}`;
    const known = extents.get(extent) ?? new Set(keys);
    extents.set(extent, known);
    return [
      {
        identityKey: caller.key,
        kind,
        reason: first.reason(),
        extent,
        reaches: (resource: Resource) => known.has(resource.key),
      },
    ];
  });
}
