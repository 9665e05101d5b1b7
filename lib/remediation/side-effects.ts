import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import type { SideEffect } from "#lib/contract/plans.ts";
import type { PathFix } from "#lib/correlation/fixes.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";

export const PathEdges = z.object({
  nodes: z.array(z.object({ key: z.string(), name: z.string() })),
  edges: z.array(
    z.object({ from: z.string(), kind: z.string(), to: z.string(), reason: z.string().optional() }),
  ),
});

type Broken = { fixes: readonly { id: string }[]; path: z.infer<typeof PathEdges> };

/** Kinds of access that somebody may use for good reasons. */
const access = new Set([
  "can-read",
  "can-write",
  "can-invoke",
  "can-manage",
  "can-assume",
  "can-pass",
  "invokes",
  "routes-to",
  "runs-as",
]);

const LastUse = z.object({ key: z.string(), lastUsedAt: z.string().nullable() });

/**
 * The access at the changed resource, as far as it lies on the paths that the change breaks: what may go with it, and
 * when whoever holds it was last seen using anything at all, where the provider says.
 */
export async function sideEffectsOf(
  tx: Tx,
  ctx: Context,
  fix: PathFix,
  issues: readonly Broken[],
): Promise<SideEffect[]> {
  const paths = issues.filter(({ fixes }) => fixes.some(({ id }) => id === fix.id)).map(({ path }) => path);
  const nameOf = new Map(paths.flatMap(({ nodes }) => nodes.map(({ key, name }) => [key, name] as const)));
  const edges = paths
    .flatMap((path) => path.edges)
    .filter(({ from, to, kind }) => access.has(kind) && (from === fix.resourceKey || to === fix.resourceKey));
  const distinct = [
    ...new Map(edges.map((edge) => [`${edge.from}\n${edge.kind}\n${edge.to}`, edge])).values(),
  ];
  const lastUse = await lastUseOf(tx, ctx, [...new Set(distinct.map(({ from }) => from))]);
  return distinct.map(({ from, kind, to, reason }) => ({
    from: nameOf.get(from) ?? from,
    kind,
    to: nameOf.get(to) ?? to,
    reason: reason ?? null,
    lastUsedAt: lastUse.get(from) ?? null,
  }));
}

async function lastUseOf(tx: Tx, ctx: Context, keys: readonly string[]): Promise<Map<string, string | null>> {
  if (keys.length === 0) return new Map();
  const rows = await queryRows(
    tx,
    LastUse,
    sql`SELECT r.key, r.document->'facets'->>'lastUsedAt' AS "lastUsedAt" FROM "Resource" r
        WHERE r."organizationId" = ${ctx.organizationId}::uuid AND r.key = ANY(${[...keys]}) AND r."removedAt" IS NULL`,
  );
  return new Map(rows.map(({ key, lastUsedAt }) => [key, lastUsedAt]));
}
