import { z } from "zod";

import { inTransaction, type Context } from "#lib/access/context.ts";
import { FindingDetail, type FindingFilters } from "#lib/contract/findings.ts";
import type { Check } from "#lib/domain/check.ts";
import { sql } from "#lib/platform/sql.ts";
import { findingColumns, FindingRow, toFindingView } from "#lib/posture/finding-view.ts";
import { importedRules, type ImportedRule } from "#lib/posture/imported-rules.ts";
import { readFindings } from "#lib/posture/list-findings.ts";
import { checkFinder } from "#lib/posture/organization-checks.ts";
import { printOf, type ReportedFinding, type ReportedRule } from "./reported-finding.ts";

const Row = FindingRow.extend({
  evidence: FindingDetail.shape.evidence,
  instance: z.string(),
  tags: z.record(z.string(), z.string()).nullable(),
  place: z.object({ path: z.string().nullable(), line: z.number().nullable() }).nullable(),
});
type Row = z.infer<typeof Row>;

const columns = sql`${findingColumns}, f.evidence, f.instance,
  (SELECT r.document -> 'tags' FROM "Resource" r WHERE r."organizationId" = f."organizationId" AND r.id = f."resourceId") AS tags,
  (SELECT jsonb_build_object('path', i.path, 'line', i.line) FROM "ImportedFinding" i
    WHERE i."organizationId" = f."organizationId" AND i."findingId" = f.id) AS place`;

const pageRowsMax = 500;

export type ReportedPage = { finding: ReportedFinding; row: Row }[];

/** Findings that the filters admit with all that files tell of them, a page at a time, in the order of the list. */
export async function* readReported(
  ctx: Context,
  filters: Omit<FindingFilters, "cursor" | "limit">,
  pageRows = pageRowsMax,
): AsyncGenerator<ReportedPage> {
  const rules: Rules = new Map();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readFindings<Row>>> = await readFindings(
      ctx,
      { ...filters, cursor, limit: pageRows },
      Row,
      columns,
    );
    await learnRules(ctx, rules, page.items);
    yield page.items.map((row) => ({ row, finding: toReported(row, rules) }));
    cursor = page.nextCursor;
  } while (cursor !== null);
}

type Rules = Map<string, { rule: ReportedRule; kind: ReportedFinding["kind"] }>;

/** Asks for the rules that no page had before: there are as many as rules, never as many as findings. */
async function learnRules(ctx: Context, rules: Rules, rows: readonly Row[]): Promise<void> {
  const byId = new Map(rows.map((row) => [row.checkId, row]));
  const wanted = [...byId.keys()].filter((id) => !rules.has(id));
  if (wanted.length === 0) return;
  await inTransaction(ctx, async (tx) => {
    const find = await checkFinder(tx, ctx.organizationId, wanted);
    const imported = await importedRules(
      tx,
      ctx.organizationId,
      wanted.filter((id) => id.startsWith("import/")),
    );
    for (const [id, row] of byId) if (!rules.has(id)) rules.set(id, toRule(row, find(id), imported.get(id)));
  });
}

function toRule(row: Row, check: Check | undefined, told: ImportedRule | undefined) {
  const known = {
    id: row.checkId,
    title: toFindingView(row).title,
    severity: row.severity,
    layer: row.layer,
  };
  const remediation = check?.remediation ?? { summary: told?.remediation ?? "", cli: "", terraform: "" };
  return {
    rule: {
      ...known,
      purpose: check?.function ?? null,
      risk: check?.risk ?? told?.risk ?? "",
      remediation,
      references: check?.references ?? told?.references ?? [],
    },
    kind: told?.kind ?? ("posture" as const),
  };
}

function toReported(row: Row, rules: Rules): ReportedFinding {
  const known = rules.get(row.checkId) ?? toRule(row, undefined, undefined);
  const { resource, ...view } = toFindingView(row);
  return {
    ...known,
    print: row.instance === "" ? printOf(row.checkId, row.resourceKey) : row.id,
    tool: row.origin,
    status: view.status,
    unknown: null,
    severity: row.severity,
    reason: row.reason,
    evidence: row.evidence,
    resource: { ...resource, tags: row.tags ?? {} },
    place: row.place?.path ? { file: row.place.path, line: row.place.line, address: "" } : null,
    firstSeenAt: row.firstSeenAt,
    changedAt: row.changedAt,
  };
}
