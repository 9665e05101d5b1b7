import type { AccessKind } from "../access.ts";
import type { Target } from "./estate.ts";
import { comparesArn, covers, fits, intersects } from "./pattern.ts";
import type { Question } from "./questions.ts";

/** One thing that may be asked of everybody: an action on a target, which would amount to a kind of access. */
export type Ask = { action: number; target: Target; arn: string; cell: number };

/** What an answer is kept for: a kind of access to a resource. */
export type Cell = { kind: AccessKind; target: Target };

/** How a pattern meets a target: all of it, or a part of it. */
export type Meeting = { arn: number; whole: boolean };

/** Everything that is asked, in an order in which asks of one ARN stand together. */
export type Asks = {
  asks: readonly Ask[];
  cells: readonly Cell[];
  /** Names in lower case. */
  actions: readonly string[];
  /** Asks of an ARN: from `starts[n]` up to `starts[n + 1]`. */
  starts: Int32Array;
  byAction: readonly Int32Array[];
  /** Which actions a pattern covers, one byte each. */
  covered: (pattern: string) => Uint8Array;
  /** Which ARNs a pattern meets. */
  met: (pattern: string) => readonly Meeting[];
  actionOf: Int32Array;
  arnOf: Int32Array;
};

export function listAsks(
  targets: readonly Target[],
  questionsOf: (target: Target) => readonly Question[],
): Asks {
  const actions: string[] = [];
  const actionIndex = new Map<string, number>();
  const indexOfAction = (action: string): number => {
    const known = actionIndex.get(action);
    if (known !== undefined) return known;
    actionIndex.set(action, actions.length);
    return actions.push(action) - 1;
  };
  const cells: Cell[] = [];
  const unsorted: Ask[] = [];
  for (const target of targets) {
    const cellOf = new Map<AccessKind, number>();
    for (const { kind, actions: asked, target: arnOf } of questionsOf(target)) {
      const cell = cellOf.get(kind) ?? cells.push({ kind, target }) - 1;
      cellOf.set(kind, cell);
      const arn = arnOf(target.resource.key);
      for (const action of asked) unsorted.push({ action: indexOfAction(action), target, arn, cell });
    }
  }
  const asks = unsorted.toSorted((a, b) => (a.arn < b.arn ? -1 : Number(a.arn > b.arn)) || a.cell - b.cell);
  return { asks, cells, actions, ...indexed(asks, actions) };
}

function indexed(asks: readonly Ask[], actions: readonly string[]) {
  const arns: string[] = [];
  const starts: number[] = [];
  const arnOf = new Int32Array(asks.length);
  for (const [index, { arn }] of asks.entries()) {
    if (arns.at(-1) !== arn) {
      arns.push(arn);
      starts.push(index);
    }
    arnOf[index] = arns.length - 1;
  }
  starts.push(asks.length);
  const byAction = actions.map((): number[] => []);
  for (const [index, { action }] of asks.entries()) byAction[action]?.push(index);
  return {
    starts: Int32Array.from(starts),
    arnOf,
    actionOf: Int32Array.from(asks, ({ action }) => action),
    byAction: byAction.map((list) => Int32Array.from(list)),
    covered: remembered((pattern) => Uint8Array.from(actions, (action) => Number(fits(pattern, action)))),
    met: remembered(meetingsIn(arns)),
  };
}

/** A statement's patterns are an estate's own names, so the same ones come again and again. */
function remembered<T>(find: (pattern: string) => T): (pattern: string) => T {
  const known = new Map<string, T>();
  return (pattern) => {
    const before = known.get(pattern);
    if (before !== undefined) return before;
    const found = find(pattern);
    known.set(pattern, found);
    return found;
  };
}

/** Looks only where a pattern's beginning leads: at what begins like it, and at what is all beneath a shorter one. */
function meetingsIn(arns: readonly string[]): (pattern: string) => readonly Meeting[] {
  const starred = new Map<string, number[]>();
  for (const [index, arn] of arns.entries()) {
    const star = arn.indexOf("*");
    if (star < 0) continue;
    const beginning = arn.slice(0, star);
    starred.set(beginning, [...(starred.get(beginning) ?? []), index]);
  }
  return (pattern) => {
    const wild = pattern.search(/[*?]/);
    const beginning = wild < 0 ? pattern : pattern.slice(0, wild);
    const found: Meeting[] = [];
    const look = (index: number) => {
      const arn = arns[index] ?? "";
      if (comparesArn(pattern, arn, intersects))
        found.push({ arn: index, whole: !arn.includes("*") || comparesArn(pattern, arn, covers) });
    };
    for (let length = 0; length < beginning.length; length++)
      for (const index of starred.get(beginning.slice(0, length)) ?? []) look(index);
    for (let index = lowerBound(arns, beginning); index < arns.length; index++) {
      if (!arns[index]?.startsWith(beginning)) break;
      look(index);
    }
    return found;
  };
}

function lowerBound(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
