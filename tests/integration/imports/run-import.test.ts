import { createReadStream, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import { loadFindingFilters } from "#lib/contract/findings.ts";
import type { ImportQuery } from "#lib/contract/imports.ts";
import { AssignInput } from "#lib/contract/remediation.ts";
import { titleOf } from "#lib/domain/resource.ts";
import { importLimits } from "#lib/imports/limits.ts";
import { listImports } from "#lib/imports/list-imports.ts";
import { runImport } from "#lib/imports/run-import.ts";
import { systemDb } from "#lib/platform/db.ts";
import { countFindings, listFindingGroups } from "#lib/posture/count-findings.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { getFinding } from "#lib/posture/get-finding.ts";
import { listFindings } from "#lib/posture/list-findings.ts";
import { assign } from "#lib/remediation/assign.ts";
import { listExceptions } from "#lib/remediation/list-exceptions.ts";
import { listWork } from "#lib/remediation/list-work.ts";
import { requestException } from "#lib/remediation/request-exception.ts";
import { privateCheck } from "#tests/factories/checks.ts";
import { bucket, createInventory } from "#tests/factories/inventory.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

const signal = new AbortController().signal;
let ctx: Context;
beforeEach(async () => {
  ctx = await createOrganization();
});

async function* bytes(text: string) {
  const all = Buffer.from(text);
  for (let at = 0; at < all.length; at += 65_536) yield all.subarray(at, at + 65_536);
}
const send = (report: unknown, asked: ImportQuery = {}) =>
  runImport(ctx, bytes(typeof report === "string" ? report : JSON.stringify(report)), asked, signal);

const bucketName = (n: number) => `claims-${n}`;
const bucketKey = (n: number) => `//storage.googleapis.com/${bucketName(n)}`;
const asffOf = (n: number, rest: object = {}) => ({
  SchemaVersion: "2018-10-08",
  Id: `finding-${n}`,
  ProductArn: "arn:aws:securityhub:eu-west-1::product/aws/securityhub",
  ProductName: "Security Hub",
  GeneratorId: "S3.8",
  AwsAccountId: "111122223333",
  Title: "S3 bucket blocks public access",
  Description: "Anyone may read it.",
  Severity: { Label: "HIGH" },
  Resources: [{ Type: "AwsS3Bucket", Id: bucketKey(n), Region: "eu-west-1" }],
  Compliance: { Status: "FAILED" },
  ...rest,
});
const filters = (query = "") => loadFindingFilters(new URLSearchParams(query));
const left = async () => ({
  findings: await systemDb().finding.count({ where: { organizationId: ctx.organizationId } }),
  rules: await systemDb().importedRule.count({ where: { organizationId: ctx.organizationId } }),
  scopes: await systemDb().importScope.count({ where: { organizationId: ctx.organizationId } }),
  imports: await systemDb().import.count({ where: { organizationId: ctx.organizationId } }),
});
const nothing = { findings: 0, rules: 0, scopes: 0, imports: 0 };
// A folder of its own: other files import reports beside this one.
let ownFolder: string;
const sharedFolder = process.env["TMPDIR"];
beforeAll(() => {
  ownFolder = mkdtempSync(path.join(tmpdir(), "nacre-imports-"));
  process.env["TMPDIR"] = ownFolder;
});
afterAll(() => {
  if (sharedFolder === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = sharedFolder;
  rmSync(ownFolder, { recursive: true });
});
const spooled = () => readdirSync(tmpdir()).filter((name) => name.startsWith("nacre-import-"));
/** Counters must say what counting the findings says. */
async function expectCountersHold() {
  const { organizationId } = ctx;
  const counted = await systemDb()
    .$queryRaw`SELECT "checkId", status, severity, layer, provider, account, count(*)::int AS count
    FROM "Finding" WHERE "organizationId" = ${organizationId}::uuid GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6`;
  const kept = await systemDb().$queryRaw`SELECT "checkId", status, severity, layer, provider, account, count
    FROM "FindingCounter" WHERE "organizationId" = ${organizationId}::uuid AND count <> 0 ORDER BY 1, 2, 3, 4, 5, 6`;
  expect(kept).toEqual(counted);
}

describe("the life of what is imported", () => {
  test("the same report twice adds nothing", async () => {
    const report = { Findings: [asffOf(1), asffOf(2), asffOf(2)] };
    expect(await send(report)).toMatchObject({
      recordCount: 3,
      newCount: 2,
      unmatchedCount: 2,
      unchangedCount: 0,
    });
    const before = await left();
    expect(await send(report)).toMatchObject({
      newCount: 0,
      unchangedCount: 2,
      changedCount: 0,
      closedCount: 0,
    });
    expect(await left()).toEqual({ ...before, imports: 2 });
    await expectCountersHold();
  });

  test("it is called by its tool's rule where work and exceptions are listed", async () => {
    await send({ Findings: [asffOf(1)] });
    const id = (await listFindings(ctx, filters())).items[0]?.id ?? "";
    await assign(ctx, "finding", id, AssignInput.parse({ assigneeId: ctx.actor.id }));
    const expiresAt = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString();
    await requestException(ctx, id, {
      reason: "risk-accepted",
      comment: "Read by the public on purpose.",
      expiresAt,
    });
    const title = "S3 bucket blocks public access";
    expect((await listWork(ctx, { whose: "all", team: "" })).items).toMatchObject([{ title }]);
    expect((await listExceptions(ctx, { state: null })).items).toMatchObject([{ finding: { title } }]);
  });

  test("what is gone is closed, what returns is opened again, and what a person decided stands", async () => {
    await send({ Findings: [asffOf(1), asffOf(2)] });
    const { items } = await listFindings(ctx, filters());
    const kept = items.find(({ resource }) => resource.name === bucketName(1));
    await systemDb().finding.update({ where: { id: kept?.id ?? "" }, data: { status: "in-progress" } });
    await systemDb()
      .$executeRaw`UPDATE "FindingCounter" SET count = 1 WHERE "organizationId" = ${ctx.organizationId}::uuid`;
    await systemDb()
      .$executeRaw`INSERT INTO "FindingCounter" ("organizationId", "checkId", status, severity, layer, provider, account, count)
      SELECT "organizationId", "checkId", 'in-progress', severity, layer, provider, account, 1 FROM "FindingCounter" WHERE "organizationId" = ${ctx.organizationId}::uuid`;
    expect(await send({ Findings: [asffOf(1)] })).toMatchObject({ unchangedCount: 1, closedCount: 1 });
    expect(await send({ Findings: [asffOf(1), asffOf(2)] })).toMatchObject({
      unchangedCount: 1,
      reopenedCount: 1,
    });
    const after = (await listFindings(ctx, filters())).items;
    expect(after.map(({ status, reopenedCount }) => `${status} ${reopenedCount}`).toSorted()).toEqual([
      "in-progress 0",
      "open 1",
    ]);
    await expectCountersHold();
  });

  test("another scope, and another source, are left alone", async () => {
    await send({ Findings: [asffOf(1)] }, { source: "hub", scope: "a" });
    await send({ Findings: [asffOf(2)] }, { source: "hub", scope: "b" });
    await send({ Findings: [asffOf(3)] }, { source: "other" });
    expect(await send({ Findings: [] }, { source: "hub", scope: "a", format: "asff" })).toMatchObject({
      closedCount: 1,
    });
    expect((await listFindings(ctx, filters())).items).toHaveLength(2);
  });

  test("without a named source, a report closes nothing of a tool that it does not tell of", async () => {
    await send({ Findings: [asffOf(1), asffOf(2, { ProductName: "Inspector" })] });
    expect(await send({ Findings: [asffOf(3)] })).toMatchObject({ newCount: 1, closedCount: 1 });
  });

  test("a report with a record that is not of its format closes nothing", async () => {
    const many = Array.from({ length: 30 }, (_, n) => asffOf(n));
    await send({ Findings: [...many, asffOf(99)] });
    const result = await send({ Findings: [...many, { ...asffOf(98), GeneratorId: 7 }] });
    expect(result).toMatchObject({ refusedCount: 1, closedCount: 0, unchangedCount: 30 });
    expect(result.refusals[0]).toMatchObject({ record: 31, field: "GeneratorId" });
  });
});

describe("beside our own findings", () => {
  test("it is tied to its resource, listed, counted, grouped and read like any other", async () => {
    await createInventory(ctx, [bucket(bucketKey(1))]);
    expect(await send({ Findings: [asffOf(1), asffOf(2)] })).toMatchObject({
      newCount: 2,
      unmatchedCount: 1,
    });
    const { items } = await listFindings(ctx, filters("source=security-hub"));
    expect(
      items.map(({ title, origin, layer, resource }) => [
        title,
        origin,
        layer,
        resource.id !== null,
        resource.typeTitle,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ["S3 bucket blocks public access", "security-hub", "data", true, titleOf("gcp.storage.bucket")],
        ["S3 bucket blocks public access", "security-hub", "api", false, "Not in the inventory"],
      ]),
    );
    expect((await countFindings(ctx, filters())).source).toMatchObject({ "security-hub": 2 });
    expect(
      (await listFindings(ctx, filters("source=nacre"))).items.every(({ origin }) => origin === "nacre"),
    ).toBe(true);
    expect((await listFindings(ctx, filters("q=blocks public"))).items).toHaveLength(2);
    const groups = (await listFindingGroups(ctx, filters("source=security-hub"))).items;
    expect(groups).toEqual([
      expect.objectContaining({ title: "S3 bucket blocks public access", severity: "high", count: 2 }),
    ]);
    const detail = await getFinding(ctx, items[0]?.id ?? "");
    expect(detail).toMatchObject({ risk: "Anyone may read it.", checkId: "import/security-hub/S3.8" });
  });

  test("an evaluation of our own leaves it as it is, and ties what the inventory has learnt of", async () => {
    await send({ Findings: [asffOf(1)] });
    await createInventory(ctx, [bucket(bucketKey(1))]);
    await evaluateOrganization(jobContext(ctx.organizationId, "test"), undefined, [privateCheck]);
    const { items } = await listFindings(ctx, filters("source=security-hub"));
    expect(items).toHaveLength(1);
    expect(items[0]?.resource).toMatchObject({ name: bucketName(1), type: "gcp.storage.bucket" });
    expect(items[0]?.resource.id).not.toBeNull();
    await expectCountersHold();
  });

  test("a bill of materials gives parts, and the next one of its scope replaces them", async () => {
    const bill = (...names: string[]) => ({
      bomFormat: "CycloneDX",
      specVersion: "1.6",
      components: names.map((name) => ({ type: "machine-learning-model", name })),
    });
    expect(await send(bill("a", "b"), { scope: "claims" })).toMatchObject({ componentCount: 2 });
    await send(bill("b"), { scope: "claims" });
    const parts = await systemDb().importedComponent.findMany({
      where: { organizationId: ctx.organizationId },
    });
    expect(parts.map(({ name, kind }) => [name, kind])).toEqual([["b", "model"]]);
  });
});

describe("what cannot be imported leaves nothing behind", () => {
  const some = JSON.stringify({ Findings: Array.from({ length: 3_000 }, (_, n) => asffOf(n)) });
  test.each([
    ["cut off", some.slice(0, -100), "cut off"],
    ["malformed", some.replace(/}(?!.*})/s, "} x"), "cannot be read"],
    [
      "ten thousand deep",
      `{"Findings":[${JSON.stringify(asffOf(1))},${"[".repeat(10_000)}`,
      "deeper than 64",
    ],
    ["of no known format", '{"a":1}', "not recognized"],
    [
      "of another shape throughout",
      {
        Findings: [
          { ...asffOf(1), GeneratorId: 7 },
          { ...asffOf(1), GeneratorId: 8 },
        ],
      },
      "record 1, field GeneratorId",
    ],
  ])("%s", async (_, report, message) => {
    await expect(send(report)).rejects.toThrow(message);
    expect(await left()).toEqual(nothing);
    expect(spooled()).toEqual([]);
  });

  test("200 MB, refused as soon as it is seen to be too much", async () => {
    const piece = Buffer.alloc(1024 * 1024, " ");
    let sent = 0;
    const endless = async function* () {
      for (; sent < 200; sent++) yield piece;
    };
    await expect(runImport(ctx, endless(), {}, signal)).rejects.toThrow("larger than 128 MiB");
    expect(sent).toBeLessThan(importLimits.fileBytes / piece.length + 10);
    expect(await left()).toEqual(nothing);
    expect(spooled()).toEqual([]);
  });

  test("who may not change findings imports none", async () => {
    const auditor = await createMember(ctx.organizationId, "auditor");
    await expect(runImport(auditor, bytes("{}"), {}, signal)).rejects.toThrow("finding:write");
  });
});

