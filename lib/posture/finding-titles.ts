import type { Tx } from "#lib/platform/transaction.ts";
import { importedRules } from "./imported-rules.ts";
import { checkFinder } from "./organization-checks.ts";

/** What findings are called: by their check, by the rule of the tool that told of them, or else by their id. */
export async function findingTitles(
  tx: Tx,
  organizationId: string,
  checkIds: Iterable<string>,
): Promise<(checkId: string) => string> {
  const ids = [...new Set(checkIds)];
  const findCheck = await checkFinder(tx, organizationId, ids);
  const rules = await importedRules(
    tx,
    organizationId,
    ids.filter((id) => !findCheck(id)),
  );
  return (id) => findCheck(id)?.title ?? rules.get(id)?.title ?? id;
}
