import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { ResourceType } from "#lib/domain/resource.ts";

import type { Decision } from "../decision.ts";
import { listAsks, type Asks } from "./asks.ts";
import { withoutAnybody } from "./anybody.ts";
import { addBit, dropBits, forEachBit, isEmpty } from "./bits.ts";
import { decideAsk } from "./decide-ask.ts";
import { readEstate, type AwsEstate, type Caller, type Target } from "./estate.ts";
import type { Pair } from "./pair.ts";
import { questionsByType, type Question } from "./questions.ts";
import { sweep, type Sweep } from "./sweep.ts";

/** An estate, all that is asked about it, and the answers of one caller after another. */
export type Answers = {
  estate: AwsEstate;
  asks: Asks;
  sweep: Sweep;
  of: (caller: Caller) => Pair;
  decide: (caller: Caller, ask: number) => Decision;
};

// Safe because these are the keys of that very object.
const askedTypes = new Set(Object.keys(questionsByType) as ResourceType[]);

export function answersOf(
  graph: ResourceGraph,
  more: (target: Target) => readonly Question[] = () => [],
): Answers {
  const estate = readEstate(graph, askedTypes);
  const asks = listAsks(estate.targets, (target) => [
    ...(questionsByType[target.resource.type] ?? []),
    ...more(target),
  ]);
  const swept = sweep(estate, asks);
  const decide = (caller: Caller, index: number): Decision => {
    const ask = asks.asks[index];
    if (!ask) throw new Error(`Nothing is asked under ${index}`);
    const kind = asks.cells[ask.cell]?.kind;
    return decideAsk(estate, caller, {
      action: asks.actions[ask.action] ?? "",
      arn: ask.arn,
      target: kind ? withoutAnybody(ask.target, kind, caller) : ask.target,
    });
  };
  const of = (caller: Caller): Pair => {
    const { yes, may, parted } = swept.answer(caller);
    if (isEmpty(parted)) return { yes, may };
    // Sets know no parts of a target, so what may be cut to pieces is decided by itself.
    dropBits(yes, parted);
    dropBits(may, parted);
    forEachBit(parted, (index) => {
      const { verdict } = decide(caller, index);
      if (verdict !== "denied") addBit(may, index);
      if (verdict === "allowed") addBit(yes, index);
    });
    return { yes, may };
  };
  return { estate, asks, sweep: swept, of, decide };
}