test("imports are listed newest first, page by page, and only one's own", async () => {
  await send({ Findings: [asffOf(1)] }, { source: "a", fileName: "hub.json" });
  await send({ Findings: [asffOf(2)] }, { source: "b" });
  const first = await listImports(ctx, { cursor: null, limit: 1 });
  const second = await listImports(ctx, { limit: 1, cursor: first.nextCursor });
  expect([...first.items, ...second.items].map(({ source, fileName }) => [source, fileName])).toEqual([
    ["b", ""],
    ["a", "hub.json"],
  ]);
  expect(second.nextCursor).toBeNull();
  expect((await listImports(await createOrganization(), { cursor: null, limit: 50 })).items).toEqual([]);
});

describe("reports that tools wrote", () => {
  const folder = "lib/imports/formats/reports";
  test.each(readdirSync(folder).filter((name) => !name.endsWith(".md")))(
    "%s is stored, and a second time adds nothing",
    async (name) => {
      const first = await runImport(ctx, createReadStream(`${folder}/${name}`), {}, signal);
      const again = await runImport(ctx, createReadStream(`${folder}/${name}`), {}, signal);
      expect(first.newCount).toBeGreaterThan(0);
      expect(again).toMatchObject({
        newCount: 0,
        changedCount: 0,
        closedCount: 0,
        unchangedCount: first.newCount,
      });
      await expectCountersHold();
    },
  );
});
