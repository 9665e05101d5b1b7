import type { AttackPath } from "#lib/domain/attack-path.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";

import type { FoundPath } from "../find-paths.ts";
import { compileShape, type Automaton } from "./automaton.ts";
import { isShared } from "./node-lists.ts";
import { edgeBetween } from "./edge-between.ts";
import { endsOf } from "./path-ends.ts";
import { pickPaths, type Bounds, type Picked } from "./pick-paths.ts";
import { productOf } from "./product.ts";
import type { Scope } from "./scope.ts";
import { sweepBack, sweepForward, type Judge, type SearchSpace } from "./sweep.ts";
import type { Scratch } from "./worklist.ts";

const machines = new WeakMap<AttackPath, Automaton>();

export function machineOf(shape: AttackPath): Automaton {
  const machine = machines.get(shape) ?? compileShape(shape);
  machines.set(shape, machine);
  return machine;
}

/** All paths of one shape; with a scope, those from its starts. */
export function findShape(
  space: SearchSpace,
  graph: ResourceGraph,
  shape: AttackPath,
  judge: Judge,
  scratch: Scratch,
  bounds: Bounds,
  scope: Scope | null = null,
): { found: FoundPath[]; isCut: boolean } {
  const machine = machineOf(shape);
  const ends = endsOf(space, machine, scope?.within.nodes);
  const canArrive = sweepBack(space, machine, judge, scratch, ends, scope?.within.states);
  const live = sweepForward(space, machine, canArrive, scratch, (add) => {
    for (const node of canArrive.nodes) add(node, (canArrive.states[node] ?? 0) & 1);
  });
  if (live.nodes.length === 0) return { found: [], isCut: false };
  const product = productOf(space, machine, live);
  const isWanted = (node: number): boolean => scope === null || scope.starts.has(node);
  const { picked, isCut } = pickPaths(space, machine, product, shape.identity, bounds, isWanted);
  const keysOf = sharedKeys(space);
  return { found: picked.map((path) => toFound(space, graph, shape, path, keysOf)), isCut };
}

type KeysOf = (nodes: ArrayLike<number>) => readonly string[];

/** Paths that share a list of nodes share their keys. */
function sharedKeys({ graph }: SearchSpace): KeysOf {
  const known = new Map<ArrayLike<number>, readonly string[]>();
  return (nodes) => {
    if (!isShared(nodes)) return Array.from(nodes, (node) => graph.keyOf(node));
    const keys = known.get(nodes) ?? Array.from(nodes, (node) => graph.keyOf(node));
    known.set(nodes, keys);
    return keys;
  };
}

function toFound(
  space: SearchSpace,
  graph: ResourceGraph,
  shape: AttackPath,
  { nodes, stops, hops, start, end, otherEntries, otherTargets }: Picked,
  keysOf: KeysOf,
): FoundPath {
  const keys = nodes.map((node) => space.graph.keyOf(node));
  const keyOf = (node: number) => keys[nodes.indexOf(node)] ?? "";
  return {
    pathId: shape.id,
    startKey: keyOf(start),
    endKey: keyOf(end),
    keys,
    stops,
    edges: hops.flatMap((hop, index) => {
      const [from = -1, to = -1] = [nodes[index], nodes[index + 1]];
      const edge = edgeBetween(space, graph, from, to, shape.hops[hop]?.over ?? [], keyOf);
      return edge ? [edge] : [];
    }),
    otherEntries: keysOf(otherEntries),
    otherTargets: keysOf(otherTargets),
  };
}
