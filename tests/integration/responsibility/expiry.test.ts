import { describe, expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import type { CellAddress } from "#lib/contract/responsibility.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import { permissionsOfRole, roles } from "#lib/domain/permission.ts";
import type { ModelOrigin } from "#lib/domain/responsibility-model.ts";
import { systemDb } from "#lib/platform/db.ts";
import {
  addEvidenceDocument,
  getEvidenceDocument,
  removeEvidenceDocument,
} from "#lib/responsibility/evidence-documents.ts";
import { getResponsibilityCell } from "#lib/responsibility/get-cell.ts";
import { listResponsibility } from "#lib/responsibility/list-responsibility.ts";
import { overrideCell, revokeOverride } from "#lib/responsibility/override-cell.ts";
import { refreshResponsibility } from "#lib/responsibility/refresh-responsibility.ts";
import { createClaimsEstate } from "#tests/factories/estate.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { createResource, stored } from "#tests/factories/resource.ts";

const at = new Date("2026-11-22T00:00:00.000Z");
const after = (milliseconds: number) => new Date(at.getTime() + milliseconds);
const inDays = (days: number) => after(days * 86_400_000);
type Filters = Parameters<typeof listResponsibility>[1];
const filters: Filters = {
  model: "microsoft",
  workload: "",
  party: [],
  status: [],
  changed: null,
};

async function refresh({ organizationId }: Context, when = at) {
  const job = jobContext(organizationId, "correlation.refresh");
  await refreshCorrelation(job, undefined, undefined, when);
  return refreshResponsibility(job, undefined, when);
}
async function estate() {
  const ctx = await createOrganization();
  const inventory = await createClaimsEstate(ctx);
  await refresh(ctx);
  const { workloads } = await listResponsibility(ctx, filters, at);
  const workloadId = workloads.find(({ name }) => name === "Claims assistant")?.id ?? "";
  const cell = (rowId: string): CellAddress => ({ workloadId, modelId: "microsoft", rowId });
  return { ctx, inventory, workloadId, cell };
}
const document = (expiresAt: Date, text = "proof") => ({
  title: "SOC 2 report",
  fileName: "soc2.pdf",
  mediaType: "application/pdf",
  content: Buffer.from(text).toString("base64"),
  expiresAt: expiresAt.toISOString(),
});
const decision = (expiresAt: Date, reason = "Agreed with the provider") => ({
  party: null,
  status: "met" as const,
  reason,
  expiresAt: expiresAt.toISOString(),
});
const versions = ({ organizationId }: Context) =>
  systemDb().responsibilityCellVersion.count({ where: { organizationId } });

describe("what has run out", () => {
  test.each([
    [-1_000, "met"],
    [-1, "met"],
    [0, "unproved"],
    [1, "unproved"],
    [1_000, "unproved"],
  ])("a document, read %i ms after its end without any refresh, is %s", async (milliseconds, status) => {
    const { ctx, cell } = await estate();
    const ends = inDays(10);
    await addEvidenceDocument(ctx, cell("ai-compute"), document(ends), at);
    const when = new Date(ends.getTime() + milliseconds);
    expect(await getResponsibilityCell(ctx, cell("ai-compute"), when)).toMatchObject({
      status,
      documents: [{ isValid: status === "met" }],
    });
  });

  test("a decision is gone from the cell and from the matrix the moment it ends", async () => {
    const { ctx, cell, workloadId } = await estate();
    await overrideCell(ctx, cell("user-training"), decision(inDays(10)), at);
    const shown = async (when: Date) => {
      const { workloads, byStatus } = await listResponsibility(
        ctx,
        { ...filters, workload: workloadId },
        when,
      );
      const found = workloads[0]?.cells.find(({ rowId }) => rowId === "user-training");
      return [found?.status, found?.overridden, byStatus["met"] ?? 0];
    };
    expect(await shown(new Date(inDays(10).getTime() - 1))).toEqual(["met", true, 1]);
    expect(await shown(inDays(10))).toEqual(["unproved", false, 0]);
    expect(await getResponsibilityCell(ctx, cell("user-training"), inDays(10))).toMatchObject({
      override: null,
      history: [{ status: "met" }, { status: "unproved" }],
    });
  });

  test("is settled once, however many read it at that moment, and by readers who may change nothing", async () => {
    const { ctx, cell } = await estate();
    await overrideCell(ctx, cell("user-training"), decision(inDays(10)), at);
    const auditor = await createMember(ctx.organizationId, "auditor");
    const before = await versions(ctx);
    await Promise.all(
      [ctx, auditor, ctx, auditor].map((who) =>
        getResponsibilityCell(who, cell("user-training"), inDays(11)),
      ),
    );
    await listResponsibility(auditor, filters, inDays(11));
    expect((await versions(ctx)) - before).toBe(1);
  });

  test("is not settled by reading what has not", async () => {
    const { ctx, cell } = await estate();
    await overrideCell(ctx, cell("user-training"), decision(inDays(10)), at);
    const resolvedAt = async () =>
      (await getResponsibilityCell(ctx, cell("user-training"), inDays(9))).resolvedAt;
    const [first, second] = [await resolvedAt(), await resolvedAt()];
    expect([first, second]).toEqual([at.toISOString(), at.toISOString()]);
  });

  test("of one organization leaves another's alone", async () => {
    const [mine, theirs] = [await estate(), await estate()];
    await overrideCell(theirs.ctx, theirs.cell("user-training"), decision(inDays(10)), at);
    await getResponsibilityCell(mine.ctx, mine.cell("user-training"), inDays(11));
    const rows = await systemDb().responsibilityCell.findMany({
      where: {
        organizationId: theirs.ctx.organizationId,
        rowId: "user-training",
        workloadId: theirs.workloadId,
      },
    });
    expect(rows.map(({ status }) => status)).toEqual(["met"]);
  });
});

describe("decisions in turn", () => {
  test("a later one replaces an earlier one, which does not come back when the later ends", async () => {
    const { ctx, cell } = await estate();
    const address = cell("user-training");
    await overrideCell(ctx, address, decision(inDays(100), "Trained for a long time"), at);
    const second = { ...decision(inDays(10), "Only until they leave"), status: "gap" as const };
    expect(await overrideCell(ctx, address, second, inDays(1))).toMatchObject({
      status: "gap",
      override: { reason: "Only until they leave" },
    });
    expect(await getResponsibilityCell(ctx, address, inDays(11))).toMatchObject({
      status: "unproved",
      override: null,
    });
    const stored = await systemDb().responsibilityOverride.findMany({
      where: { organizationId: ctx.organizationId },
      orderBy: { decidedAt: "asc" },
    });
    expect(stored.map(({ revokedAt }) => revokedAt)).toEqual([inDays(1), null]);
  });

  test("taken back twice is taken back once, and audited once", async () => {
    const { ctx, cell } = await estate();
    await overrideCell(ctx, cell("user-training"), decision(inDays(10)), at);
    await revokeOverride(ctx, cell("user-training"), inDays(1));
    expect(await revokeOverride(ctx, cell("user-training"), inDays(2))).toMatchObject({ override: null });
    const audited = await systemDb().auditEntry.findMany({
      where: { organizationId: ctx.organizationId, action: "responsibility.revoke-override" },
    });
    expect(audited).toHaveLength(1);
  });

  test("made while a refresh runs stands when it is through", async () => {
    const { ctx, inventory, cell } = await estate();
    for (let time = 0; time < 4; time++) {
      const origin = (["custom", "provider"] as const)[time % 2] ?? "custom";
      await inventory.put(stored(createResource("model", "claims-model", { origin })));
      const rowId = "model-design";
      const [, decided] = await Promise.all([
        refresh(ctx),
        overrideCell(ctx, cell(rowId), decision(inDays(10)), at),
      ]);
      expect(decided.status).toBe("met");
      expect(await getResponsibilityCell(ctx, cell(rowId), at)).toMatchObject({
        status: "met",
        override: { reason: "Agreed with the provider" },
      });
    }
  });

  test("over who must act and what is done, what the facts say is kept up to date beneath", async () => {
    const { ctx, inventory, cell } = await estate();
    const address = cell("model-design");
    await overrideCell(ctx, address, { ...decision(inDays(10)), party: "provider" }, at);
    await inventory.put(stored(createResource("model", "claims-model", { origin: "custom" })));
    await refresh(ctx, inDays(1));
    expect(await getResponsibilityCell(ctx, address, inDays(1))).toMatchObject({
      party: "provider",
      status: "met",
      computed: { party: "customer", status: "unproved" },
    });
    await systemDb().workload.update({ where: { id: address.workloadId }, data: { serviceModel: "saas" } });
    await refreshResponsibility(jobContext(ctx.organizationId, "correlation.refresh"), undefined, inDays(2));
    expect((await getResponsibilityCell(ctx, address, inDays(2))).computed).toMatchObject({
      party: "provider",
      partyReason: "SaaS: the row is the same for every model",
    });
  });
});

describe("history", () => {
  test("has a version for each state that was, in order and without a gap, and none for the same again", async () => {
    const { ctx, cell } = await estate();
    const address = cell("user-training");
    await overrideCell(ctx, address, decision(inDays(10)), inDays(1));
    await refresh(ctx, inDays(2));
    await refresh(ctx, inDays(3));
    await revokeOverride(ctx, address, inDays(4));
    await addEvidenceDocument(ctx, address, document(inDays(20)), inDays(5));
    await addEvidenceDocument(ctx, address, document(inDays(30), "again"), inDays(6));
    const { history, status, changedAt } = await getResponsibilityCell(ctx, address, inDays(6));
    expect(history.map((version) => [version.status, version.validFrom, version.validTo])).toEqual([
      ["unproved", inDays(4).toISOString(), inDays(5).toISOString()],
      ["met", inDays(1).toISOString(), inDays(4).toISOString()],
      ["unproved", at.toISOString(), inDays(1).toISOString()],
    ]);
    expect([status, changedAt]).toEqual(["met", inDays(5).toISOString()]);
  });

  test("new evidence for the same changes the hash, and is no new state", async () => {
    const { ctx, cell } = await estate();
    const address = cell("ai-compute");
    const one = await addEvidenceDocument(ctx, address, document(inDays(20)), inDays(1));
    const two = await addEvidenceDocument(ctx, address, document(inDays(30), "again"), inDays(2));
    expect(two.hash).not.toBe(one.hash);
    expect([two.changedAt, two.history.length]).toEqual([one.changedAt, one.history.length]);
  });

  test("refreshing over and over changes nothing but when it was looked at", async () => {
    const { ctx, cell } = await estate();
    const before = await getResponsibilityCell(ctx, cell("data-governance"), at);
    for (const days of [1, 2, 3]) expect(await refresh(ctx, inDays(days))).toEqual({ changedCount: 0 });
    expect(await getResponsibilityCell(ctx, cell("data-governance"), inDays(3))).toEqual({
      ...before,
      resolvedAt: inDays(3).toISOString(),
    });
  });
});

describe("who must act, from the model that was found", () => {
  const table: [ModelOrigin, string, string][] = [
    ["provider", "provider", "provider"],
    ["open-weight", "third-party", "third-party"],
    ["fine-tuned", "shared", "customer"],
    ["custom", "customer", "customer"],
  ];
  test.each(table)("%s: design is the %s's, tuning the %s's", async (origin, design, tuning) => {
    const { ctx, inventory, cell } = await estate();
    await inventory.put(stored(createResource("model", "claims-model", { origin })));
    await refresh(ctx, inDays(1));
    expect(await getResponsibilityCell(ctx, cell("model-design"), inDays(1))).toMatchObject({
      party: design,
      evidence: expect.arrayContaining([
        expect.objectContaining({ kind: "model", resourceKey: "claims-model", origin }),
      ]) as unknown,
    });
    expect(await getResponsibilityCell(ctx, cell("model-tuning"), inDays(1))).toMatchObject({
      party: tuning,
    });
  });

  test("an origin that was not collected makes it unknown, and nobody else's", async () => {
    const { ctx, inventory, cell } = await estate();
    const { facets, ...model } = stored(createResource("model", "claims-model"));
    const denied = { reason: "denied", call: "x:Get", permission: null, message: "no" } as const;
    const dark = { ...model, facets: { ...facets, origin: undefined }, unknown: { "facets.origin": denied } };
    // Safe because it is written down as a sync would: without the facet that was not collected.
    await inventory.put(JSON.parse(JSON.stringify(dark)) as Parameters<typeof inventory.put>[0]);
    await refresh(ctx, inDays(1));
    expect(await getResponsibilityCell(ctx, cell("model-design"), inDays(1))).toMatchObject({
      party: "customer",
      status: "unknown",
    });
  });
});

describe("documents", () => {
  test("one taken out proves nothing, is listed no more, and can still be looked into", async () => {
    const { ctx, cell } = await estate();
    const { documents } = await addEvidenceDocument(ctx, cell("ai-compute"), document(inDays(20)), at);
    const id = documents[0]?.id ?? "";
    expect(await removeEvidenceDocument(ctx, id, inDays(1))).toMatchObject({
      status: "unproved",
      documents: [],
    });
    const file = await getEvidenceDocument(ctx, id);
    expect(Buffer.from(file.content).toString()).toBe("proof");
  });

  test.each([
    ["plain text", "proof"],
    ["one byte", "x"],
    ["text of many languages", "契約 🚀 ß"],
    ["bytes that are no text", Buffer.from([0, 255, 0, 128, 10]).toString("latin1")],
  ])("%s comes back as it was", async (_, text) => {
    const { ctx, cell } = await estate();
    const content = Buffer.from(text, "latin1");
    const { documents } = await addEvidenceDocument(
      ctx,
      cell("ai-compute"),
      { ...document(inDays(20)), content: content.toString("base64") },
      at,
    );
    const file = await getEvidenceDocument(ctx, documents[0]?.id ?? "");
    expect(Buffer.from(file.content).equals(content)).toBe(true);
    expect(documents[0]?.sizeBytes).toBe(content.byteLength);
  });

  test("the newest is listed first, and one valid among expired is enough", async () => {
    const { ctx, cell } = await estate();
    await addEvidenceDocument(ctx, cell("ai-compute"), document(inDays(2), "old"), at);
    await addEvidenceDocument(ctx, cell("ai-compute"), document(inDays(20), "new"), inDays(1));
    const { status, documents } = await getResponsibilityCell(ctx, cell("ai-compute"), inDays(3));
    expect([status, documents.map(({ isValid }) => isValid)]).toEqual(["met", [true, false]]);
  });

  test("of one row proves no other, and of one workload no other", async () => {
    const { ctx, cell, workloadId } = await estate();
    await addEvidenceDocument(ctx, cell("ai-compute"), document(inDays(20)), at);
    const { workloads } = await listResponsibility(ctx, filters, at);
    const met = workloads.flatMap(({ id, cells }) =>
      cells.flatMap(({ rowId, status, party }) =>
        status === "met" && party === "provider" ? [`${id} ${rowId}`] : [],
      ),
    );
    expect(met).toEqual([`${workloadId} ai-compute`]);
  });

  test("a row or a workload that is not there takes none", async () => {
    const { ctx, cell } = await estate();
    const elsewhere: CellAddress[] = [
      cell("no-such-row"),
      { ...cell("ai-compute"), modelId: "no-such-model" },
      { ...cell("ai-compute"), workloadId: crypto.randomUUID() },
    ];
    for (const address of elsewhere)
      await expect(addEvidenceDocument(ctx, address, document(inDays(20)), at)).rejects.toMatchObject({
        code: "not-found",
      });
    expect(await systemDb().evidenceDocument.count({ where: { organizationId: ctx.organizationId } })).toBe(
      0,
    );
  });
});

test.each(roles)("%s reads every cell, and decides and proves only where the table says so", async (role) => {
  const { ctx, cell } = await estate();
  const who = await createMember(ctx.organizationId, role);
  expect((await getResponsibilityCell(who, cell("ai-compute"), at)).party).toBe("provider");
  const attempts = [
    () => overrideCell(who, cell("ai-compute"), decision(inDays(10)), at),
    () => revokeOverride(who, cell("ai-compute"), at),
    () => addEvidenceDocument(who, cell("ai-compute"), document(inDays(10)), at),
  ];
  const may = permissionsOfRole[role].includes("responsibility:write");
  for (const attempt of attempts) {
    const ended = await attempt().then(
      () => "done",
      (error: unknown) => String(Reflect.get(Object(error), "code")),
    );
    expect(ended).toBe(may ? "done" : "forbidden");
  }
});

test("a workload that is gone is in no matrix, and what ran out of it troubles nobody", async () => {
  const { ctx, inventory, cell, workloadId } = await estate();
  await overrideCell(ctx, cell("user-training"), decision(inDays(10)), at);
  for (const key of ["claims-api", "claims-fn", "claims-agent", "claims-base"]) await inventory.remove(key);
  await refresh(ctx, inDays(1));
  const matrix = await listResponsibility(ctx, filters, inDays(11));
  expect(matrix.workloads.map(({ id }) => id)).not.toContain(workloadId);
  await expect(getResponsibilityCell(ctx, cell("user-training"), inDays(11))).rejects.toMatchObject({
    code: "not-found",
  });
});
