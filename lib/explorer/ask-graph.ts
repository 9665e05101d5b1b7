import { z } from "zod";

import { inTransaction, momentOf, requirePermission, type Context } from "#lib/access/context.ts";
import { columnNames, ExplorerAnswer, type ExplorerResource } from "#lib/contract/explorer.ts";
import { parseQuery } from "#lib/contract/query/parse-query.ts";
import { printQuery } from "#lib/contract/query/print-query.ts";
import { QueryProblem, type Query } from "#lib/contract/query/query.ts";
import { AppError } from "#lib/domain/errors.ts";
import { classOf, layerOf, providerOf, titleOf, type Resource } from "#lib/domain/resource.ts";
import { severities, type Severity } from "#lib/domain/severity.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { drawGraph } from "#lib/workloads/draw-graph.ts";
import { graphToAsk } from "./graph-to-ask.ts";
import type { Findings } from "./read-field.ts";
import { kindOf, runQuery, type QueryRow } from "./run-query.ts";

/** Answers a question of the query language. Throws `invalid-input` that says where the text makes no sense. */
export async function askGraph(ctx: Context, text: string, signal?: AbortSignal): Promise<ExplorerAnswer> {
  requirePermission(ctx, "inventory:read");
  const query = readQuery(text);
  const { graph, idByKey, readAt } = await graphToAsk(ctx, signal);
  return inTransaction(ctx, async (tx) => {
    const findings = await openFindings(tx, ctx);
    const answer = runQuery(graph, query, { findings, at: momentOf(ctx), ...(signal ? { signal } : {}) });
    const resources = [...new Set(answer.rows.flatMap((row) => row.resources))];
    const drawn = [
      ...new Set(answer.rows.flatMap(({ edges }) => edges.flatMap(({ from, to }) => [from, to]))),
    ];
    const keys = new Set([
      ...resources.map(({ key }) => key),
      ...drawn.flatMap((index) => graph.nodes[index]?.key ?? []),
    ]);
    const toId = (resource: Resource) => idByKey.get(resource.key) ?? resource.key;
    return ExplorerAnswer.parse({
      text: printQuery(query),
      columns: columnNames([query.start, ...query.steps.map(({ node }) => node)]),
      resources: resources.map((resource) => toView(resource, toId(resource), findings)),
      rows: answer.rows.map((row) => row.resources.map(toId)),
      graph: await drawGraph(tx, ctx, { keys: [...keys], edges: edgesOf(answer.rows, graph.nodes) }),
      cutShort: answer.cutShort,
      undecided: answer.undecided,
      steps: answer.steps,
      readAt,
    });
  });
}

/** The question in a text. Throws `invalid-input` that names the place. */
export function readQuery(text: string): Query {
  try {
    return parseQuery(text);
  } catch (error) {
    if (!(error instanceof QueryProblem)) throw error;
    const message = `${error.message} (at character ${error.at + 1})`;
    throw new AppError("invalid-input", message, { fields: [{ field: "q", message }] });
  }
}

const FindingRow = z.object({ key: z.string(), rank: z.number(), count: z.number() });

async function openFindings(tx: Tx, ctx: Context): Promise<Findings> {
  const rows = await queryRows(
    tx,
    FindingRow,
    sql`SELECT "resourceKey" AS key, min("severityRank")::int AS rank, count(*)::int AS count FROM "Finding"
        WHERE "organizationId" = ${ctx.organizationId}::uuid AND status IN ('open', 'in-progress') GROUP BY "resourceKey"`,
  );
  return new Map(
    rows.map(({ key, rank, count }) => [key, { worst: severityAt(rank), openCount: count }] as const),
  );
}

const severityAt = (rank: number): Severity => severities[rank] ?? "info";

const toView = (resource: Resource, id: string, findings: Findings): ExplorerResource => ({
  id,
  key: resource.key,
  name: resource.name,
  type: resource.type,
  typeTitle: titleOf(resource.type),
  class: classOf(resource.type),
  layer: layerOf(resource.type),
  provider: providerOf(resource.type),
  account: resource.account,
  region: resource.region,
  worst: findings.get(resource.key)?.worst ?? null,
});

function edgesOf(rows: readonly QueryRow[], nodes: readonly Resource[]) {
  const edges = new Map(
    rows.flatMap((row) => row.edges).map((edge) => [`${edge.from} ${edge.kind} ${edge.to}`, edge]),
  );
  return [...edges.values()].flatMap((edge) => {
    const [from, to] = [nodes[edge.from]?.key, nodes[edge.to]?.key];
    return from && to ? [{ from, to, kind: kindOf(edge), reason: edge.reason }] : [];
  });
}
