import type { Tx } from "#lib/platform/transaction.ts";
import type { FoundPath } from "./find-paths.ts";
import { mostAlike } from "./fixes.ts";
import { importedRankMax } from "./imported-evidence.ts";

/** Checks with an open finding on a resource that some paths lead over, by its key: the worst first. */
export async function openChecksOn(
  tx: Tx,
  organizationId: string,
  paths: readonly FoundPath[],
): Promise<Map<string, string[]>> {
  const keys = [
    ...new Set(
      paths.flatMap((path) => [
        ...path.keys,
        ...path.otherEntries.slice(0, mostAlike),
        ...path.otherTargets.slice(0, mostAlike),
      ]),
    ),
  ];
  const rows = await tx.finding.findMany({
    where: {
      organizationId,
      status: { in: ["open", "in-progress"] },
      resourceKey: { in: keys },
      OR: [{ checkId: { not: { startsWith: "import/" } } }, { severityRank: { lte: importedRankMax } }],
    },
    select: { resourceKey: true, checkId: true },
    orderBy: [{ severityRank: "asc" }, { checkId: "asc" }],
  });
  const found = new Map<string, string[]>();
  for (const { resourceKey, checkId } of rows)
    found.set(resourceKey, [...(found.get(resourceKey) ?? []), checkId]);
  return found;
}
