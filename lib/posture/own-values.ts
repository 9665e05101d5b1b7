import type pg from "pg";
import { z } from "zod";

import type { Check } from "#lib/domain/check.ts";
import { valuesSchema, type ParameterValues } from "#lib/domain/parameter.ts";

export type StoredValues = { checkId: string; values: unknown };

/** The same checks, each deciding by what the organization set; a value that no longer fits is as usual. */
export function withOwnValues(checks: readonly Check[], stored: readonly StoredValues[]): readonly Check[] {
  if (stored.length === 0) return checks;
  const byCheck = new Map(stored.map(({ checkId, values }) => [checkId, values]));
  return checks.map((check) =>
    byCheck.has(check.id) ? check.withValues(fitting(check, byCheck.get(check.id))) : check,
  );
}

const Stored = z.record(z.string(), z.unknown()).catch({});

/** Of stored values those that the check still declares and still admits. */
export function fitting({ parameters }: Pick<Check, "parameters">, stored: unknown): ParameterValues {
  const schema = valuesSchema(parameters);
  const entries = Object.entries(Stored.parse(stored)).flatMap(([name, value]) => {
    const parsed = schema.safeParse({ [name]: value });
    return parsed.success ? Object.entries(parsed.data) : [];
  });
  return Object.fromEntries(entries);
}

export async function loadOwnValues(
  client: pg.PoolClient,
  organizationId: string,
): Promise<readonly StoredValues[]> {
  const { rows } = await client.query<StoredValues>(
    'SELECT "checkId", "values" FROM "CheckParameters" WHERE "organizationId" = $1',
    [organizationId],
  );
  return rows;
}
