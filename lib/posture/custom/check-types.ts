import { relationshipKinds, type RelationshipKind } from "#lib/domain/relationship.ts";
import { callType, type Called } from "./call-types.ts";
import { anything, fieldType, textIn, type Checker, type Scope } from "./checker.ts";
import { describeType, type FactType } from "./fact-type.ts";
import { didYouMean } from "./nearest.ts";
import type { Expression, Parsed, Problem } from "./syntax.ts";

export type Checked = { problems: Problem[]; follows: ReadonlySet<RelationshipKind> };

/** Reads an expression against what is known of its facts: unknown names, comparisons that are never true, wrong types. */
export function checkTypes({ expr, sourceInfo }: Parsed, variables: Scope): Checked {
  const problems: Problem[] = [];
  const follows = new Set<RelationshipKind>();
  const refuse = (expression: Expression, message: string) => {
    const at = sourceInfo?.positions[String(expression.id)];
    problems.push({ message, at: typeof at === "number" ? at : null });
  };
  const checker: Checker = { refuse, typeOf: (one, scope) => typeOf(checker, one, scope), follow };
  function follow(expression: Expression, argument: Expression | undefined): void {
    const kind = argument && textIn(argument);
    const known = relationshipKinds.find((one) => one === kind);
    if (known) follows.add(known);
    else if (kind === undefined || kind === null)
      refuse(expression, "Name the kind of relationship as a text");
    else refuse(expression, `There is no relationship ${kind}.${didYouMean(kind, relationshipKinds)}`);
  }
  const type = checker.typeOf(expr, variables);
  if (type.kind !== "bool" && type.kind !== "any")
    refuse(expr, `It must say true or false, and says ${describeType(type)}`);
  return { problems, follows };
}

const bool: FactType = { kind: "bool" };

function typeOf(checker: Checker, expression: Expression, scope: Scope): FactType {
  const { exprKind } = expression;
  switch (exprKind.case) {
    case "constExpr":
      return constantType(exprKind.value.constantKind.case);
    case "identExpr":
      return nameType(checker, expression, exprKind.value.name, scope);
    case "selectExpr": {
      const { operand, field, testOnly } = exprKind.value;
      if (!operand) return anything;
      const found = fieldType(checker, expression, checker.typeOf(operand, scope), field);
      return testOnly ? bool : found;
    }
    case "callExpr": {
      const called: Called = { expression, ...exprKind.value };
      return callType(checker, called, scope);
    }
    case "listExpr": {
      const [first = anything] = exprKind.value.elements.map((one) => checker.typeOf(one, scope));
      return { kind: "list", item: exprKind.value.elements.length === 0 ? anything : first };
    }
    case "structExpr": {
      if (exprKind.value.messageName !== "")
        checker.refuse(expression, "Only maps and lists can be written here");
      const values = exprKind.value.entries.flatMap(({ value }) =>
        value ? [checker.typeOf(value, scope)] : [],
      );
      return { kind: "map", value: values[0] ?? anything };
    }
    case "comprehensionExpr":
      return loopType(checker, expression, exprKind.value, scope);
    case undefined:
      checker.refuse(expression, "This cannot be read");
      return anything;
  }
}

function constantType(kind: string | undefined): FactType {
  switch (kind) {
    case "boolValue":
      return bool;
    case "stringValue":
      return { kind: "text" };
    case "int64Value":
    case "uint64Value":
      return { kind: "int" };
    case "doubleValue":
      return { kind: "number" };
    case "nullValue":
      return { kind: "null" };
    case undefined:
    default:
      return anything;
  }
}

function nameType({ refuse }: Checker, expression: Expression, name: string, scope: Scope): FactType {
  const found = scope.get(name);
  if (found) return found;
  refuse(
    expression,
    `There is no ${name}.${didYouMean(
      name,
      [...scope.keys()].filter((one) => !/^[@_]/.test(one)),
    )}`,
  );
  return anything;
}

type Loop = Extract<Expression["exprKind"], { case: "comprehensionExpr" }>["value"];

function loopType(checker: Checker, expression: Expression, loop: Loop, scope: Scope): FactType {
  const { iterRange, iterVar, accuVar, accuInit, loopCondition, loopStep, result } = loop;
  if (!iterRange || !accuInit || !loopCondition || !loopStep || !result) return anything;
  const range = checker.typeOf(iterRange, scope);
  if (range.kind !== "list" && range.kind !== "map" && range.kind !== "any" && range.kind !== "record")
    checker.refuse(expression, `${describeType(range)} is no list to go through`);
  if (scope.has(iterVar)) checker.refuse(expression, `${iterVar} is something already: call it otherwise`);
  const item = itemOf(range);
  const begun = checker.typeOf(accuInit, scope);
  const inner = new Map([...scope, [iterVar, item], [accuVar, begun.kind === "list" ? anything : begun]]);
  checker.typeOf(loopCondition, inner);
  const step = checker.typeOf(loopStep, inner);
  const made: FactType = step.kind === "list" ? step : { kind: "list", item: anything };
  const end = begun.kind === "list" ? made : begun;
  return checker.typeOf(result, new Map([...scope, [accuVar, end]]));
}

/** A map is gone through by its names. */
function itemOf(range: FactType): FactType {
  if (range.kind === "list") return range.item;
  return range.kind === "any" ? anything : { kind: "text" };
}
