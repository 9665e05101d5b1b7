import fc from "fast-check";
import type pg from "pg";
import { expect, test } from "vitest";

import { copyInto, copyRows, textsCell, type Cell } from "#lib/platform/copy.ts";
import { pool } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { inBulkTransaction } from "#lib/platform/transaction.ts";
import { createOrganization } from "#tests/factories/organization.ts";

/** Copies rows into a table of these columns and reads them back in the order they were given. */
async function roundTrip(
  columns: Record<string, string>,
  rows: readonly (readonly Cell[])[],
): Promise<unknown[][]> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    const definitions = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
    await client.query(`CREATE TEMP TABLE "copied" (n serial, ${definitions.join(", ")}) ON COMMIT DROP`);
    await copyRows(client, "copied", Object.keys(columns), rows);
    const names = Object.keys(columns).map((name) => `"${name}"`);
    const { rows: found } = await client.query<unknown[]>({
      text: `SELECT ${names.join(", ")} FROM "copied" ORDER BY n`,
      rowMode: "array",
    });
    return found;
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

const nul = "\u0000";
/** Whatever COPY, JSON or Postgres might take for something else. */
const trap = fc.constantFrom(
  "\\",
  "\\N",
  "\\.",
  "\n",
  "\r",
  "\r\n",
  "\t",
  "\b",
  '"',
  "'",
  "\\n",
  "\\u0000",
  "\\\\u0000",
  "\\ud800",
  ",",
  "{}",
  nul,
  "\ud800",
  "\udc00",
  "\ud83d\ude00",
  "\u2028",
  "é",
  "ключ",
);
const text = fc
  .array(fc.oneof(trap, fc.string({ unit: "binary" })), { maxLength: 6 })
  .map((parts) => parts.join(""));
/** Postgres has no NUL and no half of a surrogate pair; everything else it keeps. */
const stored = (value: string): string => value.toWellFormed().replaceAll(nul, "");

test("any text arrives as it was, and null is not an empty text", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.option(text), text), { maxLength: 30 }), async (rows) => {
      const found = await roundTrip({ a: "text", b: "text" }, rows);
      expect(found).toEqual(rows.map((row) => row.map((cell) => (cell === null ? null : stored(cell)))));
    }),
    { numRuns: 40 },
  );
});

test("any list of texts arrives as it was", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(text, { maxLength: 4 }), { maxLength: 15 }), async (lists) => {
      const found = await roundTrip(
        { list: "text[]" },
        lists.map((list) => [textsCell(list)]),
      );
      expect(found).toEqual(lists.map((list) => [list.map(stored)]));
    }),
    { numRuns: 40 },
  );
});

const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(text, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

const storedJson = (value: unknown): unknown => {
  if (typeof value === "string") return stored(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(storedJson);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [stored(name), storedJson(member)]),
  );
};

test("any JSON arrives as it was", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(json, { maxLength: 15 }), async (values) => {
      const found = await roundTrip(
        { document: "jsonb" },
        values.map((value) => [{ value }]),
      );
      expect(found).toEqual(values.map((value) => [{ value: storedJson(value) }]));
    }),
    { numRuns: 60 },
  );
});

test("a text that looks like an escaped NUL is kept, a NUL beside it is not", async () => {
  const given = { said: String.raw`C:\u0000\new`, held: `a${nul}b`, both: `\\${nul}\\u0000` };
  expect(await roundTrip({ document: "jsonb" }, [[given]])).toEqual([
    [{ said: String.raw`C:\u0000\new`, held: "ab", both: String.raw`\\u0000` }],
  ]);
});

test("numbers, truth and moments keep their value", async () => {
  const at = new Date("2026-03-01T12:34:56.789Z");
  const found = await roundTrip({ i: "int", b: "bigint", d: "float8", t: "bool", at: "timestamptz" }, [
    [-7, 9_007_199_254_740_993n, 0.1, true, at],
    [null, null, null, null, null],
  ]);
  expect(found).toEqual([
    [-7, "9007199254740993", 0.1, true, at],
    [null, null, null, null, null],
  ]);
});

test("more rows than one chunk holds arrive each once and in order", async () => {
  const rows = Array.from({ length: 5_000 }, (_, index) => [index, "x".repeat(index % 100)] as const);
  expect(await roundTrip({ i: "int", s: "text" }, rows)).toEqual(rows);
  expect(await roundTrip({ i: "int" }, [])).toEqual([]);
});

test("rows are pulled as they are written, and one that cannot be made fails the copy", async () => {
  function* broken(): Generator<readonly Cell[]> {
    for (let index = 0; index < 20_000; index++) yield [`row ${index}`];
    throw new Error("the source broke");
  }
  const client = await pool().connect();
  try {
    await client.query('CREATE TEMP TABLE "copied" (s text)');
    await expect(copyRows(client, "copied", ["s"], broken())).rejects.toThrow("the source broke");
    const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM "copied"');
    expect(rows).toEqual([{ count: "0" }]);
  } finally {
    client.release(true);
  }
});

const teams = async (client: pg.PoolClient) =>
  (await client.query<{ name: string }>('SELECT name FROM "Team"')).rows;
const columns = ["id", "organizationId", "name"];

test("rows for a tenant table pass the policy, twice in one transaction too, and other columns take their defaults", async () => {
  const { organizationId } = await createOrganization();
  const names = await inBulkTransaction(organizationId, async (client) => {
    await copyInto(client, "Team", columns, [[newId(), organizationId, "One"]]);
    await copyInto(client, "Team", columns, [[newId(), organizationId, "Two"]]);
    return teams(client);
  });
  expect(names.map(({ name }) => name).toSorted()).toEqual(["One", "Two"]);
});

test("a row for another organization is refused, and none of the copy stays", async () => {
  const [mine, theirs] = await Promise.all([createOrganization(), createOrganization()]);
  const copy = inBulkTransaction(mine.organizationId, (client) =>
    copyInto(client, "Team", columns, [
      [newId(), mine.organizationId, "Mine"],
      [newId(), theirs.organizationId, "Planted"],
    ]),
  );
  await expect(copy).rejects.toThrow(/row-level security/);
  for (const { organizationId } of [mine, theirs])
    expect(await inBulkTransaction(organizationId, teams)).toEqual([]);
});
