import type { CheckParametersView, ParameterView } from "#lib/contract/check-parameters.ts";
import type { Check } from "#lib/domain/check.ts";
import type { Parameter } from "#lib/domain/parameter.ts";
import { fitting } from "./own-values.ts";

export type StoredParameters = { values: unknown; changedAt: Date; changedByName: string };

/** What may be decided of a check, as usual and as this organization decided. */
export function toParametersView(check: Check, row: StoredParameters | undefined): CheckParametersView {
  const own = fitting(check, row?.values ?? {});
  const { id: checkId, title, severity, layer } = check;
  return {
    checkId,
    title,
    severity,
    layer,
    parameters: Object.entries(check.parameters).map(([name, parameter]) =>
      toParameterView(name, parameter, own[name]),
    ),
    changed: row ? { by: row.changedByName, at: row.changedAt.toISOString() } : null,
  };
}

function toParameterView(
  name: string,
  parameter: Parameter,
  own: number | readonly string[] | undefined,
): ParameterView {
  const { title, help } = parameter;
  const shown = { name, title, help, isOwn: own !== undefined };
  if (parameter.kind === "number") {
    const { unit, min, max, default: usual } = parameter;
    return { ...shown, kind: "number", unit, min, max, usual, value: typeof own === "number" ? own : usual };
  }
  const usual = [...parameter.default];
  return { ...shown, kind: "list", usual, value: typeof own === "object" ? [...own] : usual };
}
