import { parse } from "@bufbuild/cel";

import type { CallContext } from "../decision.ts";
import type { Truth } from "../truth.ts";
import {
  boolValue,
  compareOrder,
  errorValue,
  sameValue,
  textTest,
  textValue,
  untoldValue,
  type Value,
} from "./value.ts";

/**
 * A condition in CEL, over three values and errors: what stands on an attribute nobody told stays open, and what Google
 * cannot evaluate is told apart, as an allow policy then gives nothing and a deny policy denies.
 */
export type Found = { truth: Truth | "error"; keys: readonly string[] };
type Expr = NonNullable<ReturnType<typeof parse>["expr"]>;

const lengthMax = 8_000;
const nestingMax = 100;
const unreadable: Found = { truth: "maybe", keys: ["a condition that could not be read"] };

export function conditionTruth(expression: string, context: CallContext): Found {
  const read = parsed(expression);
  if (!read) return unreadable;
  const keys = new Set<string>();
  const value = evaluate(read, { context, keys });
  if (value.is === "bool") return { truth: value.bool ? "yes" : "no", keys: [] };
  if (value.is === "untold") return { truth: "maybe", keys: [...keys] };
  return { truth: "error", keys: [] };
}

const readExpressions = new Map<string, Expr | null>();
const keptMax = 2_000;

function parsed(expression: string): Expr | null {
  const known = readExpressions.get(expression);
  if (known !== undefined) return known;
  if (readExpressions.size >= keptMax) readExpressions.clear();
  const read = isBounded(expression) ? tryParse(expression) : null;
  readExpressions.set(expression, read);
  return read;
}

