import { expect, test } from "vitest";

import { loadFindingFilters } from "#lib/contract/findings.ts";
import type { Context } from "#lib/access/context.ts";
import { componentsOfResource } from "#lib/imports/components-of-resource.ts";
import { getImport } from "#lib/imports/get-import.ts";
import { listImports } from "#lib/imports/list-imports.ts";
import { runImport } from "#lib/imports/run-import.ts";
import { withdrawImport } from "#lib/imports/withdraw-import.ts";
import { systemDb } from "#lib/platform/db.ts";
import { listFindings } from "#lib/posture/list-findings.ts";
import { bucket, createInventory } from "#tests/factories/inventory.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

const key = "//storage.googleapis.com/claims";
const secret = (file: string) => ({
  RuleID: "openai-api-key",
  File: file,
  StartLine: 3,
  Description: "OpenAI key",
});
async function* bytes(value: unknown) {
  yield Buffer.from(JSON.stringify(value));
}
const send = (ctx: Context, report: unknown, asked = {}) =>
  runImport(ctx, bytes(report), asked, new AbortController().signal);
const bill = {
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  components: [
    { type: "library", name: "torch", version: "2.6.0" },
    { type: "machine-learning-model", name: "claims-llm", licenses: [{ license: { id: "Apache-2.0" } }] },
  ],
};
const openOf = async (ctx: Context) =>
  (await listFindings(ctx, loadFindingFilters(new URLSearchParams()))).items.length;

test("an import shows what its source says by now, also after a later report", async () => {
  const ctx = await createOrganization();
  const first = await send(ctx, [secret("a.py"), secret("b.py")], { scope: "acme/claims" });
  expect(await getImport(ctx, first.id)).toMatchObject({ isNewest: true, newCount: 2 });
  await send(ctx, [secret("b.py")], { scope: "acme/claims" });
  const detail = await getImport(ctx, first.id);
  expect(detail.isNewest).toBe(false);
  expect(detail.findings).toHaveLength(1);
});

test("parts of a bill stand with it and with the resource they are of, models first", async () => {
  const ctx = await createOrganization();
  await createInventory(ctx, [bucket(key)]);
  const { id } = await send(ctx, bill, { scope: key });
  const { components } = await getImport(ctx, id);
  expect(components.map(({ name, kind, licenses }) => [name, kind, licenses])).toEqual([
    ["claims-llm", "model", ["Apache-2.0"]],
    ["torch", "library", []],
  ]);
  const resourceId = components[0]?.resourceId ?? "";
  expect((await componentsOfResource(ctx, resourceId)).map(({ name }) => name)).toEqual([
    "claims-llm",
    "torch",
  ]);
});

test("what is taken back is closed and gone, told of in the history, and comes again with the same report", async () => {
  const ctx = await createOrganization();
  await send(ctx, [secret("kept.py")], { scope: "other" });
  const report = [secret("a.py"), secret("b.py")];
  const { id } = await send(ctx, report, { scope: "acme/claims" });
  const withBill = await send(ctx, bill, { scope: "bill" });
  expect(await withdrawImport(ctx, id)).toMatchObject({ closedCount: 2, formatTitle: "Taken back" });
  expect(await openOf(ctx)).toBe(1);
  await withdrawImport(ctx, withBill.id);
  expect(await systemDb().importedComponent.count({ where: { organizationId: ctx.organizationId } })).toBe(0);
  expect((await listImports(ctx, { cursor: null, limit: 50 })).items).toHaveLength(5);
  expect(await send(ctx, report, { scope: "acme/claims" })).toMatchObject({ reopenedCount: 2, newCount: 0 });
});

test("an import of another organization is none, and who only reads takes nothing back", async () => {
  const ctx = await createOrganization();
  const { id } = await send(ctx, [secret("a.py")]);
  const stranger = await createOrganization();
  await expect(getImport(stranger, id)).rejects.toThrow("no such import");
  await expect(withdrawImport(stranger, id)).rejects.toThrow("no such import");
  await expect(withdrawImport(await createMember(ctx.organizationId, "auditor"), id)).rejects.toThrow(
    "finding:write",
  );
  const engineer = await createMember(ctx.organizationId, "engineer");
  expect((await getImport(engineer, id)).findings).toEqual([]);
});
