import type { Asks } from "./asks.ts";
import { addBit, addBits, addSparse, emptyBits, keepBits, without, type Bits } from "./bits.ts";
import type { CallerFacts } from "./call-context.ts";
import type { AwsEstate, Caller } from "./estate.ts";
import { addPair, addSpoken, addWhole, keepPair, newPair, type Pair } from "./pair.ts";
import type { AwsPolicy, Statement } from "./policy.ts";
import { isLimitedByResourceControl } from "./service-rules.ts";
import type { Speech } from "./spoken.ts";
import { reachOf } from "./statement-keys.ts";

/** What an organization leaves a caller: what every level allows, what any denies, and what is touched in part. */
export type Limits = {
  allows: Pair | null;
  denies: Pair;
  /** Asks of which a level allows a part only. */
  partlyAllowed: Bits;
  /** Asks of which a part is denied. */
  partlyDenied: Bits;
};

/** Reads an organization's policies once for each account, and for each caller only where they ask who calls. */
export function accountLimits(estate: AwsEstate, asks: Asks, speak: Speech): (caller: Caller) => Limits {
  const size = asks.asks.length;
  const rules = resourceRulesOf(estate, asks);
  const known = new Map<string, { limits: Limits; restsOnCaller: boolean }>();
  const read = (facts: CallerFacts): Limits => {
    const limits = noLimits(size);
    for (const { policies } of estate.organizations.serviceControl(facts.account.account)) {
      const allowed = newPair(size);
      const whole = emptyBits(size);
      for (const policy of policies)
        for (const statement of policy.statements) {
          const spoken = speak(statement, policy, facts);
          addSpoken(statement.effect === "allow" ? allowed : limits.denies, spoken);
          if (statement.effect === "allow") addWhole(whole, spoken);
          else {
            addSparse(limits.partlyDenied, spoken.part);
            if (statement.resources?.not) addSparse(limits.partlyAllowed, spoken.part);
          }
        }
      addBits(limits.partlyAllowed, without(allowed.may, whole));
      if (limits.allows) keepPair(limits.allows, allowed);
      else limits.allows = allowed;
    }
    for (const rule of rules) addRule(limits, rule, facts, speak);
    return limits;
  };
  return ({ facts, principal: { arn } }) => {
    if (arn.includes(":role/aws-service-role/")) return noLimits(size);
    const id = facts.account.account;
    const before = known.get(id);
    if (before && !before.restsOnCaller) return before.limits;
    const limits = read(facts);
    if (!before) known.set(id, { limits, restsOnCaller: statementsFor(id, estate, rules).some(asksWho) });
    return limits;
  };
}

const noLimits = (size: number): Limits => ({
  allows: null,
  denies: newPair(size),
  partlyAllowed: emptyBits(size),
  partlyDenied: emptyBits(size),
});

const asksWho = (statement: Statement): boolean => reachOf(statement).caller === "caller";

const statementsFor = (
  account: string,
  { organizations }: AwsEstate,
  rules: readonly ResourceRule[],
): Statement[] => [
  ...organizations
    .serviceControl(account)
    .flatMap(({ policies }) => policies.flatMap(({ statements }) => statements)),
  ...rules.map(({ statement }) => statement),
];

type ResourceRule = { policy: AwsPolicy; statement: Statement; where: Bits };

function addRule(
  limits: Limits,
  { policy, statement, where }: ResourceRule,
  facts: CallerFacts,
  speak: Speech,
): void {
  const spoken = speak(statement, policy, facts);
  const denied = newPair(where.length * 32);
  addSpoken(denied, spoken);
  keepPair(denied, { yes: where, may: where });
  addPair(limits.denies, denied);
  const part = emptyBits(where.length * 32);
  addSparse(part, spoken.part);
  keepBits(part, where);
  addBits(limits.partlyDenied, part);
  if (statement.resources?.not) addBits(limits.partlyAllowed, part);
}

/** Policies for resources reach what stands in their accounts, of the services that heed them. */
function resourceRulesOf({ targets, organizations }: AwsEstate, asks: Asks): ResourceRule[] {
  const accounts = new Set(targets.map(({ account }) => account.account));
  return [...accounts].flatMap((account) => {
    const policies = organizations.resourceControl(account).flatMap((level) => level.policies);
    if (policies.length === 0) return [];
    const where = emptyBits(asks.asks.length);
    for (const [index, { action, target }] of asks.asks.entries())
      if (target.account.account === account && isLimitedByResourceControl(asks.actions[action] ?? ""))
        addBit(where, index);
    return policies.flatMap((policy) =>
      policy.statements
        .filter(({ effect }) => effect === "deny")
        .map((statement) => ({ policy, statement, where })),
    );
  });
}
