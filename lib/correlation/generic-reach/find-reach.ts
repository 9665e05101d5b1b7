import { ProductWalk } from "../search/product-walk.ts";
import { endsOf } from "../search/path-ends.ts";
import type { Bounds } from "../search/pick-paths.ts";
import { productOf, type Product } from "../search/product.ts";
import type { Scope } from "../search/scope.ts";
import { sweepBack, sweepForward, type Judge, type SearchSpace } from "../search/sweep.ts";
import type { Scratch } from "../search/worklist.ts";
import { entryCount, reachMachine } from "./reach-machine.ts";

/** More steps than this are no path that anybody follows. */
export const mostEdges = 10;

/** The shortest way from an entry to a target, and the state in which it is at each resource. */
export type Reached = { keys: readonly string[]; states: readonly number[] };

const reach = reachMachine();
export const stepsBetween = reach.stepsBetween;
export const reachAutomaton = reach.machine;
export const entryStates = (1 << entryCount) - 1;

/** Every pair of an entry and a target that usable relationships join, over the fewest edges. */
export function findReach(
  space: SearchSpace,
  judge: Judge,
  scratch: Scratch,
  bounds: Bounds,
  scope: Scope | null = null,
): { reached: Reached[]; isCut: boolean } {
  const { machine } = reach;
  const ends = endsOf(space, machine, scope?.within.nodes);
  const canArrive = sweepBack(space, machine, judge, scratch, ends, scope?.within.states);
  const live = sweepForward(space, machine, canArrive, scratch, (add) => {
    for (const node of canArrive.nodes) add(node, (canArrive.states[node] ?? 0) & entryStates);
  });
  const reached: Reached[] = [];
  if (live.nodes.length === 0) return { reached, isCut: false };
  const product = productOf(space, machine, live);
  const walk = new ProductWalk(space, machine, product);
  for (const node of product.nodes) {
    const begins = Array.from({ length: entryCount }, (_, state) => state).filter(
      (state) => (product.liveOf(node) & (1 << state)) !== 0,
    );
    if (begins.length === 0 || (scope && !scope.starts.has(node))) continue;
    if (reached.length >= bounds.paths || walk.steps >= bounds.steps) return { reached, isCut: true };
    walk.run(
      begins.map((state) => product.numberOf(node, state)),
      "forward",
    );
    for (const number of takenBy(walk, product, node)) {
      if (reached.length >= bounds.paths) return { reached, isCut: true };
      const branch = walk.branchTo(number);
      reached.push({
        keys: branch.map((at) => space.graph.keyOf(product.nodeOf[at] ?? 0)),
        states: branch.map((at) => product.stateOf[at] ?? 0),
      });
    }
  }
  return { reached, isCut: false };
}

/** What the last walk took, the nearest first; taking what one entered by is no path. */
function takenBy(walk: ProductWalk, { stateOf, nodeOf }: Product, entry: number): number[] {
  const found: number[] = [];
  for (let at = 0; at < walk.reachedCount; at++) {
    const number = walk.order[at] ?? 0;
    if (stateOf[number] === reach.taken && nodeOf[number] !== entry && walk.depthOf(number) <= mostEdges)
      found.push(number);
  }
  return found.toSorted((a, b) => walk.depthOf(a) - walk.depthOf(b) || a - b);
}
