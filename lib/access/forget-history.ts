import { pool, systemDb } from "#lib/platform/db.ts";
import { historyDaysOf } from "./history-setting.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** Deletes what an organization's rows were before the days that it keeps. Returns how many states that were. */
export async function forgetHistory(organizationId: string, now: Date = new Date()): Promise<number> {
  const { settings } = await systemDb().organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { settings: true },
  });
  const until = new Date(now.getTime() - historyDaysOf(settings) * dayMs);
  const { rows } = await pool().query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'history' ORDER BY 1",
  );
  // As the owner of the tables: who works for an organization can only add to its history.
  const statements = [
    ...rows.map(({ name }) => `DELETE FROM history."${name}" WHERE "organizationId" = $1 AND "stateTo" < $2`),
    'DELETE FROM "ProviderChange" WHERE "organizationId" = $1 AND at < $2',
    ...endedElsewhere.map((table) => `DELETE FROM "${table}" WHERE "organizationId" = $1 AND "validTo" < $2`),
  ];
  let count = 0;
  for (const statement of statements)
    count += (await pool().query(statement, [organizationId, until])).rowCount ?? 0;
  return count;
}

/** Tables that keep their own past. */
const endedElsewhere = ["Relationship", "ResourceVersion", "ResponsibilityCellVersion"];
