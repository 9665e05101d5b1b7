import { anything, fieldType, textIn, type Checker, type Scope } from "./checker.ts";
import { describeType, neighbourType, type FactType } from "./fact-type.ts";
import { didYouMean, nearest } from "./nearest.ts";
import { patternOf, type Expression } from "./syntax.ts";

export type Called = {
  expression: Expression;
  target?: Expression | undefined;
  function: string;
  args: readonly Expression[];
};

const bool: FactType = { kind: "bool" };
const int: FactType = { kind: "int" };
const text: FactType = { kind: "text" };

/** What may be called, with how many arguments and what comes of it. `method` is asked of a value. */
const functions: Readonly<
  Record<string, { method: boolean; plain: boolean; count: number; gives: FactType }>
> = {
  size: { method: true, plain: true, count: 1, gives: int },
  startsWith: { method: true, plain: false, count: 1, gives: bool },
  endsWith: { method: true, plain: false, count: 1, gives: bool },
  contains: { method: true, plain: false, count: 1, gives: bool },
  matches: { method: true, plain: false, count: 1, gives: bool },
  lowerAscii: { method: true, plain: false, count: 0, gives: text },
  upperAscii: { method: true, plain: false, count: 0, gives: text },
  trim: { method: true, plain: false, count: 0, gives: text },
  follow: { method: true, plain: true, count: 1, gives: anything },
  followBack: { method: true, plain: true, count: 1, gives: anything },
  int: { method: false, plain: true, count: 1, gives: int },
  double: { method: false, plain: true, count: 1, gives: { kind: "number" } },
  string: { method: false, plain: true, count: 1, gives: text },
};
export const functionNames = Object.keys(functions);
const loops = ["all", "exists", "exists_one", "map", "filter"];

export function callType(checker: Checker, called: Called, scope: Scope): FactType {
  const { expression, function: name, args, target } = called;
  const types = args.map((one) => checker.typeOf(one, scope));
  const operator = operators[name];
  if (operator) return operator(checker, called, types);
  const targetType = target && checker.typeOf(target, scope);
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!known || (target ? !known.method : !known.plain)) {
    const said = didYouMean(name, [...functionNames, ...loops]);
    checker.refuse(expression, `There is no ${target ? "method" : "function"} ${name}.${said}`);
    return anything;
  }
  const count = target && name === "size" ? 0 : known.count;
  if (args.length !== count)
    checker.refuse(expression, `${name} takes ${count} of what it is given, not ${args.length}`);
  if (name === "follow" || name === "followBack") {
    checker.follow(expression, args[0]);
    if (targetType && targetType.kind !== "any" && !(targetType.kind === "record" && targetType.isResource))
      checker.refuse(expression, `${name} is asked of a resource, not of ${describeType(targetType)}`);
    return { kind: "list", item: neighbourType() };
  }
  if (target && targetType) textMethod(checker, called, targetType);
  return known.gives;
}

function textMethod({ refuse }: Checker, { expression, function: name, args }: Called, on: FactType): void {
  if (name === "size") return;
  if (on.kind !== "text" && on.kind !== "any")
    refuse(expression, `${name} is asked of text, not of ${describeType(on)}`);
  if (name !== "matches" || !args[0]) return;
  const pattern = textIn(args[0]);
  if (pattern === null) refuse(expression, "Write the pattern of matches as a text");
  else if (!patternOf(pattern))
    refuse(expression, "The pattern of matches is no RE2 expression, or too long");
}

type Operator = (checker: Checker, called: Called, types: readonly FactType[]) => FactType;

const logical: Operator = ({ refuse }, { args }, types) => {
  for (const [at, type] of types.entries()) {
    const argument = args[at];
    if (argument && type.kind !== "bool" && type.kind !== "any")
      refuse(argument, `This must be true or false, and is ${describeType(type)}`);
  }
  return bool;
};

const isNumber = ({ kind }: FactType) => kind === "number" || kind === "int";

