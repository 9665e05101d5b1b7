import { expect, test } from "vitest";

import { audit, auditHash } from "#lib/access/audit.ts";
import { inTransaction } from "#lib/access/context.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { inBulkTransaction } from "#lib/platform/transaction.ts";
import { createOrganization } from "#tests/factories/organization.ts";

test("a query that forgets its organization still reads no other organization's rows", async () => {
  const [mine, theirs] = await Promise.all([createOrganization(), createOrganization()]);
  await inTransaction(theirs, (tx) =>
    tx.team.create({ data: { id: newId(), organizationId: theirs.organizationId, name: "Theirs" } }),
  );
  expect(await inTransaction(mine, (tx) => tx.team.findMany())).toEqual([]);
  expect(await inTransaction(theirs, (tx) => tx.team.count())).toBe(1);
});

test("a row cannot be written into another organization", async () => {
  const [mine, theirs] = await Promise.all([createOrganization(), createOrganization()]);
  const write = inTransaction(mine, (tx) =>
    tx.team.create({ data: { id: newId(), organizationId: theirs.organizationId, name: "Planted" } }),
  );
  await expect(write).rejects.toThrow(/row-level security/);
});

test("bulk transactions are bound to their organization too", async () => {
  const [mine, theirs] = await Promise.all([createOrganization(), createOrganization()]);
  await inTransaction(theirs, (tx) =>
    tx.team.create({ data: { id: newId(), organizationId: theirs.organizationId, name: "Theirs" } }),
  );
  const seen = await inBulkTransaction(mine.organizationId, (client) => client.query('SELECT 1 FROM "Team"'));
  expect(seen.rowCount).toBe(0);
});

test("the audit entries of an organization form a chain, and a changed one breaks it", async () => {
  const ctx = await createOrganization();
  for (const name of ["first", "second"])
    await inTransaction(ctx, (tx) =>
      audit(tx, ctx, {
        action: "team.create",
        subjectType: "team",
        subjectId: name,
        after: { name, size: 2 },
      }),
    );
  const [first, second] = await systemDb().auditEntry.findMany({
    where: { organizationId: ctx.organizationId },
    orderBy: { sequence: "asc" },
  });
  expect(first && auditHash(first)).toBe(first?.hash);
  expect(second?.previousHash).toBe(first?.hash);
  expect(second && auditHash({ ...second, after: { name: "forged", size: 2 } })).not.toBe(second?.hash);
});

test("audit entries cannot be changed or deleted by the application's role", async () => {
  const ctx = await createOrganization();
  await expect(inTransaction(ctx, (tx) => tx.auditEntry.deleteMany())).rejects.toThrow(/permission denied/);
});
