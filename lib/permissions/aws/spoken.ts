import { both, every, type Truth } from "../truth.ts";
import type { Asks } from "./asks.ts";
import { sparse, type Sparse } from "./bits.ts";
import { contextOf, ofAccount, ofCall, ofCaller, scopeOf, type CallerFacts } from "./call-context.ts";
import type { CallContext } from "../decision.ts";
import { holds, type Condition } from "./condition.ts";
import type { Target } from "./estate.ts";
import type { Listed, PolicyDocument, Statement } from "./policy.ts";
import { reachOf } from "./statement-keys.ts";
import { resolve, type Resolved } from "./variable.ts";

/** Of what a statement speaks to a caller, over all asks at once. */
export type Spoken = {
  /** Surely. */
  yes: Sparse;
  /** Surely or perhaps. */
  may: Sparse;
  /** Only of a part of what is asked: an allow gives that part, a deny takes no more than it. */
  part: Sparse;
  /** What would settle that which is not sure. */
  keys: readonly string[];
};

export type Speech = (statement: Statement, document: PolicyDocument, caller: CallerFacts) => Spoken;

/** What a call tells before it is known on which resource. */
export const callerContext =
  (caller: CallerFacts): CallContext =>
  (key) => {
    const scope = scopeOf(key);
    if (scope === "caller") return ofCaller(key, caller);
    if (scope === "account") return ofAccount(key, caller.account);
    return scope === "call" ? ofCall(key) : null;
  };

/** Reads each statement as often as its words differ by caller, and no oftener. */
export function speech(asks: Asks): Speech {
  const known = new WeakMap<Statement, Map<string, Spoken>>();
  const sieve = newSieve(asks);
  return (statement, document, caller) => {
    const { caller: rests } = reachOf(statement);
    if (rests === "caller") return read(statement, document, caller, asks, sieve);
    const byAccount = known.get(statement) ?? new Map<string, Spoken>();
    known.set(statement, byAccount);
    const id = rests === "account" ? caller.account.account : "";
    const spoken = byAccount.get(id) ?? read(statement, document, caller, asks, sieve);
    byAccount.set(id, spoken);
    return spoken;
  };
}

const nothing: Spoken = {
  yes: new Int32Array(),
  may: new Int32Array(),
  part: new Int32Array(),
  keys: [],
};

function read(
  statement: Statement,
  { variables }: PolicyDocument,
  caller: CallerFacts,
  asks: Asks,
  sieve: Sieve,
): Spoken {
  const keys = new Set<string>();
  const context = callerContext(caller);
  const { perResource } = reachOf(statement);
  const once = every(
    statement.conditions.filter((condition) => !perResource.includes(condition)),
    (condition) => holds(condition, context, variables, keys),
  );
  if (once === "no") return nothing;
  const actions = actionsOf(statement.actions, asks);
  const found = sieve(statement, actions, (pattern) =>
    variables ? resolve(pattern, context) : { pattern, maybe: [], absent: false },
  );
  for (const key of found.keys) keys.add(key);
  const onTarget = targetTruths(perResource, variables, caller, keys);
  const spoken = sorted(found, once, asks, onTarget, statement);
  return { ...spoken, keys: [...keys] };
}

/** Which actions a statement names, one byte each. */
export function actionsOf({ not, patterns }: Listed, { actions, covered }: Asks): Uint8Array {
  const named = new Uint8Array(actions.length);
  for (const pattern of patterns) {
    const fitting = covered(pattern);
    for (let action = 0; action < named.length; action++)
      named[action] = (named[action] ?? 0) | (fitting[action] ?? 0);
  }
  return not ? named.map((fits) => 1 - fits) : named;
}

/** Conditions on the resource are the same for all that is asked of it. */
function targetTruths(
  conditions: readonly Condition[],
  variables: boolean,
  caller: CallerFacts,
  keys: Set<string>,
): (target: Target) => Truth {
  if (conditions.length === 0) return () => "yes";
  const known = new Map<Target, Truth>();
  return (target) => {
    const before = known.get(target);
    if (before) return before;
    const context = contextOf(caller, target);
    const truth = every(conditions, (condition) => holds(condition, context, variables, keys));
    known.set(target, truth);
    return truth;
  };
}