/** Compared with `==`, values of different kinds are never alike, and an option that does not exist is never met. */
const equality: Operator = ({ refuse }, { expression, args }, [left = anything, right = anything]) => {
  const isNull = left.kind === "null" || right.kind === "null";
  const alike = left.kind === right.kind || (isNumber(left) && isNumber(right));
  const open = left.kind === "any" || right.kind === "any";
  if (isNull) {
    const other = left.kind === "null" ? right : left;
    if (other.kind !== "any" && other.kind !== "null" && !other.nullable)
      refuse(expression, `${describeType(other)} is never null`);
    return bool;
  }
  if (!alike && !open) refuse(expression, `${describeType(left)} is never equal to ${describeType(right)}`);
  option(refuse, left, args[1]);
  option(refuse, right, args[0]);
  return bool;
};

function option(refuse: Checker["refuse"], type: FactType, written: Expression | undefined): void {
  const value = written && textIn(written);
  if (!written || value === undefined || value === null || type.kind !== "text" || !type.options) return;
  if (type.options.includes(value)) return;
  const near = nearest(value, type.options);
  refuse(written, `"${value}" is none of ${describeType(type)}.${near ? ` Did you mean "${near}"?` : ""}`);
}

const order: Operator = ({ refuse }, { expression }, [left = anything, right = anything]) => {
  for (const type of [left, right])
    if (!isNumber(type) && type.kind !== "text" && type.kind !== "any")
      refuse(expression, `${describeType(type)} has no order`);
  const open = left.kind === "any" || right.kind === "any";
  if (!open && isNumber(left) !== isNumber(right))
    refuse(expression, `${describeType(left)} cannot be compared with ${describeType(right)}`);
  return bool;
};

const membership: Operator = ({ refuse }, { expression, args }, [item = anything, of = anything]) => {
  if (of.kind === "list") {
    option(refuse, of.item, args[0]);
    const listed = args[1]?.exprKind;
    if (listed?.case === "listExpr") for (const one of listed.value.elements) option(refuse, item, one);
    return bool;
  }
  if (of.kind !== "map" && of.kind !== "any" && of.kind !== "record")
    refuse(expression, `${describeType(of)} holds nothing`);
  return bool;
};

const arithmetic: Operator = ({ refuse }, { expression, function: name }, types) => {
  const [left = anything, right = left] = types;
  if (left.kind === "any" || right.kind === "any") return anything;
  const adds = name === "_+_" && left.kind === right.kind && (left.kind === "text" || left.kind === "list");
  if (adds) return left;
  if (!isNumber(left) || !isNumber(right))
    refuse(expression, `One cannot calculate with ${describeType(isNumber(left) ? right : left)}`);
  else if (left.kind !== right.kind)
    refuse(expression, "Facts are decimal numbers: write the other number with a point, as in 1.0");
  return left;
};

const choice: Operator = (checker, called, [condition = anything, one = anything, other = anything]) => {
  const [asked] = called.args;
  if (asked) logical(checker, { ...called, args: [asked] }, [condition]);
  return one.kind === other.kind ? one : anything;
};

const index: Operator = (checker, { expression, args }, [of = anything]) => {
  if (of.kind === "list") return of.item;
  const name = args[1] && textIn(args[1]);
  if (of.kind === "record" && typeof name === "string") return fieldType(checker, expression, of, name);
  return of.kind === "map" ? of.value : anything;
};

const operators: Readonly<Record<string, Operator>> = {
  "_&&_": logical,
  "_||_": logical,
  "!_": logical,
  "@not_strictly_false": () => bool,
  "_==_": equality,
  "_!=_": equality,
  "_<_": order,
  "_<=_": order,
  "_>_": order,
  "_>=_": order,
  "@in": membership,
  "_+_": arithmetic,
  "_-_": arithmetic,
  "_*_": arithmetic,
  "_/_": arithmetic,
  "_%_": arithmetic,
  "-_": arithmetic,
  "_?_:_": choice,
  "_[_]": index,
};
