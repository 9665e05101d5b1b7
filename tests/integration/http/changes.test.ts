import { beforeAll, describe, expect, test } from "vitest";

import type { Context } from "#lib/access/context.ts";
import { pool, systemDb } from "#lib/platform/db.ts";
import { callOperation, operations } from "#tests/support/operations.ts";
import { signInAs } from "#tests/support/sign-in.ts";
import { changes, prepareOrganization } from "./change-cases.ts";

let admin: Context;

beforeAll(async () => {
  admin = await prepareOrganization();
  await pool().query('CREATE TABLE "Unauditable" (id uuid PRIMARY KEY)');
  await pool().query('GRANT SELECT ON "Unauditable" TO nacre_app');
  await pool().query(`CREATE FUNCTION refuse_audit() RETURNS trigger AS $$ BEGIN
    IF EXISTS (SELECT 1 FROM "Unauditable" WHERE id = NEW."organizationId")
      THEN RAISE EXCEPTION 'the audit log is full'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql`);
  await pool().query(
    'CREATE TRIGGER refuse BEFORE INSERT ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION refuse_audit()',
  );
}, 120_000);

const org = () => ({ organizationId: admin.organizationId });

const tenantTables = (
  await pool().query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public'
       AND column_name = 'organizationId' AND table_name NOT IN ('IdempotentAnswer') ORDER BY 1`,
  )
).rows.map(({ name }) => name);

/** Everything of the organization, as one text a table: two that are alike hold the same rows. */
async function snapshot(): Promise<Record<string, string>> {
  const own = tenantTables.map(
    (table) =>
      `SELECT '${table}' AS name, coalesce(md5(string_agg(r, ',' ORDER BY r)), '') AS rows FROM (
         SELECT (to_jsonb(t) - 'seenAt')::text AS r FROM "${table}" t WHERE "organizationId" = $1) x`,
  );
  const { rows } = await pool().query<{ name: string; rows: string }>(
    [
      ...own,
      `SELECT 'User', md5(string_agg(u::text, ',' ORDER BY u.id)) FROM "User" u`,
      `SELECT 'Organization', md5(o::text) FROM "Organization" o WHERE o.id = $1`,
      `SELECT 'job', count(*)::text FROM pgboss.job WHERE data::text LIKE '%' || $1::text || '%'`,
    ].join(" UNION ALL "),
    [admin.organizationId],
  );
  return Object.fromEntries(rows.map(({ name, rows: text }) => [name, text]));
}

const entries = () => systemDb().auditEntry.findMany({ where: org(), orderBy: { sequence: "asc" } });

describe.each(changes)("$call", ({ call, action, status, prepare }) => {
  const operation = operations.find(({ method, path }) => `${method} ${path}` === call);

  test("is made and audited together, or not at all", async () => {
    if (!operation) throw new Error(`There is no operation ${call}`);
    const { ids = {}, body, as = admin } = await prepare();
    const cookie = await signInAs(as);
    const ask = () => callOperation(operation, { cookie, ids, ...(body === undefined ? {} : { body }) });
    const before = await snapshot();
    await pool().query('INSERT INTO "Unauditable" VALUES ($1)', [admin.organizationId]);
    const refused = await ask();
    await pool().query('DELETE FROM "Unauditable"');
    expect([refused.status, await refused.text()]).toEqual([500, expect.not.stringContaining("full")]);
    expect(await snapshot()).toEqual(before);

    const known = (await entries()).length;
    const made = await ask();
    expect([made.status, made.ok ? "" : await made.text()]).toEqual([status, ""]);
    const added = (await entries()).slice(known);
    expect(added.map((entry) => [entry.action, entry.actorId])).toContainEqual([action, as.actor.id]);
  });
});

/** What changes one's own view alone, what is tried with its module, and what answers without a change. */
const elsewhere = new Set([
  "POST /api/v1/saved-views",
  "PATCH /api/v1/saved-views/[viewId]",
  "DELETE /api/v1/saved-views/[viewId]",
  "POST /api/v1/connections/[connectionId]/probe",
  "POST /api/v1/workloads/[workloadId]/merge",
  "POST /api/v1/workloads/[workloadId]/split",
  "POST /api/v1/issues/weights/preview",
  "POST /api/v1/fixes/minimum-cut",
  "POST /api/v1/custom-checks/validate",
  "POST /api/v1/custom-checks/dry-run",
]);

test("every operation that changes something is among these", () => {
  const tried = new Set(changes.map(({ call }) => call));
  const missing = operations
    .filter(({ method }) => method !== "GET")
    .map(({ method, path }) => `${method} ${path}`)
    .filter((call) => !tried.has(call) && !elsewhere.has(call));
  expect(missing).toEqual([]);
});
