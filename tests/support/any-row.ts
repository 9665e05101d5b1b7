import { z } from "zod";

import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { Prisma } from "#lib/platform/generated/client.ts";

const Column = z.object({ name: z.string(), type: z.string(), udt: z.string() });

/** Inserts a row of any tenant table, dull wherever the schema lets it be, and returns its id. */
export async function anyRow(table: string, organizationId: string): Promise<string> {
  const id = newId();
  const columns = z.array(Column).parse(
    await systemDb().$queryRaw`SELECT column_name AS name, data_type AS type, udt_name AS udt
      FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = ${table} 
        AND (column_name = 'organizationId' OR (is_nullable = 'NO' AND column_default IS NULL))`,
  );
  const values = await Promise.all(
    columns.map(async (column) => {
      if (column.name === "id") return Prisma.sql`${id}::uuid`;
      if (column.name === "organizationId") return Prisma.sql`${organizationId}::uuid`;
      return dull(column);
    }),
  );
  const names = Prisma.raw(columns.map(({ name }) => `"${name}"`).join(", "));
  await systemDb()
    .$executeRaw`INSERT INTO ${Prisma.raw(`"${table}"`)} (${names}) VALUES (${Prisma.join(values)})`;
  return id;
}

async function dull({ type, udt }: z.infer<typeof Column>): Promise<Prisma.Sql> {
  switch (type) {
    case "uuid":
      return Prisma.sql`${newId()}::uuid`;
    case "jsonb":
      return Prisma.sql`'{}'::jsonb`;
    case "timestamp with time zone":
    case "date":
      return Prisma.sql`now()`;
    case "ARRAY":
      return Prisma.sql`'{}'`;
    case "bytea":
      return Prisma.sql`''::bytea`;
    case "USER-DEFINED": {
      const [row] = await systemDb().$queryRaw<{ label: string }[]>`
        SELECT enumlabel AS label FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typname = ${udt}
        ORDER BY enumsortorder LIMIT 1`;
      return Prisma.raw(`'${row?.label ?? ""}'::"${udt}"`);
    }
    case "text":
    case "character varying":
      return Prisma.sql`${newId()}`;
    case "boolean":
      return Prisma.sql`false`;
    default:
      return Prisma.sql`1`;
  }
}
