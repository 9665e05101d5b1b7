import type { ResourceClass } from "#lib/domain/resource-class.ts";

import type { Automaton, States } from "./automaton.ts";
import { indexOfKind } from "./automaton.ts";
import type { EstateHubs } from "./estate-hubs.ts";
import { indexOfClass } from "./search-graph.ts";
import type { SearchSpace } from "./sweep.ts";

type Add = (node: number, states: States) => void;

/** The nodes at which a path may end, as far as an edge leads there at all; of `nodes`, where they are given. */
export function endsOf(
  { graph, hubs }: SearchSpace,
  machine: Automaton,
  nodes?: readonly number[],
): (add: Add) => void {
  const stop = machine.stops.length - 1;
  const end = 1 << (machine.stateOfStop[stop] ?? 0);
  const reachedBy = [...(machine.stops[stop]?.classes ?? [])].map((name) => kindsOnto(machine, name));
  const classes = [...(machine.stops[stop]?.classes ?? [])].map(indexOfClass);
  const isReached = (node: number, { along, against }: Kinds): boolean =>
    machine.lastMayStay ||
    ((graph.into.kindsOf[node] ?? 0) & along) !== 0 ||
    ((graph.out.kindsOf[node] ?? 0) & against) !== 0 ||
    isReachedByHub(hubs, node, along, against);
  return (add) => {
    for (const [index, kinds] of reachedBy.entries()) {
      const nodeClass = classes[index] ?? 0;
      const { offsets, nodes: grouped } = graph.byClass;
      const candidates = nodes
        ? nodes.filter((node) => graph.classes[node] === nodeClass)
        : grouped.subarray(offsets[nodeClass] ?? 0, offsets[nodeClass + 1] ?? 0);
      for (const node of candidates) if (isReached(node, kinds)) add(node, end);
    }
  };
}

type Kinds = { along: number; against: number };

function kindsOnto({ lastSteps }: Automaton, name: ResourceClass): Kinds {
  const kindsOf = (direction: "out" | "in") =>
    lastSteps
      .filter((step) => step.direction === direction && (!step.onto || step.onto.has(name)))
      .reduce((all, { kind }) => all | (1 << indexOfKind(kind)), 0);
  return { along: kindsOf("out"), against: kindsOf("in") };
}

function isReachedByHub(hubs: EstateHubs, node: number, along: number, against: number): boolean {
  for (let rest = hubs.kinds & along; rest !== 0; rest &= rest - 1)
    if (hubs.reaching(31 - Math.clz32(rest & -rest), node).length > 0) return true;
  return (
    (hubs.kinds & against) !== 0 && hubs.heldBy(node).some(({ hub }) => (against & (1 << hub.kind)) !== 0)
  );
}
