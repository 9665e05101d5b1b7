import { certain, every, not, some, type Truth } from "../truth.ts";

type Compare = (left: string, right: string) => boolean | null;

const lower = (text: string): string => text.toLowerCase();

/** `*` and `?` are wildcards unless a backslash stands before them. */
function isLike(text: string, pattern: string): boolean {
  // Which beginnings of the text the pattern so far can stand for.
  let row = new Uint8Array(text.length + 1);
  row[0] = 1;
  for (let at = 0; at < pattern.length; at++) {
    const escaped = pattern[at] === "\\" && at + 1 < pattern.length;
    const letter = pattern[escaped ? ++at : at] ?? "";
    const next = new Uint8Array(text.length + 1);
    if (!escaped && letter === "*") {
      for (let end = 0, seen = 0; end <= text.length; end++) next[end] = seen |= row[end] ?? 0;
    } else
      for (let end = 1; end <= text.length; end++)
        if (row[end - 1] === 1 && ((!escaped && letter === "?") || text[end - 1] === letter)) next[end] = 1;
    row = next;
  }
  return row[text.length] === 1;
}

const numeric =
  (compare: (left: number, right: number) => boolean): Compare =>
  (left, right) => {
    const [a, b] = [Number(left), Number(right)];
    return Number.isInteger(a) && Number.isInteger(b) ? compare(a, b) : null;
  };

const instant =
  (compare: (left: number, right: number) => boolean): Compare =>
  (left, right) => {
    const [a, b] = [Date.parse(left), Date.parse(right)];
    return Number.isNaN(a) || Number.isNaN(b) ? null : compare(a, b);
  };

/** Every documented operator without its `Not`, in lower case. */
const operators = new Map<string, Compare>([
  ["stringequals", (left, right) => left === right],
  ["stringequalsignorecase", (left, right) => lower(left) === lower(right)],
  ["stringstartswith", (left, right) => left.startsWith(right)],
  ["stringstartswithignorecase", (left, right) => lower(left).startsWith(lower(right))],
  ["stringlike", isLike],
  ["stringlikeignorecase", (left, right) => isLike(lower(left), lower(right))],
  ["numericequals", numeric((a, b) => a === b)],
  ["numericlessthan", numeric((a, b) => a < b)],
  ["numericlessthanequals", numeric((a, b) => a <= b)],
  ["numericgreaterthan", numeric((a, b) => a > b)],
  ["numericgreaterthanequals", numeric((a, b) => a >= b)],
  ["datetimeequals", instant((a, b) => a === b)],
  ["datetimelessthan", instant((a, b) => a < b)],
  ["datetimelessthanequals", instant((a, b) => a <= b)],
  ["datetimegreaterthan", instant((a, b) => a > b)],
  ["datetimegreaterthanequals", instant((a, b) => a >= b)],
  ["boolequals", (left, right) => lower(left) === lower(right)],
  ["guidequals", (left, right) => lower(left) === lower(right)],
]);

const negated = /^(string|numeric|datetime|bool|guid)not/;

/** Whether a comparison holds of known values; an operator nobody documents decides nothing. */
export function compareValues(operator: string, left: readonly string[], right: readonly string[]): Truth {
  const colon = operator.indexOf(":");
  const quantifier = operator.slice(0, Math.max(colon, 0));
  const name = operator.slice(colon + 1);
  const isNegated = negated.test(name);
  const compare = operators.get(name.replace(negated, "$1"));
  if (!compare) return "maybe";
  const one = (a: string, b: string): Truth => {
    const found = compare(a, b);
    if (found === null) return "maybe";
    return isNegated ? not(certain(found)) : certain(found);
  };
  switch (quantifier) {
    case "foranyofanyvalues":
      return some(left, (a) => some(right, (b) => one(a, b)));
    case "forallofanyvalues":
      return every(left, (a) => some(right, (b) => one(a, b)));
    case "foranyofallvalues":
      return some(left, (a) => every(right, (b) => one(a, b)));
    case "forallofallvalues":
      return every(left, (a) => every(right, (b) => one(a, b)));
    case "":
      return left.length === 1 && right.length === 1 ? one(left[0] ?? "", right[0] ?? "") : "maybe";
    default:
      return "maybe";
  }
}

/** Whether it asks for a value not to be something, which no documentation decides where there is no value. */
export const isNegatedOperator = (operator: string): boolean =>
  negated.test(operator.slice(operator.indexOf(":") + 1));
