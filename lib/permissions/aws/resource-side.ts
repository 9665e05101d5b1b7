import { both, every, type Truth } from "../truth.ts";
import type { Asks } from "./asks.ts";
import { contextOf } from "./call-context.ts";
import { holds } from "./condition.ts";
import type { Caller, Target } from "./estate.ts";
import { comparesArn, covers, intersects } from "./pattern.ts";
import type { AwsPolicy, Statement } from "./policy.ts";
import { anyOf, closenesses, isDenied, namedBy, naming, type Naming } from "./principal.ts";
import { actionsOf } from "./spoken.ts";
import { reachOf } from "./statement-keys.ts";

/** A statement of a resource's own policy, with what of the resource it speaks of. */
export type SideStatement = {
  target: Target;
  policy: AwsPolicy;
  statement: Statement;
  /** Asks it meets: an allow at least in part, a deny altogether. */
  asks: readonly number[];
  /** Asks it meets in part only. */
  part: readonly number[];
  /** What it meets differs by who calls: these are only the asks it can meet at all. */
  varies: boolean;
};

/** How a statement speaks to one caller: a denial with one truth, an allow by how closely it names the caller. */
export type Said = { denies: Truth; allows: Naming; keys: readonly string[] };

/** All that resources say, found by whom they speak of. */
export type ResourceSide = {
  /** Statements that may concern the caller and no other of its account. */
  naming: (caller: Caller) => readonly SideStatement[];
  /** Statements that concern whole accounts in the same way, or everybody: read once for each account. */
  wide: (account: string) => readonly SideStatement[];
  /** Statements that concern everybody, each in their own way. */
  each: readonly SideStatement[];
  ofTarget: (target: Target) => readonly SideStatement[];
};

export function readResourceSide(asks: Asks, targets: readonly Target[]): ResourceSide {
  const asksOf = Map.groupBy(asks.asks.keys(), (index) => asks.asks[index]?.target);
  const byTarget = new Map<Target, SideStatement[]>();
  const byName = new Map<string, SideStatement[]>();
  const wideByAccount = new Map<string, SideStatement[]>();
  const everybody: SideStatement[] = [];
  const each: SideStatement[] = [];
  const file = (under: Map<string, SideStatement[]>, name: string, side: SideStatement) => {
    const list = under.get(name);
    if (list) list.push(side);
    else under.set(name, [side]);
  };
  for (const target of targets) {
    const { policy } = target;
    if (!policy) continue;
    const sides = policy.statements.flatMap((statement) =>
      sideOf(target, policy, statement, asksOf.get(target) ?? [], asks),
    );
    byTarget.set(target, sides);
    for (const side of sides) {
      const rests = reachOf(side.statement).caller;
      for (const name of namesIn(side.statement)) {
        if (name.kind === "each" || (name.kind === "everybody" && rests === "caller")) each.push(side);
        else if (name.kind === "everybody") everybody.push(side);
        else if (name.kind === "account" && rests !== "caller") file(wideByAccount, name.id, side);
        else file(byName, name.id, side);
      }
    }
  }
  return {
    naming: ({ key, principal: { account } }) => [
      ...(byName.get(key) ?? []),
      ...(byName.get(account) ?? []),
      ...(byName.get(sessionsOf(key, account)) ?? []),
    ],
    wide: (account) => [...everybody, ...(wideByAccount.get(account) ?? [])],
    each,
    ofTarget: (target) => byTarget.get(target) ?? [],
  };
}

const sessionsOf = (arn: string, account: string): string => `${account} ${arn.split("/").at(-1) ?? ""}`;

type Name = { kind: "each" | "everybody" | "account" | "one"; id: string };

/** Under which names a statement is to be found; a name twice is one name. */
function namesIn({ principals }: Statement): Name[] {
  if (principals === null) return [];
  // Who is left out has to be asked one by one.
  if (principals.not) return [{ kind: "each", id: "" }];
  const names = principals.named.flatMap(({ kind, name }): Name[] => {
    if (kind !== "AWS") return [];
    if (name === "*") return [{ kind: "everybody", id: "" }];
    const account = /^(\d{12})$|^arn:[^:]+:iam::(\d{12}):root$/.exec(name);
    if (account) return [{ kind: "account", id: account[1] ?? account[2] ?? "" }];
    const session = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(name);
    return [{ kind: "one", id: session ? `${session[1]} ${session[2]}` : name }];
  });
  return [...new Map(names.map((name) => [`${name.kind} ${name.id}`, name])).values()];
}

function sideOf(
  target: Target,
  policy: AwsPolicy,
  statement: Statement,
  own: readonly number[],
  asks: Asks,
): SideStatement[] {
  const actions = actionsOf(statement.actions, asks);
  const named = own.filter((index) => actions[asks.actionOf[index] ?? -1] === 1);
  const varies = (statement.resources?.patterns ?? []).some((pattern) => pattern.includes("${"));
  if (varies && named.length > 0) return [{ target, policy, statement, asks: named, part: [], varies }];
  const whole: number[] = [];
  const part: number[] = [];
  for (const index of named) {
    const meeting = meetingOf(statement, asks.asks[index]?.arn ?? "");
    if (meeting === "part") part.push(index);
    if (meeting === "whole" || (meeting === "part" && statement.effect === "allow")) whole.push(index);
  }
  return whole.length + part.length > 0 ? [{ target, policy, statement, asks: whole, part, varies }] : [];
}

function meetingOf({ resources }: Statement, arn: string): "none" | "part" | "whole" {
  if (resources === null) return "whole";
  const { patterns } = resources;
  const isMet = patterns.some((pattern) => comparesArn(pattern, arn, intersects));
  const isCovered = patterns.some((pattern) => comparesArn(pattern, arn, covers));
  if (resources.not) {
    if (isCovered) return "none";
    return isMet ? "part" : "whole";
  }
  if (isCovered) return "whole";
  return isMet ? "part" : "none";
}

const silence: Said = { denies: "no", allows: naming({}), keys: [] };

/** What a statement says to a caller. */
export function saidTo({ statement, target, policy }: SideStatement, caller: Caller): Said {
  const { principals, effect } = statement;
  if (!principals) return silence;
  const denies =
    effect === "deny" ? isDenied(principals, caller.principal, caller.boundary !== null) : ("no" as const);
  const allows = effect === "allow" ? namedBy(principals, caller.principal) : silence.allows;
  if (denies === "no" && anyOf(allows) === "no") return silence;
  const keys = new Set<string>();
  const context = contextOf(caller.facts, target);
  const holding = every(statement.conditions, (condition) =>
    holds(condition, context, policy.variables, keys),
  );
  if (holding === "no") return silence;
  if (denies === "maybe" || closenesses.some((closeness) => allows[closeness] === "maybe"))
    keys.add("sts:rolesessionname");
  return {
    denies: both(denies, holding),
    allows: {
      account: both(allows.account, holding),
      role: both(allows.role, holding),
      everybody: both(allows.everybody, holding),
      directly: both(allows.directly, holding),
    },
    keys: [...keys],
  };
}

/** Whether a caller is of the account that owns the resource. Models that AWS offers are at home everywhere. */
export const isAtHome = (target: Target, account: string): boolean =>
  target.resource.type === "aws.bedrock.foundation-model" || target.account.account === account;
