import type { Automaton, States } from "./automaton.ts";
import { indexOfKind } from "./automaton.ts";
import type { EstateHubs } from "./estate-hubs.ts";
import { indexOfClass } from "./search-graph.ts";
import type { SearchSpace } from "./sweep.ts";

/** The nodes at which a path may end, as far as an edge leads there at all. */
export function endsOf(
  { graph, hubs }: SearchSpace,
  machine: Automaton,
): (add: (node: number, states: States) => void) => void {
  const stop = machine.stops.length - 1;
  const state = machine.stateOfStop[stop] ?? 0;
  return (add) => {
    for (const name of machine.stops[stop]?.classes ?? []) {
      const nodeClass = indexOfClass(name);
      const steps = machine.lastSteps.filter(({ onto }) => !onto || onto.has(name));
      const kindsOf = (direction: "out" | "in") =>
        steps
          .filter((step) => step.direction === direction)
          .reduce((all, { kind }) => all | (1 << indexOfKind(kind)), 0);
      const [along, against] = [kindsOf("out"), kindsOf("in")];
      const { offsets, nodes } = graph.byClass;
      for (let at = offsets[nodeClass] ?? 0; at < (offsets[nodeClass + 1] ?? 0); at++) {
        const node = nodes[at] ?? 0;
        const isReached =
          machine.lastMayStay ||
          ((graph.into.kindsOf[node] ?? 0) & along) !== 0 ||
          ((graph.out.kindsOf[node] ?? 0) & against) !== 0 ||
          isReachedByHub(hubs, node, along, against);
        if (isReached) add(node, 1 << state);
      }
    }
  };
}

function isReachedByHub(hubs: EstateHubs, node: number, along: number, against: number): boolean {
  for (let rest = hubs.kinds & along; rest !== 0; rest &= rest - 1)
    if (hubs.reaching(31 - Math.clz32(rest & -rest), node).length > 0) return true;
  return (
    (hubs.kinds & against) !== 0 && hubs.heldBy(node).some(({ hub }) => (against & (1 << hub.kind)) !== 0)
  );
}