/** A parser calls itself for each bracket, so their number is bounded before it sees them. */
const isBounded = (text: string): boolean =>
  text.length <= lengthMax && (text.match(/[([{?!-]/g) ?? []).length <= nestingMax;

function tryParse(expression: string): Expr | null {
  try {
    return parse(expression).expr ?? null;
  } catch {
    // Google would not have taken what its own language does not know; nobody can tell what it meant.
    return null;
  }
}

type Told = { context: CallContext; keys: Set<string> };

function evaluate(expression: Expr, told: Told): Value {
  const { exprKind } = expression;
  switch (exprKind.case) {
    case "constExpr":
      return constantOf(exprKind.value);
    case "identExpr":
    case "selectExpr":
      return attributeOf(expression, told);
    case "listExpr":
      return { is: "list", items: exprKind.value.elements.map((element) => evaluate(element, told)) };
    case "callExpr":
      return called(expression, exprKind.value, told);
    case "comprehensionExpr":
    case "structExpr":
    case undefined:
      return unknownPart(told);
  }
}

type Constant = Extract<Expr["exprKind"], { case: "constExpr" }>["value"];
type Call = Extract<Expr["exprKind"], { case: "callExpr" }>["value"];

function constantOf({ constantKind }: Constant): Value {
  switch (constantKind.case) {
    case "boolValue":
      return boolValue(constantKind.value);
    case "stringValue":
      return { is: "text", text: constantKind.value, isOpen: false };
    case "int64Value":
    case "uint64Value":
    case "doubleValue":
      return { is: "number", number: Number(constantKind.value) };
    case "bytesValue":
    case "durationValue":
    case "timestampValue":
    case "nullValue":
    case undefined:
      return untoldValue;
  }
}

/** `resource.name` and the like are told under the words they are written in. */
function attributeOf(expression: Expr, told: Told): Value {
  const path = pathOf(expression);
  return path === null ? unknownPart(told) : toldValue(path, told);
}

function pathOf({ exprKind }: Expr): string | null {
  if (exprKind.case === "identExpr") return exprKind.value.name;
  if (exprKind.case !== "selectExpr" || exprKind.value.testOnly || !exprKind.value.operand) return null;
  const above = pathOf(exprKind.value.operand);
  return above === null ? null : `${above}.${exprKind.value.field}`;
}

function toldValue(path: string, { context, keys }: Told): Value {
  const values = context(path);
  if (values === null) {
    keys.add(path);
    return untoldValue;
  }
  const [value] = values;
  if (value === undefined) return errorValue;
  if (path !== "request.time") return textValue(value);
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? errorValue : { is: "instant", ms };
}

function unknownPart({ keys }: Told): Value {
  keys.add("a part of a condition that is not decided");
  return untoldValue;
}

function called(expression: Expr, { function: name, target, args }: Call, told: Told): Value {
  const [first, second, third] = args;
  if (target) return method(name, target, args, told);
  if (!first) return unknownPart(told);
  if (name === "!_") return negated(evaluate(first, told));
  if (name === "timestamp") return timestampOf(evaluate(first, told));
  if (!second) return unknownPart(told);
  if (name === "_&&_" || name === "_||_") return joined(name === "_||_", first, second, told);
  if (name === "_==_") return sameValue(evaluate(first, told), evaluate(second, told));
  if (name === "_!=_") return negated(sameValue(evaluate(first, told), evaluate(second, told)));
  if (name === "@in") return isIn(evaluate(first, told), evaluate(second, told));
  if (name === "_?_:_" && third) return chosen(evaluate(first, told), second, third, told);
  if (name.startsWith("_<") || name.startsWith("_>"))
    return compareOrder(name, evaluate(first, told), evaluate(second, told));
  return unknownPart(told);
}

/** Either side settles it, whatever the other is: even an error. */
function joined(isOr: boolean, first: Expr, second: Expr, told: Told): Value {
  const one = evaluate(first, told);
  if (one.is === "bool" && one.bool === isOr) return one;
  const other = evaluate(second, told);
  if (other.is === "bool" && other.bool === isOr) return other;
  if (one.is === "untold" || other.is === "untold") return untoldValue;
  return one.is === "bool" && other.is === "bool" ? boolValue(!isOr) : errorValue;
}

function negated(value: Value): Value {
  if (value.is === "bool") return boolValue(!value.bool);
  return value.is === "untold" ? untoldValue : errorValue;
}

function chosen(test: Value, then: Expr, otherwise: Expr, told: Told): Value {
  if (test.is === "bool") return evaluate(test.bool ? then : otherwise, told);
  return test.is === "untold" ? untoldValue : errorValue;
}

function isIn(value: Value, list: Value): Value {
  if (list.is === "untold" || value.is === "untold") return untoldValue;
  if (list.is !== "list") return errorValue;
  const same = list.items.map((item) => sameValue(value, item));
  const found = same.find((each) => each.is === "bool" && each.bool);
  return found ?? same.find(({ is }) => is === "untold") ?? boolValue(false);
}

function timestampOf(value: Value): Value {
  if (value.is !== "text") return value.is === "untold" ? untoldValue : errorValue;
  const ms = Date.parse(value.text);
  return Number.isNaN(ms) ? errorValue : { is: "instant", ms };
}

const textTests = new Set(["startsWith", "endsWith", "contains"]);
const tagTests = new Set(["matchTag", "matchTagId", "hasTagKey", "hasTagKeyId"]);

function method(name: string, target: Expr, args: readonly Expr[], told: Told): Value {
  if (tagTests.has(name) && pathOf(target) === "resource") return tagged(name, args, told);
  const value = evaluate(target, told);
  const [first] = args;
  if (textTests.has(name) && first && args.length === 1) {
    const part = evaluate(first, told);
    if (value.is === "text" && part.is === "text") {
      const found = textTest(name, value, part);
      if (found.is === "untold") told.keys.add(pathOf(target) ?? name);
      return found;
    }
    return value.is === "untold" || part.is === "untold" ? untoldValue : errorValue;
  }
  return value.is === "error" ? errorValue : unknownPart(told);
}

/** Tags are told under `tag:` and the key, and are none where that is told as empty. */
function tagged(name: string, args: readonly Expr[], told: Told): Value {
  const [key, wanted] = args.map((argument) => evaluate(argument, told));
  if (key?.is !== "text") return unknownPart(told);
  const path = `tag:${key.text}`;
  const values = told.context(path);
  if (values === null) {
    told.keys.add(path);
    return untoldValue;
  }
  if (name.startsWith("hasTagKey")) return boolValue(values.length > 0);
  return wanted?.is === "text" ? boolValue(values.includes(wanted.text)) : unknownPart(told);
}
