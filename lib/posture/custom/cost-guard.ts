import { isCelList, isCelMap } from "@bufbuild/cel";

import { variableNames } from "./fact-type.ts";
import type { Expression } from "./syntax.ts";
import { exceed, heldMax, spend } from "./run.ts";

/** Names that no author can write, since `@` begins no name. */
export const tickName = "@tick";
export const boundedName = "@bounded";

const factNames = new Set(variableNames);

/** Operators whose cost grows with what they are given, so that doubling a value again and again is noticed. */
const weighed = new Set(["_+_", "_==_", "_!=_", "@in"]);

const call = (name: string, ...args: Expression[]): Expression => ({
  $typeName: "cel.expr.Expr",
  id: 0n,
  exprKind: { case: "callExpr", value: { $typeName: "cel.expr.Expr.Call", function: name, args } },
});

/** The same expression, counting each turn of a loop and weighing what it builds and compares. */
export function guardCosts(expression: Expression, accumulator: string | null = null): Expression {
  const { exprKind } = expression;
  const guard = (one: Expression | undefined) => one && guardCosts(one, accumulator);
  switch (exprKind.case) {
    case "selectExpr": {
      const operand = guard(exprKind.value.operand);
      return {
        ...expression,
        exprKind: { case: "selectExpr", value: { ...exprKind.value, ...(operand && { operand }) } },
      };
    }
    case "callExpr": {
      const { target, args, function: name } = exprKind.value;
      const guardedTarget = guard(target);
      const guardedArgs = args.map((one) => {
        const guarded = guardCosts(one, accumulator);
        return weighed.has(name) && mayGrow(one, accumulator) ? call(boundedName, guarded) : guarded;
      });
      const value = { ...exprKind.value, args: guardedArgs, ...(guardedTarget && { target: guardedTarget }) };
      return { ...expression, exprKind: { case: "callExpr", value } };
    }
    case "listExpr": {
      const elements = exprKind.value.elements.map((one) => guardCosts(one, accumulator));
      return { ...expression, exprKind: { case: "listExpr", value: { ...exprKind.value, elements } } };
    }
    case "structExpr": {
      const entries = exprKind.value.entries.map((entry) => {
        const value = guard(entry.value);
        return { ...entry, ...(value && { value }) };
      });
      return { ...expression, exprKind: { case: "structExpr", value: { ...exprKind.value, entries } } };
    }
    case "comprehensionExpr":
      return guardLoop(expression, exprKind.value, accumulator);
    case "constExpr":
    case "identExpr":
    case undefined:
      return expression;
  }
}

type Loop = Extract<Expression["exprKind"], { case: "comprehensionExpr" }>["value"];

function guardLoop(expression: Expression, loop: Loop, outer: string | null): Expression {
  const { iterRange, accuInit, loopCondition, loopStep, result, accuVar } = loop;
  const value = {
    ...loop,
    ...(iterRange && { iterRange: guardCosts(iterRange, outer) }),
    ...(accuInit && { accuInit: guardCosts(accuInit, outer) }),
    ...(loopCondition && { loopCondition: call("_&&_", call(tickName), guardCosts(loopCondition, accuVar)) }),
    ...(loopStep && { loopStep: guardCosts(loopStep, accuVar) }),
    ...(result && { result: guardCosts(result, accuVar) }),
  };
  return { ...expression, exprKind: { case: "comprehensionExpr", value } };
}

/**
 * Constants and facts are as large as they were given, and weighing facts would read them all; a loop's own list is
 * weighed when it is extended.
 */
function mayGrow({ exprKind }: Expression, accumulator: string | null): boolean {
  if (exprKind.case === "constExpr") return false;
  if (exprKind.case === "identExpr")
    return exprKind.value.name !== accumulator && !factNames.has(exprKind.value.name);
  if (exprKind.case === "selectExpr" && exprKind.value.operand)
    return mayGrow(exprKind.value.operand, accumulator);
  return true;
}

/** The value itself, unless it is larger than an evaluation may hold. */
export function bounded<T>(value: T): T {
  let left = heldMax;
  const weigh = (one: unknown): void => {
    left -= typeof one === "string" ? Math.ceil(one.length / 8) : 1;
    if (left < 0) exceed(`It holds more than ${heldMax} values`);
    if (isCelList(one)) for (const item of one) weigh(item);
    else if (isCelMap(one)) for (const item of one.values()) weigh(item);
  };
  weigh(value);
  if (!spend(Math.ceil((heldMax - left) / 8))) exceed("It takes too many steps");
  return value;
}
