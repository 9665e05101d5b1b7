import type pg from "pg";

import type { Check } from "#lib/domain/check.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { checkById } from "./check-by-id.ts";
import { customPrefix } from "./custom/custom-check.ts";
import { toCustomCheck, type StoredCheck } from "./custom/load-custom-checks.ts";
import { loadOwnValues, withOwnValues } from "./own-values.ts";

/** What is evaluated for an organization: the checks given, deciding as it set, and its own that are on. */
export async function organizationChecks(
  client: pg.PoolClient,
  organizationId: string,
  given: readonly Check[],
): Promise<readonly Check[]> {
  const { rows } = await client.query<StoredCheck>(
    `SELECT id, slug, title, version, definition FROM "CustomCheck"
     WHERE "organizationId" = $1 AND enabled AND "deletedAt" IS NULL ORDER BY slug`,
    [organizationId],
  );
  const own = await loadOwnValues(client, organizationId);
  return [...withOwnValues(given, own), ...rows.map(toCustomCheck)];
}

/** The organization's own checks that are on. */
export const ownChecks = async (tx: Tx, organizationId: string): Promise<Check[]> => {
  const rows = await tx.customCheck.findMany({
    where: { organizationId, enabled: true, deletedAt: null },
    orderBy: { slug: "asc" },
  });
  return rows.map(toCustomCheck);
};

export type FindCheck = (id: string) => Check | undefined;

/** Finds checks by id, the organization's own among them, whether or not they are still on: findings name them. */
export async function checkFinder(
  tx: Tx,
  organizationId: string,
  ids: Iterable<string> | null = null,
): Promise<FindCheck> {
  const wanted = ids && [...new Set(ids)].filter((id) => id.startsWith(customPrefix));
  if (wanted?.length === 0) return checkById;
  const rows = await tx.customCheck.findMany({
    where: {
      organizationId,
      ...(wanted ? { slug: { in: wanted.map((id) => id.slice(customPrefix.length)) } } : {}),
    },
  });
  const own = new Map(rows.map((row) => [customPrefix + row.slug, row]));
  return (id) => {
    const row = own.get(id);
    return row ? toCustomCheck(row) : checkById(id);
  };
}
