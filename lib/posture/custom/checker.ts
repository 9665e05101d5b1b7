import { describeType, type FactType } from "./fact-type.ts";
import { didYouMean } from "./nearest.ts";
import type { Expression } from "./syntax.ts";

export type Scope = ReadonlyMap<string, FactType>;

/** What reading the parts of an expression asks of reading the whole. */
export type Checker = {
  refuse: (expression: Expression, message: string) => void;
  typeOf: (expression: Expression, scope: Scope) => FactType;
  follow: (expression: Expression, argument: Expression | undefined) => void;
};

export const anything: FactType = { kind: "any" };

/** The text that an expression states as such, or null where it is something else. */
export function textIn({ exprKind }: Expression): string | null {
  if (exprKind.case !== "constExpr") return null;
  const { constantKind } = exprKind.value;
  return constantKind.case === "stringValue" ? constantKind.value : null;
}

export function fieldType(
  { refuse }: Pick<Checker, "refuse">,
  expression: Expression,
  of: FactType,
  field: string,
): FactType {
  if (of.kind === "any") return anything;
  if (of.kind === "map") return of.value;
  if (of.kind !== "record") {
    refuse(expression, `${field} is asked of ${describeType(of)}, which has no fields`);
    return anything;
  }
  const found = of.fields.get(field);
  if (found) return found;
  const known = [...of.fields.keys()];
  const listed = known.length <= 12 ? ` There are ${known.join(", ")}.` : "";
  refuse(expression, `${of.title} have no ${field}.${didYouMean(field, known) || listed}`);
  return anything;
}