function sorted(
  { found, flags }: Found,
  once: Truth,
  { asks }: Asks,
  onTarget: (target: Target) => Truth,
  { effect, resources }: Statement,
): Omit<Spoken, "keys"> {
  const yes: number[] = [];
  const may: number[] = [];
  const part: number[] = [];
  const weigh = weights[effect][resources?.not === true ? "except" : "only"];
  for (const index of found) {
    const ask = asks[index];
    const conditions = ask ? both(once, onTarget(ask.target)) : "no";
    if (conditions === "no") continue;
    const flag = flags ? (flags.get(index) ?? 0) : allSurely;
    const { truth, isPart } = weigh(flag);
    if (isPart) part.push(index);
    const said = both(conditions, truth);
    if (said !== "no") may.push(index);
    if (said === "yes") yes.push(index);
  }
  return {
    yes: sparse(yes, asks.length),
    may: sparse(may, asks.length),
    part: sparse(part, asks.length),
  };
}

/** How the patterns of a statement meet an ask: all of it or a part, surely or, where a variable is unknown, perhaps. */
const allSurely = 1;
const partSurely = 2;
const allPerhaps = 4;
const partPerhaps = 8;

type Weighed = { truth: Truth; isPart: boolean };
const weighed = (yes: number, may: number, isPart: boolean): Weighed => {
  if (yes !== 0) return { truth: "yes", isPart };
  return { truth: may === 0 ? "no" : "maybe", isPart };
};

/** An allow speaks of what it meets anywhere; a deny only of what it meets altogether. What is excluded turns it round. */
const weights: Record<Statement["effect"], Record<"only" | "except", (flag: number) => Weighed>> = {
  allow: {
    only: (flag) => weighed(flag & (allSurely | partSurely), flag, (flag & (allSurely | allPerhaps)) === 0),
    except: (flag) =>
      weighed(Number((flag & (allSurely | allPerhaps)) === 0), Number((flag & allSurely) === 0), flag !== 0),
  },
  deny: {
    only: (flag) =>
      weighed(flag & allSurely, flag & (allSurely | allPerhaps), (flag & allSurely) === 0 && flag !== 0),
    except: (flag) =>
      weighed(Number(flag === 0), Number((flag & (allSurely | partSurely)) === 0), (flag & partSurely) !== 0),
  },
};

/** Asks in order, with how each is met; without flags all are met surely. */
type Found = { found: readonly number[]; flags: ReadonlyMap<number, number> | null; keys: readonly string[] };
type Sieve = (statement: Statement, actions: Uint8Array, resolved: (pattern: string) => Resolved) => Found;

/** Picks the asks whose action and ARN a statement names. */
function newSieve(asks: Asks): Sieve {
  const ofActions = (actions: Uint8Array): number[] =>
    asks.byAction
      .flatMap((list, action) => (actions[action] === 1 ? [...list] : []))
      .toSorted((a, b) => a - b);
  return ({ resources }, actions, resolved) => {
    if (!actions.includes(1)) return { found: [], flags: null, keys: [] };
    if (resources === null || (!resources.not && resources.patterns.includes("*")))
      return { found: ofActions(actions), flags: null, keys: [] };
    const { flags, keys } = meet(resources, actions, asks, resolved);
    const found = resources.not ? ofActions(actions) : [...flags.keys()].toSorted((a, b) => a - b);
    return { found, flags, keys };
  };
}

function meet(
  { patterns }: Listed,
  actions: Uint8Array,
  asks: Asks,
  resolved: (pattern: string) => Resolved,
): { flags: Map<number, number>; keys: string[] } {
  const flags = new Map<number, number>();
  const keys = new Set<string>();
  for (const written of patterns) {
    const { pattern, maybe, absent } = resolved(written);
    if (absent) continue;
    for (const key of maybe) keys.add(key);
    const isSure = maybe.length === 0;
    for (const { arn, whole } of asks.met(pattern)) {
      const flag = flagOf(whole, isSure);
      for (let index = asks.starts[arn] ?? 0; index < (asks.starts[arn + 1] ?? 0); index++)
        if (actions[asks.actionOf[index] ?? -1] === 1) flags.set(index, (flags.get(index) ?? 0) | flag);
    }
  }
  return { flags, keys: [...keys] };
}

function flagOf(whole: boolean, isSure: boolean): number {
  if (whole) return isSure ? allSurely : allPerhaps;
  return isSure ? partSurely : partPerhaps;
}
