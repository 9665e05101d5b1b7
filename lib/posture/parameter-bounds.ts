import type { Check } from "#lib/domain/check.ts";
import { AppError } from "#lib/domain/errors.ts";
import { valuesSchema, type ParameterValues } from "#lib/domain/parameter.ts";

type JsonValues = Record<string, number | string[]>;
export const asJson = (values: ParameterValues): JsonValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "number" ? value : [...value]]),
  );

/** Throws `invalid-input`, naming each field that is out of bounds or that the check does not have. */
export function valuesWithinBounds(check: Check, input: ParameterValues): JsonValues {
  const unknown = Object.keys(input).filter((name) => !Object.hasOwn(check.parameters, name));
  const parsed = valuesSchema(check.parameters).safeParse(input);
  const fields = [
    ...unknown.map((field) => ({
      field,
      message: `It has ${Object.keys(check.parameters).join(", ")}`,
    })),
    ...(parsed.error?.issues ?? []).flatMap(({ path, message }) =>
      path.length === 0 ? [] : [{ field: String(path[0]), message }],
    ),
  ];
  const [first] = fields;
  if (first) throw new AppError("invalid-input", `${first.field}: ${first.message}`, { fields });
  return asJson(parsed.data ?? {});
}
