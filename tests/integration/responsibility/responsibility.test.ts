import { createHash } from "node:crypto";

import { expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import type { CellAddress, ResponsibilityFilters } from "#lib/contract/responsibility.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import type { AppError } from "#lib/domain/errors.ts";
import { systemDb } from "#lib/platform/db.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import {
  addEvidenceDocument,
  getEvidenceDocument,
  removeEvidenceDocument,
} from "#lib/responsibility/evidence-documents.ts";
import { getResponsibilityCell } from "#lib/responsibility/get-cell.ts";
import { listResponsibility } from "#lib/responsibility/list-responsibility.ts";
import { overrideCell, revokeOverride } from "#lib/responsibility/override-cell.ts";
import { refreshResponsibility } from "#lib/responsibility/refresh-responsibility.ts";
import { claimsApi, createClaimsEstate } from "#tests/factories/estate.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

/** Checks of whole classes read facets only, which is what the estate states. */
const classChecks = checks.filter(({ id }) =>
  /^(api|compute|agent|data-store|knowledge-base|ai-service)\//.test(id),
);
const at = new Date("2026-11-22T00:00:00Z");
const inDays = (days: number) => new Date(at.getTime() + days * 86_400_000);
const filters = (changes: Partial<ResponsibilityFilters> = {}): ResponsibilityFilters => ({
  model: "microsoft",
  workload: "",
  party: [],
  status: [],
  changed: null,
  ...changes,
});
const notFound = expect.objectContaining({ code: "not-found" }) as AppError;

async function refresh({ organizationId }: Context, when = at) {
  const job = jobContext(organizationId, "correlation.refresh");
  await evaluateOrganization(job, undefined, classChecks);
  await refreshCorrelation(job, undefined, undefined, when);
  return refreshResponsibility(job, undefined, when);
}

async function estate() {
  const ctx = await createOrganization();
  const inventory = await createClaimsEstate(ctx);
  await refresh(ctx);
  const matrix = await listResponsibility(ctx, filters());
  const workloadId = matrix.workloads.find(({ name }) => name === "Claims assistant")?.id ?? "";
  const cell = (rowId: string): CellAddress => ({ workloadId, modelId: "microsoft", rowId });
  return { ctx, inventory, matrix, workloadId, cell };
}
const document = (expiresAt = inDays(300)) => ({
  title: "SOC 2 report",
  fileName: "soc2.pdf",
  mediaType: "application/pdf",
  content: Buffer.from("proof").toString("base64"),
  expiresAt: expiresAt.toISOString(),
});

test("every workload has every row of the model, each with a party and a status", async () => {
  const { matrix } = await estate();
  expect(matrix.workloads.map(({ name, cells }) => [name, cells.length])).toEqual([
    ["Chat", 14],
    ["Claims assistant", 14],
  ]);
  expect(Object.values(matrix.byStatus).reduce((sum, count) => sum + count, 0)).toBe(28);
  expect(matrix.byStatus["gap"]).toBeGreaterThan(0);
  const cells = matrix.workloads[1]?.cells ?? [];
  expect(cells.find(({ rowId }) => rowId === "model-design")?.party).toBe("provider");
  expect(cells.find(({ rowId }) => rowId === "user-training")).toMatchObject({
    party: "customer",
    status: "unproved",
  });
});

test("filters mark the cells that are meant and leave the matrix whole", async () => {
  const { ctx, workloadId } = await estate();
  const matrix = await listResponsibility(
    ctx,
    filters({ workload: workloadId, status: ["gap"], party: ["customer"] }),
  );
  const cells = matrix.workloads[0]?.cells ?? [];
  expect(cells).toHaveLength(14);
  expect(cells.some(({ admitted }) => admitted)).toBe(true);
  for (const { admitted, status, party } of cells)
    expect(admitted).toBe(status === "gap" && party === "customer");
  await expect(listResponsibility(ctx, filters({ model: "unheard-of" }))).rejects.toEqual(notFound);
});

test("a cell counts as changed for as long as it moved within the days asked for", async () => {
  const { ctx, cell } = await estate();
  const admitted = async (changed: ResponsibilityFilters["changed"], when: Date) => {
    const { workloads } = await listResponsibility(ctx, filters({ changed }), when);
    return workloads.flatMap(({ cells }) => cells.filter((one) => one.admitted).map(({ rowId }) => rowId));
  };
  expect(await admitted("90d", at)).toEqual([]);
  await overrideCell(
    ctx,
    cell("user-training"),
    { party: null, status: "met", reason: "Trained in October", expiresAt: inDays(200).toISOString() },
    inDays(1),
  );
  expect(await admitted("7d", inDays(8))).toEqual(["user-training"]);
  expect(await admitted("7d", inDays(9))).toEqual([]);
  expect(await admitted("30d", inDays(9))).toEqual(["user-training"]);
  expect(await admitted(null, inDays(9))).toHaveLength(28);
});

