import type { Condition, Literal, Query, QueryNode, QueryStep } from "./query.ts";

/** The question as one would write it: reading the text gives the same question again. */
export function printQuery({ start, steps, limit }: Query): string {
  const lines = [printNode(start), ...steps.map((step) => `  ${printStep(step)}`)];
  if (limit !== null) lines.push(`limit ${limit}`);
  return lines.join("\n");
}

function printNode({ select, as, where, branches }: QueryNode): string {
  return [
    select.length === 0 ? "any" : select.join("|"),
    ...(as === null ? [] : [`as ${as}`]),
    ...(where === null ? [] : [`where ${printCondition(where)}`]),
    ...branches.map(({ has, steps }) => `${has ? "with" : "without"} (${steps.map(printStep).join(" ")})`),
  ].join(" ");
}

function printStep({ direction, kinds, min, max, node }: QueryStep): string {
  const range = min === 1 && max === 1 ? "" : `${min}${max === min ? "" : `..${max}`}`;
  const inside = [kinds.join("|"), range].filter((part) => part !== "").join(" ");
  const [short, open, close] = arrows[direction];
  return `${inside === "" ? short : `${open}${inside}${close}`} ${printNode(node)}`;
}

const arrows = { out: ["-->", "-[", "]->"], in: ["<--", "<-[", "]-"] } as const;

export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case "all":
      return condition.of.map(inParentheses).join(" and ");
    case "any":
      return condition.of.map(inParentheses).join(" or ");
    case "not":
      return `not ${inParentheses(condition.of)}`;
    case "known":
      return `${condition.field} is ${condition.known ? "known" : "unknown"}`;
    case "one-of":
      return `${condition.field} in [${condition.values.map(printLiteral).join(", ")}]`;
    case "compare":
      return `${condition.field} ${condition.comparison} ${printLiteral(condition.value)}`;
  }
}

const inParentheses = (condition: Condition): string =>
  condition.kind === "all" || condition.kind === "any"
    ? `(${printCondition(condition)})`
    : printCondition(condition);

function printLiteral(value: Literal): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const { agoSeconds } = value;
  return agoSeconds % 86_400 === 0 ? `ago(${agoSeconds / 86_400}d)` : `ago(${agoSeconds / 3_600}h)`;
}
