import type { Condition, Literal } from "#lib/contract/query/query.ts";
import { compileGlob } from "#lib/inventory/glob.ts";
import { known } from "#lib/domain/unknown.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { readField, type Findings } from "./read-field.ts";
import { decided, every, not, some, type Truth } from "./truth.ts";

export type Judged = { resource: Resource; findings: Findings; at: Date };

/** Whether the condition holds for the resource. What was not collected leaves it open. */
export function judgeCondition(condition: Condition, judged: Judged): Truth {
  switch (condition.kind) {
    case "all":
      return every(condition.of, (part) => judgeCondition(part, judged));
    case "any":
      return some(condition.of, (part) => judgeCondition(part, judged));
    case "not":
      return not(judgeCondition(condition.of, judged));
    case "known":
      return (known(() => ({ value: readField(condition.field, judged) })) !== null) === condition.known;
    case "one-of":
      return decided(() => {
        const value = readField(condition.field, judged);
        return condition.values.some((literal) => isSame(value, meant(literal, judged.at)));
      });
    case "compare":
      return decided(() =>
        compare(readField(condition.field, judged), condition.comparison, meant(condition.value, judged.at)),
      );
  }
}

type Plain = string | number | boolean | null;

const meant = (literal: Literal, at: Date): Plain =>
  typeof literal === "object" && literal !== null
    ? new Date(at.getTime() - literal.agoSeconds * 1_000).toISOString()
    : literal;

/** A field that a resource of another type does not have is as one that is empty. */
const isSame = (value: unknown, wanted: Plain): boolean => (value ?? null) === wanted;

function compare(value: unknown, comparison: string, wanted: Plain): boolean {
  switch (comparison) {
    case "=":
      return isSame(value, wanted);
    case "!=":
      return !isSame(value, wanted);
    case "contains":
      return contains(value, wanted);
    case "like":
      return (
        typeof value === "string" && compileGlob(String(wanted).toLowerCase()).matches(value.toLowerCase())
      );
    default:
      return ordered(value, comparison, wanted);
  }
}

function contains(value: unknown, wanted: Plain): boolean {
  if (typeof value === "string") return value.toLowerCase().includes(String(wanted).toLowerCase());
  return Array.isArray(value) && value.some((member) => isSame(member, wanted));
}

/** Nothing lies before or after what is not there. Times of one form are in order as texts. */
function ordered(value: unknown, comparison: string, wanted: Plain): boolean {
  const bothNumbers = typeof value === "number" && typeof wanted === "number";
  const bothTexts = typeof value === "string" && typeof wanted === "string";
  if (!bothNumbers && !bothTexts) return false;
  if (comparison.startsWith("<")) return value < wanted || (comparison === "<=" && value === wanted);
  return value > wanted || (comparison === ">=" && value === wanted);
}
