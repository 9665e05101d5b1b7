import { z } from "zod";

const oneOrMany = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]));

const principals = z.union([z.string(), z.record(z.string(), oneOrMany)]);
const conditionValue = z.union([z.string(), z.boolean(), z.number()]);
const conditions = z.record(
  z.string(),
  z.record(
    z.string(),
    z.union([conditionValue, z.array(conditionValue)]).transform((value) => [value].flat().map(String)),
  ),
);

const statement = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: principals.optional(),
  NotPrincipal: principals.optional(),
  Action: oneOrMany.optional(),
  NotAction: oneOrMany.optional(),
  Resource: oneOrMany.optional(),
  NotResource: oneOrMany.optional(),
  Condition: conditions.optional(),
});
export type Statement = z.infer<typeof statement>;

const document = z.object({
  /** The version of a document that names none: the one in which variables are plain text. */
  Version: z.string().default("2008-10-17"),
  Statement: z.union([statement, z.array(statement)]).transform((value) => [value].flat()),
});

/** The statements of a policy document: an object, its JSON, or its JSON percent-encoded as IAM sends it. */
export const statementsOf = (policy: unknown): Statement[] => documentOf(policy).Statement;

/** As `statementsOf`, with the version, which decides whether variables are read. */
export const documentOf = (policy: unknown): { Version: string; Statement: Statement[] } =>
  document.parse(typeof policy === "string" ? parseText(policy) : policy);

function parseText(text: string): unknown {
  try {
    return JSON.parse(text.trimStart().startsWith("{") ? text : decodeURIComponent(text));
  } catch {
    // Zod then says that the document is no object, as for any other record that does not fit.
    return null;
  }
}

export type Condition = { operator: string; key: string; values: readonly string[] };

/**
 * Conditions that really narrow: not those which every ordinary call meets, nor patterns that fit everything.
 * A denial is narrowed by any condition at all: "unless encrypted in transit" must not be read as "always".
 */
export function narrowingConditions(statement: Statement): Condition[] {
  const all = conditionsOf(statement);
  return statement.Effect === "Deny" ? all : all.filter(isNarrowing);
}

export function conditionsOf({ Condition }: Statement): Condition[] {
  return Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key: key.toLowerCase(), values })),
  );
}

function isNarrowing({ operator, key, values }: Condition): boolean {
  if (key === "aws:securetransport") return false;
  // Both let a call pass that does not carry the key at all.
  if (operator.startsWith("ForAllValues:")) return false;
  if (operator.endsWith("IfExists") && key !== "aws:sourceip") return false;
  if (/(^|:)IpAddress(IfExists)?$/.test(operator)) return !values.some(isWideRange);
  return !/(Like|ArnEquals)$/.test(operator) || !values.some((value) => /^\*+$/.test(value));
}

/** S3 calls a policy public whose ranges are wider than these, and so do we for every service. */
function isWideRange(range: string): boolean {
  const [address = "", prefix] = range.split("/");
  if (prefix === undefined) return false;
  return Number(prefix) < (address.includes(":") ? 32 : 8);
}

/** Whether the condition says which value is wanted, rather than which is not or that there is one. */
export const isPositive = ({ operator }: Condition): boolean => !/Not|^Null$/.test(operator);

export const sidOf = (statement: Statement, index: number): string =>
  statement.Sid || `statement ${index + 1}`;
