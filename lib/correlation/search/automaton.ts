import type { AttackPath, Step, Stop } from "#lib/domain/attack-path.ts";
import { relationshipKinds } from "#lib/domain/relationship.ts";
import { resourceClasses, type ResourceClass } from "#lib/domain/resource-class.ts";

import { indexOfClass } from "./search-graph.ts";

/** A set of states is one integer, a bit for each. */
export type States = number;

export const maxStates = 31;
const classCount = resourceClasses.length;

/**
 * What a path may do next, as a machine over the graph: it stands at a node in a state, and an edge leads it to the
 * other end in another. All tables are typed arrays, and a row of one holds a set of states.
 */
export type Automaton = {
  stateCount: number;
  /** The state of each stop. */
  stateOfStop: readonly number[];
  /** The stop of each state, -1 for one between stops. */
  stopOf: Int8Array;
  /** Whoever stands there was judged by the stop's condition. */
  judged: States;
  /** By class: states a node may stand in, as far as its class decides. */
  standing: Int32Array;
  /** By step and state: where it leads, and from where it comes. */
  next: Int32Array;
  previous: Int32Array;
  /** By step and class of the node it arrives at: states it may lead to, always or where it leaves the account. */
  arriving: Int32Array;
  arrivingAbroad: Int32Array;
  hasAbroad: boolean;
  /** By state: the one reached by staying where one is, and the one from which that is done. */
  staysTo: Int32Array;
  staysFrom: Int32Array;
  /** Kinds of edges that are walked along, and against. */
  alongKinds: number;
  againstKinds: number;
  /** How the last stop is reached; what nothing leads to is not asked about. */
  lastSteps: readonly Step[];
  lastMayStay: boolean;
  stops: readonly Stop[];
};

/** One direction of one kind. */
export const stepIndex = (kind: number, against: 0 | 1): number => kind * 2 + against;
export const atStep = (step: number, state: number): number => step * 32 + state;
export const atArrival = (step: number, nodeClass: number): number => step * classCount + nodeClass;

const kindIndex = new Map(relationshipKinds.map((kind, index) => [kind, index]));
export const indexOfKind = (kind: Step["kind"]): number => kindIndex.get(kind) ?? 0;

/** An edge of the machine: over one step, from one state to another. */
export type Transition = { step: Step; from: number; to: number };
export type Place = { classes: ReadonlySet<ResourceClass> | null; stop: number };

export function buildAutomaton(
  places: readonly Place[],
  transitions: readonly Transition[],
  stays: readonly { from: number; to: number }[],
  stops: readonly Stop[],
  last: Pick<Automaton, "lastSteps" | "lastMayStay">,
): Automaton {
  if (places.length > maxStates) throw new Error(`A path has ${places.length} states, ${maxStates} at most`);
  const steps = relationshipKinds.length * 2;
  const machine: Automaton = {
    stateCount: places.length,
    stateOfStop: stops.map((_, stop) => places.findIndex((place) => place.stop === stop)),
    stopOf: Int8Array.from(places, ({ stop }) => stop),
    judged: 0,
    standing: new Int32Array(classCount),
    next: new Int32Array(steps * 32),
    previous: new Int32Array(steps * 32),
    arriving: new Int32Array(steps * classCount),
    arrivingAbroad: new Int32Array(steps * classCount),
    hasAbroad: transitions.some(({ step }) => step.acrossAccounts === true),
    staysTo: new Int32Array(32),
    staysFrom: new Int32Array(32),
    alongKinds: 0,
    againstKinds: 0,
    stops,
    ...last,
  };
  for (const [state, { classes, stop }] of places.entries()) {
    if (stop >= 0) machine.judged |= 1 << state;
    for (const [at, name] of resourceClasses.entries())
      if (!classes || classes.has(name)) machine.standing[at] = (machine.standing[at] ?? 0) | (1 << state);
  }
  for (const transition of transitions) addTransition(machine, transition);
  for (const { from, to } of stays) {
    machine.staysTo[from] = 1 << to;
    machine.staysFrom[to] = 1 << from;
  }
  return machine;
}

function addTransition(machine: Automaton, { step, from, to }: Transition): void {
  const kind = indexOfKind(step.kind);
  const against = step.direction === "in";
  const index = stepIndex(kind, against ? 1 : 0);
  if (against) machine.againstKinds |= 1 << kind;
  else machine.alongKinds |= 1 << kind;
  add(machine.next, atStep(index, from), 1 << to);
  add(machine.previous, atStep(index, to), 1 << from);
  const arriving = step.acrossAccounts ? machine.arrivingAbroad : machine.arriving;
  const classes = step.onto ? [...step.onto] : resourceClasses;
  for (const name of classes) add(arriving, atArrival(index, indexOfClass(name)), 1 << to);
}

function add(table: Int32Array, at: number, states: States): void {
  table[at] = (table[at] ?? 0) | states;
}

/** Each stop is a state, and so is each edge walked on the way to the next. */
export function compileShape({ from, hops }: Pick<AttackPath, "from" | "hops">): Automaton {
  const places: Place[] = [];
  const transitions: Transition[] = [];
  const stays: { from: number; to: number }[] = [];
  const first: number[] = [];
  for (const [stop, hop] of hops.entries()) {
    first.push(places.length);
    places.push({ classes: (hops[stop - 1]?.to ?? from).classes, stop });
    for (let walked = 1; walked < hop.max; walked++) places.push({ classes: hop.between, stop: -1 });
  }
  first.push(places.length);
  places.push({ classes: (hops.at(-1)?.to ?? from).classes, stop: hops.length });
  for (const [stop, hop] of hops.entries()) {
    const [start = 0, arrived = 0] = [first[stop], first[stop + 1]];
    if (hop.min === 0) stays.push({ from: start, to: arrived });
    for (let walked = 0; walked < hop.max; walked++)
      for (const step of hop.over) {
        transitions.push({ step, from: start + walked, to: arrived });
        if (walked + 1 < hop.max) transitions.push({ step, from: start + walked, to: start + walked + 1 });
      }
  }
  const lastHop = hops.at(-1);
  return buildAutomaton(places, transitions, stays, [from, ...hops.map(({ to }) => to)], {
    lastSteps: lastHop?.over ?? [],
    lastMayStay: !lastHop || lastHop.min === 0,
  });
}
