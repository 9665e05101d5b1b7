import type { CallContext } from "../decision.ts";
import { certain, not, type Truth } from "../truth.ts";
import { comparisons, type Comparison } from "./comparison.ts";
import { fits } from "./pattern.ts";
import { resolve, type Resolved } from "./variable.ts";

/** How several values of one key are taken together. */
type Quantifier = "one" | "all" | "any";

export type Condition = {
  /** In lower case: IAM compares key names without regard to case. */
  key: string;
  /** As written, for showing. */
  operator: string;
  test: "null" | "unknown" | { comparison: Comparison; negated: boolean };
  quantifier: Quantifier;
  ifExists: boolean;
  values: readonly string[];
};

/** Splits an operator as written: `ForAnyValue:StringNotLikeIfExists`. */
export function readCondition(operator: string, key: string, values: readonly string[]): Condition {
  const [, prefix, base, suffix] =
    /^(ForAllValues:|ForAnyValue:)?(.*?)(IfExists)?$/is.exec(operator.trim()) ?? [];
  return {
    key: key.toLowerCase(),
    operator,
    test: testOf(base?.toLowerCase() ?? ""),
    quantifier: quantifierOf(prefix?.toLowerCase()),
    ifExists: suffix !== undefined,
    values,
  };
}

function quantifierOf(prefix: string | undefined): Quantifier {
  if (prefix === undefined) return "one";
  return prefix === "forallvalues:" ? "all" : "any";
}

function testOf(name: string): Condition["test"] {
  if (name === "null") return "null";
  const comparison = comparisons[name];
  if (comparison) return { comparison, negated: false };
  const negated = comparisons[name.replace("not", "")];
  return negated && name.includes("not") ? { comparison: negated, negated: true } : "unknown";
}

/** Whether a condition holds for a call. Keys that would settle a `maybe` are added to `undecided`. */
export function holds(
  condition: Condition,
  context: CallContext,
  variables: boolean,
  undecided: Set<string>,
): Truth {
  const values = context(condition.key);
  // An operator of tomorrow may say anything.
  if (values === null || condition.test === "unknown") {
    const settled = condition.test === "unknown" ? null : whateverItIs(condition);
    if (settled) return settled;
    undecided.add(condition.key);
    return "maybe";
  }
  if (condition.test === "null") return certain(condition.values.some((wanted) => isNull(wanted, values)));
  if (values.length === 0) return certain(holdsWithoutKey(condition, condition.test.negated));
  return compareAll(condition, condition.test, values, context, variables, undecided);
}

const isNull = (wanted: string, values: readonly string[]): boolean =>
  (wanted.toLowerCase() === "true") === (values.length === 0);

/** Both `true` and `false` asked of a key's absence hold whatever is. */
function whateverItIs({ test, values }: Condition): Truth | null {
  const asked = new Set(values.map((wanted) => wanted.toLowerCase()));
  return test === "null" && asked.has("true") && asked.has("false") ? "yes" : null;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
function holdsWithoutKey({ ifExists, quantifier }: Condition, negated: boolean): boolean {
  if (ifExists || quantifier === "all") return true;
  return negated && quantifier === "one";
}

function compareAll(
  { key, quantifier, values: wanted }: Condition,
  { comparison, negated }: { comparison: Comparison; negated: boolean },
  found: readonly string[],
  context: CallContext,
  variables: boolean,
  undecided: Set<string>,
): Truth {
  const patterns = wanted.map((pattern) => resolved(pattern, comparison, context, variables));
  const unknown = new Set<string>();
  const matches = (value: string): Truth => {
    let outcome: Truth = "no";
    for (const { pattern, maybe, absent } of patterns) {
      if (absent) continue;
      if (maybe.length === 0) {
        if (comparison.matches(pattern, value)) return "yes";
        continue;
      }
      // What is unknown stands as a star, and may turn out to be what is missing, in either case.
      if (!fits(pattern.toLowerCase(), value.toLowerCase())) continue;
      for (const name of maybe) unknown.add(name);
      outcome = "maybe";
    }
    return outcome;
  };
  const each = found.map((value) => (negated ? not(matches(value)) : matches(value)));
  const outcome = taken(each, quantifier, negated);
  if (outcome === "maybe") for (const name of unknown.size > 0 ? unknown : [key]) undecided.add(name);
  return outcome;
}

/** Several values under no quantifier are taken as any of them; where they must differ, as all of them. */
function taken(each: readonly Truth[], quantifier: Quantifier, negated: boolean): Truth {
  const all = quantifier === "all" || (quantifier === "one" && negated);
  const decisive: Truth = all ? "no" : "yes";
  if (each.includes(decisive)) return decisive;
  if (each.includes("maybe")) return "maybe";
  return all ? "yes" : "no";
}

/** Variables are read in comparisons of texts and ARNs only. */
function resolved(
  pattern: string,
  { takesVariables }: Comparison,
  context: CallContext,
  variables: boolean,
): Resolved {
  if (!takesVariables || !variables) return { pattern, maybe: [], absent: false };
  return resolve(pattern, context);
}
