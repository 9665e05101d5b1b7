import { scopeOf, type KeyScope } from "./call-context.ts";
import type { Condition } from "./condition.ts";
import type { Statement } from "./policy.ts";

/** Whose word a statement rests on: of the caller, of its account, or of neither; the resource's apart. */
export type Reach = { caller: "caller" | "account" | "nobody"; perResource: readonly Condition[] };

const known = new WeakMap<Statement, Reach>();

/** What decides how often a statement has to be read: once, once for each account, or once for each caller. */
export function reachOf(statement: Statement): Reach {
  const before = known.get(statement);
  if (before) return before;
  const reach = readReach(statement);
  known.set(statement, reach);
  return reach;
}

function readReach({ conditions, resources }: Statement): Reach {
  const scopes = new Set<KeyScope>([
    ...(resources?.patterns ?? []).flatMap(variablesIn).map(scopeOf),
    ...conditions.flatMap(keysOf).map(scopeOf),
  ]);
  const caller = (["caller", "account"] as const).find((scope) => scopes.has(scope)) ?? "nobody";
  return { caller, perResource: conditions.filter((condition) => keysOf(condition).some(isOfResource)) };
}

const isOfResource = (key: string): boolean => scopeOf(key) === "resource";

const keysOf = ({ key, values }: Condition): string[] => [key, ...values.flatMap(variablesIn)];

const variablesIn = (pattern: string): string[] =>
  [...pattern.matchAll(/\$\{([^},]*)/g)].map(([, name]) => (name ?? "").trim().toLowerCase());