test("a gap names its findings, is mended with them, and leaves its history", async () => {
  const { ctx, inventory, cell } = await estate();
  const address = cell("identity-and-access");
  const before = await getResponsibilityCell(ctx, address, at);
  expect(before).toMatchObject({ party: "customer", status: "gap", history: [] });
  const open = before.evidence.filter((one) => one.kind === "finding");
  expect(open.map(({ checkId }) => checkId)).toContain("api/authentication");

  await inventory.put(claimsApi("identity"));
  await refresh(ctx, inDays(1));
  const after = await getResponsibilityCell(ctx, address, inDays(1));
  expect(after.evidence.flatMap((one) => (one.kind === "finding" ? one.checkId : []))).not.toContain(
    "api/authentication",
  );
  expect(after.hash).not.toBe(before.hash);
});

test("resolving again what did not change writes no change", async () => {
  const { ctx } = await estate();
  expect(await refresh(ctx)).toEqual({ changedCount: 0 });
});

test("a person's decision wins until it expires, and the facts speak again", async () => {
  const { ctx, cell } = await estate();
  const address = cell("user-training");
  const input = {
    party: null,
    status: "met" as const,
    reason: "Trained in October, list with HR",
    expiresAt: inDays(10).toISOString(),
  };
  const decided = await overrideCell(ctx, address, input, at);
  expect(decided).toMatchObject({
    status: "met",
    computed: { status: "unproved" },
    override: { reason: input.reason },
  });
  expect(decided.history).toMatchObject([{ status: "unproved" }]);
  await refresh(ctx, inDays(11));
  expect(await getResponsibilityCell(ctx, address, inDays(11))).toMatchObject({
    status: "unproved",
    override: null,
  });
  const audit = await systemDb().auditEntry.findMany({ where: { organizationId: ctx.organizationId } });
  expect(audit.map(({ action }) => action)).toContain("responsibility.override");
});

test("a decision is taken back, and must end within a year", async () => {
  const { ctx, cell } = await estate();
  const address = cell("user-training");
  const input = {
    party: "shared" as const,
    status: null,
    reason: "Agreed with the works council",
    expiresAt: inDays(10).toISOString(),
  };
  expect(await overrideCell(ctx, address, input, at)).toMatchObject({ party: "shared", status: "unproved" });
  expect(await revokeOverride(ctx, address, at)).toMatchObject({ party: "customer", override: null });
  for (const days of [-1, 500])
    await expect(
      overrideCell(ctx, address, { ...input, expiresAt: inDays(days).toISOString() }, at),
    ).rejects.toMatchObject({
      code: "invalid-input",
    });
});

test("a document proves a row until it expires, with its hash, and can be read and taken out", async () => {
  const { ctx, cell } = await estate();
  const address = cell("ai-compute");
  const proven = await addEvidenceDocument(ctx, address, document(), at);
  const sha256 = createHash("sha256").update("proof").digest("hex");
  expect(proven).toMatchObject({
    party: "provider",
    status: "met",
    documents: [{ sha256, sizeBytes: 5, isValid: true }],
  });
  const id = proven.documents[0]?.id ?? "";
  const file = await getEvidenceDocument(ctx, id);
  expect([Buffer.from(file.content).toString(), file.fileName, file.sha256]).toEqual([
    "proof",
    "soc2.pdf",
    sha256,
  ]);

  await refresh(ctx, inDays(301));
  const expired = await getResponsibilityCell(ctx, address, inDays(301));
  expect(expired).toMatchObject({ status: "unproved", documents: [{ isValid: false }] });
  expect(await removeEvidenceDocument(ctx, id, inDays(302))).toMatchObject({ documents: [] });
  await expect(removeEvidenceDocument(ctx, id)).rejects.toEqual(notFound);
});

test("an empty or too large document is refused", async () => {
  const { ctx, cell } = await estate();
  await expect(
    addEvidenceDocument(ctx, cell("ai-compute"), { ...document(), content: "" }, at),
  ).rejects.toMatchObject({ code: "invalid-input" });
  const large = { ...document(), content: Buffer.alloc(10 * 1024 * 1024 + 1).toString("base64") };
  await expect(addEvidenceDocument(ctx, cell("ai-compute"), large, at)).rejects.toMatchObject({
    code: "too-large",
  });
});

test("another organization finds none of it, and who may only read changes nothing", async () => {
  const { ctx, cell } = await estate();
  const address = cell("ai-compute");
  const { documents } = await addEvidenceDocument(ctx, address, document(), at);
  const id = documents[0]?.id ?? "";
  const input = {
    party: null,
    status: "met" as const,
    reason: "Because I say so here",
    expiresAt: inDays(10).toISOString(),
  };
  const attempts = (who: Context) => [
    () => overrideCell(who, address, input, at),
    () => revokeOverride(who, address, at),
    () => addEvidenceDocument(who, address, document(), at),
    () => removeEvidenceDocument(who, id, at),
  ];
  const stranger = await createOrganization();
  const reads = [() => getResponsibilityCell(stranger, address, at), () => getEvidenceDocument(stranger, id)];
  for (const attempt of [...attempts(stranger), ...reads]) await expect(attempt()).rejects.toEqual(notFound);
  const auditor = await createMember(ctx.organizationId, "auditor");
  for (const attempt of attempts(auditor))
    await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
  expect(await getResponsibilityCell(auditor, address, at)).toMatchObject({ status: "met" });
  expect((await listResponsibility(stranger, filters())).workloads).toEqual([]);
});
