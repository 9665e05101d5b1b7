import { z } from "zod";

import { scopeOf, type Context } from "#lib/access/context.ts";
import { Derived } from "#lib/domain/derived.ts";
import { componentKinds } from "#lib/domain/imported.ts";
import { memberRoles } from "#lib/domain/workload.ts";
import { limitTo, readRows, sql, type Sql } from "#lib/platform/sql.ts";
import type { BillMember, BillPart } from "./bill-parts.ts";

const Facts = z.record(z.string(), z.unknown()).default({});
const Member = z.object({
  key: z.string(),
  name: z.string(),
  type: z.string(),
  class: z.string(),
  provider: z.string(),
  account: z.string(),
  region: z.string().nullable(),
  role: z.enum(memberRoles),
  document: z.object({ properties: Facts, facets: Facts }),
  derived: Derived,
  trainedOn: z.array(z.string()),
  measures: z.array(z.string()),
});
const Part = z.object({
  id: z.string(),
  resourceKey: z.string(),
  kind: z.enum(componentKinds),
  name: z.string(),
  version: z.string(),
  publisher: z.string(),
  reference: z.string(),
  licenses: z.array(z.string()),
});
const pageRows = 200;

/** Members of the given classes in the order of their keys, a page at a time. */
export async function* readMembers(
  ctx: Context,
  workloadId: string,
  classes: readonly string[],
): AsyncGenerator<BillMember[]> {
  let after = "";
  for (;;) {
    const rows = await readRows(scopeOf(ctx), Member, membersAfter(ctx, workloadId, classes, after));
    if (rows.length > 0) yield rows.map(toMember);
    after = rows.at(-1)?.key ?? "";
    if (rows.length < pageRows) return;
  }
}

const toMember = ({ document, ...row }: z.infer<typeof Member>): BillMember => ({ ...row, ...document });

/** A model's data are those it, or a job that produces it, was trained on; only what the bill holds is named. */
const membersAfter = (
  ctx: Context,
  workloadId: string,
  classes: readonly string[],
  after: string,
): Sql => sql`
  SELECT r.key, r.name, r.type, r.class, r.provider, r.account, r.region, m.role, r.document, r.derived,
    ARRAY(SELECT DISTINCT t."toKey" FROM "Relationship" t
      JOIN "WorkloadMember" d ON d."organizationId" = m."organizationId" AND d."workloadId" = m."workloadId" AND d."resourceKey" = t."toKey"
      JOIN "Resource" o ON o."organizationId" = m."organizationId" AND o.key = t."toKey" AND o."removedAt" IS NULL AND o.class = ANY(${classes})
      WHERE r.class = 'model' AND t."organizationId" = m."organizationId" AND t.kind = 'trained-on' AND t."validTo" IS NULL
        AND (t."fromKey" = r.key OR t."fromKey" IN (SELECT p."fromKey" FROM "Relationship" p
          WHERE p."organizationId" = m."organizationId" AND p.kind = 'produces' AND p."toKey" = r.key AND p."validTo" IS NULL))
      ORDER BY 1) AS "trainedOn",
    ARRAY(SELECT DISTINCT jsonb_array_elements_text(e.document #> '{facets,measures}') FROM "Relationship" v
      JOIN "Resource" e ON e."organizationId" = m."organizationId" AND e.key = v."toKey" AND e."removedAt" IS NULL AND e.class = 'evaluation'
      WHERE r.class = 'model' AND v."organizationId" = m."organizationId" AND v."fromKey" = r.key AND v.kind = 'monitored-by'
        AND v."validTo" IS NULL AND jsonb_typeof(e.document #> '{facets,measures}') = 'array'
      ORDER BY 1) AS measures
  FROM "WorkloadMember" m
  JOIN "Resource" r ON r."organizationId" = m."organizationId" AND r.key = m."resourceKey" AND r."removedAt" IS NULL
  WHERE m."organizationId" = ${ctx.organizationId}::uuid AND m."workloadId" = ${workloadId}::uuid
    AND r.class = ANY(${classes}) AND r.key > ${after}
  ORDER BY r.key ${limitTo(pageRows)}`;

