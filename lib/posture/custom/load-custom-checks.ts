import { CustomCheckDefinition } from "#lib/contract/custom-checks.ts";
import { notApplicable, type Check } from "#lib/domain/check.ts";
import { compileCustomCheck, customId, typesOf } from "./custom-check.ts";

export type StoredCheck = { id: string; slug: string; title: string; version: number; definition: unknown };

const cacheMax = 1_000;
const cache = new Map<string, Check>();

/** A stored definition as a check. One that no longer fits what Nacre knows decides nothing, and says so. */
export function toCustomCheck(stored: StoredCheck): Check {
  const cacheKey = `${stored.id} ${stored.version}`;
  const known = cache.get(cacheKey);
  if (known) return known;
  const check = compiled(stored);
  if (cache.size >= cacheMax) cache.clear();
  cache.set(cacheKey, check);
  return check;
}

function compiled(stored: StoredCheck): Check {
  const parsed = CustomCheckDefinition.safeParse(stored.definition);
  if (!parsed.success) return unreadable(stored);
  const result = compileCustomCheck(parsed.data, stored.version);
  return "check" in result ? result.check : undecided(parsed.data, stored);
}

export const problemOf = (check: Check): string | null => problems.get(check) ?? null;
const problems = new WeakMap<Check, string>();

function undecided(definition: CustomCheckDefinition, stored: StoredCheck): Check {
  const message = "Its expression reads what Nacre no longer knows: edit it";
  const { severity, layer, risk, remediation, references } = definition;
  return withProblem(message, {
    ...unreadable(stored),
    severity,
    layer,
    risk,
    references,
    remediation: { summary: remediation, cli: "", terraform: "", console: [] },
    appliesTo: typesOf(definition),
    logic: message,
    evaluate: () => ({
      status: "unknown",
      unknown: { reason: "failed", call: customId(stored.slug), permission: null, message },
    }),
  });
}

function unreadable({ slug, title, version }: StoredCheck): Check {
  const check: Check = {
    id: customId(slug),
    version,
    title: title || slug,
    severity: "info",
    layer: "data",
    function: "detect",
    risk: "",
    remediation: { summary: "", cli: "", terraform: "", console: [] },
    references: [],
    follows: [],
    appliesTo: [],
    parameters: {},
    values: {},
    withValues: () => check,
    logic: "",
    evaluate: () => notApplicable,
    examples: [],
  };
  return withProblem("Its definition can no longer be read: write it anew", check);
}

function withProblem(message: string, check: Check): Check {
  problems.set(check, message);
  return check;
}
