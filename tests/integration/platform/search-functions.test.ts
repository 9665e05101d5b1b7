import { describe, expect, test } from "vitest";
import { z } from "zod";

import { pool, systemDb } from "#lib/platform/db.ts";
import { readRows, sql } from "#lib/platform/sql.ts";
import { plantFindings } from "#tests/factories/planted-findings.ts";
import { bucket, createInventory } from "#tests/factories/inventory.ts";
import { createOrganization } from "#tests/factories/organization.ts";

const [mine, theirs] = [await createOrganization(), await createOrganization()];
for (const ctx of [mine, theirs]) {
  await createInventory(ctx, [bucket("Claims-Archive"), bucket("policies")]);
  await plantFindings(ctx, [{ resourceName: "Claims-Archive" }, { resourceName: "policies" }]);
}
const Id = z.object({ id: z.string() });

describe.each(["resources_named_like", "findings_named_like"] as const)("%s", (name) => {
  const found = async (organizationId: string, pattern: string) => {
    const rows = await readRows(
      organizationId,
      Id,
      name === "resources_named_like"
        ? sql`SELECT resources_named_like(${pattern}) AS id`
        : sql`SELECT findings_named_like(${pattern}) AS id`,
    );
    return rows.map(({ id }) => id);
  };

  test("finds what the organization has by part of its name, whatever the name's case", async () => {
    expect(await found(mine.organizationId, "%archive%")).toHaveLength(1);
    expect(await found(mine.organizationId, "%")).toHaveLength(2);
    expect(await found(mine.organizationId, "%nothing%")).toEqual([]);
  });

  test("finds nothing of another organization, though it runs as the owner of the tables", async () => {
    const [one, other] = [await found(mine.organizationId, "%"), await found(theirs.organizationId, "%")];
    expect(one.filter((id) => other.includes(id))).toEqual([]);
  });

  test("finds nothing where no organization is named", async () => {
    const client = await pool().connect();
    try {
      await client.query("BEGIN");
      await client.query("SELECT set_config('role', 'nacre_app', true)");
      expect((await client.query(`SELECT ${name}('%')`)).rows).toEqual([]);
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  });

  test("may be called by nobody but the role that verbs take on", async () => {
    const [privileges] = z.array(z.object({ everybody: z.boolean(), app: z.boolean() })).parse(
      await systemDb()
        .$queryRaw`SELECT has_function_privilege('public', ${`${name}(text)`}, 'EXECUTE') AS everybody,
            has_function_privilege('nacre_app', ${`${name}(text)`}, 'EXECUTE') AS app`,
    );
    expect(privileges).toEqual({ everybody: false, app: true });
  });
});
