import type { CallContext } from "../decision.ts";
import { certain, every, not, some, type Truth } from "../truth.ts";
import { compareValues, isNegatedOperator } from "./comparison.ts";
import type { Condition, Operand } from "./condition-text.ts";
import { fitsAction } from "./role.ts";

/** The key under which a call tells its sub-operation, such as `Blob.List`. */
export const subOperationKey = "suboperation";

/** Whether a condition lets an action pass, and the attributes on which that still rests. */
export function conditionTruth(
  condition: Condition,
  action: string,
  context: CallContext,
): { truth: Truth; keys: readonly string[] } {
  const keys = new Set<string>();
  const truth = decide(condition, { action, context, keys });
  return { truth, keys: truth === "maybe" ? [...keys] : [] };
}

type Asked = { action: string; context: CallContext; keys: Set<string> };

function decide(condition: Condition, asked: Asked): Truth {
  switch (condition.form) {
    case "and":
      return every(condition.parts, (part) => decide(part, asked));
    case "or":
      return some(condition.parts, (part) => decide(part, asked));
    case "not":
      return not(decide(condition.part, asked));
    case "action":
      return certain(condition.patterns.some((pattern) => fitsAction(pattern, asked.action)));
    case "sub-operation": {
      const told = valuesOf({ attribute: subOperationKey }, asked);
      return told
        ? certain(told.some((name) => condition.patterns.some((pattern) => fitsAction(pattern, name))))
        : "maybe";
    }
    case "exists": {
      const told = valuesOf({ attribute: condition.attribute }, asked);
      return told ? certain(told.length > 0 !== condition.isNegated) : "maybe";
    }
    case "comparison":
      return compared(condition, asked);
  }
}

function compared(
  { left, operator, right }: Extract<Condition, { form: "comparison" }>,
  asked: Asked,
): Truth {
  const [own, other] = [valuesOf(left, asked), valuesOf(right, asked)];
  if (!own || !other) return "maybe";
  const isAbsent = own.length === 0 || other.length === 0;
  const truth = isAbsent ? ofNothing(operator) : compareValues(operator, own, other);
  if (truth === "maybe") for (const operand of [left, right]) name(operand, asked);
  return truth;
}

/** An attribute that is not there equals nothing. What is then said of not being equal is not documented. */
const ofNothing = (operator: string): Truth => (isNegatedOperator(operator) ? "maybe" : "no");

/** Null where nobody told. */
function valuesOf(operand: Operand, asked: Asked): readonly string[] | null {
  if ("values" in operand) return operand.values;
  const told = asked.context(operand.attribute);
  if (told === null) name(operand, asked);
  return told;
}

function name(operand: Operand, { keys }: Asked): void {
  if ("attribute" in operand) keys.add(operand.attribute);
}
