import { z } from "zod";

import { importKinds } from "#lib/domain/imported.ts";
import { layers } from "#lib/domain/layer.ts";
import { severities } from "#lib/domain/severity.ts";
import type { Tx } from "#lib/platform/transaction.ts";

const Rule = z.object({
  checkId: z.string(),
  tool: z.string(),
  kind: z.enum(importKinds),
  title: z.string(),
  risk: z.string(),
  remediation: z.string(),
  references: z.array(z.string()),
  severity: z.enum(severities),
  layer: z.enum(layers),
});
export type ImportedRule = z.infer<typeof Rule>;

/** Rules of other tools by the id that stands where a check's would. */
export async function importedRules(
  tx: Tx,
  organizationId: string,
  checkIds: readonly string[],
): Promise<Map<string, ImportedRule>> {
  if (checkIds.length === 0) return new Map();
  const rows = await tx.importedRule.findMany({ where: { organizationId, checkId: { in: [...checkIds] } } });
  return new Map(rows.map((row) => [row.checkId, Rule.parse(row)]));
}
