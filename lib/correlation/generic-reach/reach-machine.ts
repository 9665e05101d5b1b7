import type { Step, Stop } from "#lib/domain/attack-path.ts";
import { powerful } from "#lib/domain/attack-path-stops.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";

import { buildAutomaton, type Automaton, type Place, type Transition } from "../search/automaton.ts";
import { crownJewel } from "./crown-jewels.ts";
import { answersOutside, showsOutsidersKeys, takesOutsidersIn, takesOutsidersWords } from "./low-trust.ts";
import { holds, takings, usableRelationships, type Hold } from "./usable-relationships.ts";

const entries: Readonly<Record<Hold, Stop>> = {
  calls: answersOutside,
  acts: takesOutsidersIn,
  feeds: takesOutsidersWords,
  sees: showsOutsidersKeys,
};

/** The stops of the machine in order: one way in for each hold, an identity borrowed by a caller, and what is lost. */
export const reachStops: readonly Stop[] = [...holds.map((hold) => entries[hold]), powerful, crownJewel];
export const entryCount = holds.length;
const [borrowedStop, takenStop] = [entryCount, entryCount + 1];

type Held = { hold: Hold; state: number };

/** The table as a machine: for each hold a state to begin in and one to go on in. */
export function reachMachine(): {
  machine: Automaton;
  taken: number;
  stepsBetween: (from: number, to: number) => Step[];
} {
  const places: Place[] = [
    ...reachStops.map(({ classes }, stop) => ({ classes, stop })),
    ...holds.map((hold) => ({ classes: classesGiven(hold), stop: -1 })),
  ];
  const goesOn = (hold: Hold): number => reachStops.length + holds.indexOf(hold);
  const held: Held[] = [
    ...holds.map((hold, entry) => ({ hold, state: entry })),
    ...holds.map((hold) => ({ hold, state: goesOn(hold) })),
    { hold: "acts", state: borrowedStop },
  ];
  const from = (hold: Hold) => held.filter((one) => one.hold === hold).map(({ state }) => state);
  const transitions: Transition[] = [
    ...usableRelationships.flatMap(({ has, gives, onlyPowerful, ...use }) =>
      from(has).map((state) => ({
        step: stepOf(use),
        from: state,
        to: onlyPowerful ? borrowedStop : goesOn(gives),
      })),
    ),
    ...takings.flatMap(({ has, ...use }) =>
      from(has).map((state) => ({ step: stepOf(use), from: state, to: takenStop })),
    ),
  ];
  const machine = buildAutomaton(places, transitions, [], reachStops, {
    lastSteps: takings.map(stepOf),
    lastMayStay: false,
  });
  const stepsBetween = (start: number, end: number) =>
    transitions.filter((one) => one.from === start && one.to === end).map(({ step }) => step);
  return { machine, taken: takenStop, stepsBetween };
}

const stepOf = ({
  kind,
  direction,
  onto,
}: {
  kind: Step["kind"];
  direction: Step["direction"];
  onto: readonly ResourceClass[];
}): Step => ({
  kind,
  direction,
  onto: new Set(onto),
});

const classesGiven = (hold: Hold): ReadonlySet<ResourceClass> =>
  new Set(
    usableRelationships
      .filter(({ gives, onlyPowerful }) => gives === hold && !onlyPowerful)
      .flatMap(({ onto }) => onto),
  );
