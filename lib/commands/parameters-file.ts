import { parse } from "yaml";

import { CheckParametersInput } from "#lib/contract/check-parameters.ts";
import type { Check } from "#lib/domain/check.ts";
import { AppError } from "#lib/domain/errors.ts";
import { withOwnValues } from "#lib/posture/own-values.ts";
import { valuesWithinBounds } from "#lib/posture/parameter-bounds.ts";

const lengthMax = 1_000_000;

/** The same checks, deciding by a YAML file of check ids and what is set of each. Throws `invalid-input`. */
export function withParametersOf(checks: readonly Check[], text: string, file: string): readonly Check[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const stored = Object.entries(mappingIn(text, file)).map(([checkId, given]) => {
    const check = byId.get(checkId);
    if (!check) throw refused(file, checkId, "There is no such check");
    const values = CheckParametersInput.safeParse(given);
    if (!values.success) throw refused(file, checkId, "Each value is a number or a list of names");
    try {
      return { checkId, values: valuesWithinBounds(check, values.data) };
    } catch (error) {
      throw error instanceof AppError ? refused(file, checkId, error.message) : error;
    }
  });
  return withOwnValues(checks, stored);
}

function mappingIn(text: string, file: string): Record<string, unknown> {
  if (text.length > lengthMax) throw new AppError("too-large", `${file} is larger than 1 MB.`);
  const value = parsed(text, file);
  if (value === null) return {};
  if (typeof value !== "object" || Array.isArray(value))
    throw new AppError("invalid-input", `${file} must hold check ids, each with its values.`);
  return { ...value };
}

function parsed(text: string, file: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch {
    throw new AppError("invalid-input", `${file} is not YAML.`);
  }
}

const refused = (file: string, checkId: string, message: string): AppError =>
  new AppError("invalid-input", `${file}: ${checkId}: ${message}`);