/** What other tools' bills of materials say of the members, a page at a time. */
export async function* readParts(
  ctx: Context,
  workloadId: string,
  classes: readonly string[],
): AsyncGenerator<BillPart[]> {
  let after = { key: "", id: "" };
  for (;;) {
    const rows = await readRows(
      scopeOf(ctx),
      Part,
      sql`SELECT c.id, r.key AS "resourceKey", c.kind, c.name, c.version, c.publisher, c.reference, c.licenses
          FROM "ImportedComponent" c
          JOIN "Resource" r ON r."organizationId" = c."organizationId" AND r.id = c."resourceId"
          WHERE c."organizationId" = ${ctx.organizationId}::uuid AND (r.key, c.id::text) > (${after.key}, ${after.id})
            AND r.key IN (${memberKeys(ctx, workloadId, classes)})
          ORDER BY r.key, c.id::text ${limitTo(partRows)}`,
    );
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < partRows) return;
    after = { key: last.resourceKey, id: last.id };
  }
}

const partRows = 1_000;

const Edge = z.object({ from: z.string(), to: z.string() });

/** What the members need: each pair once, in order. */
export async function* readDependencies(
  ctx: Context,
  workloadId: string,
  classes: readonly string[],
): AsyncGenerator<z.infer<typeof Edge>[]> {
  let after: z.infer<typeof Edge> = { from: "", to: "" };
  for (;;) {
    const rows = await readRows(
      scopeOf(ctx),
      Edge,
      sql`SELECT DISTINCT e."fromKey" AS "from", e."toKey" AS "to" FROM "Relationship" e
          WHERE e."organizationId" = ${ctx.organizationId}::uuid AND e."validTo" IS NULL AND e.kind = ANY(${[...dependencyKinds]})
            AND e."fromKey" <> e."toKey" AND (e."fromKey", e."toKey") > (${after.from}, ${after.to})
            AND e."fromKey" IN (${memberKeys(ctx, workloadId, classes)}) AND e."toKey" IN (${memberKeys(ctx, workloadId, classes)})
          ORDER BY 1, 2 ${limitTo(edgeRows)}`,
    );
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < edgeRows) return;
    after = last;
  }
}

const edgeRows = 1_000;

/** Kinds by which what they come from does not work without what they lead to. */
const dependencyKinds = [
  "routes-to",
  "invokes",
  "serves",
  "hosted-on",
  "guarded-by",
  "uses-tool",
  "trained-on",
  "grounded-on",
  "indexes-into",
  "ingests",
  "stores-artifacts-in",
  "pulls-image",
] as const;

const memberKeys = (ctx: Context, workloadId: string, classes: readonly string[]): Sql => sql`
  SELECT r.key FROM "WorkloadMember" m
  JOIN "Resource" r ON r."organizationId" = m."organizationId" AND r.key = m."resourceKey" AND r."removedAt" IS NULL
  WHERE m."organizationId" = ${ctx.organizationId}::uuid AND m."workloadId" = ${workloadId}::uuid AND r.class = ANY(${classes})`;

const Left = z.object({ class: z.string(), count: z.number() });

/** Members of classes that the bill has no place for. */
export const countOthers = (ctx: Context, workloadId: string, classes: readonly string[]) =>
  readRows(
    scopeOf(ctx),
    Left,
    sql`SELECT r.class, count(*)::int AS count FROM "WorkloadMember" m
        JOIN "Resource" r ON r."organizationId" = m."organizationId" AND r.key = m."resourceKey" AND r."removedAt" IS NULL
        WHERE m."organizationId" = ${ctx.organizationId}::uuid AND m."workloadId" = ${workloadId}::uuid
          AND NOT r.class = ANY(${classes})
        GROUP BY r.class ORDER BY r.class`,
  );
