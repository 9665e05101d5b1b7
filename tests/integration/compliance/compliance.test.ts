import { createHash } from "node:crypto";

import { beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { jobContext, type Context } from "#lib/access/context.ts";
import { changeOrganization } from "#lib/access/organization.ts";
import { exportEvidence } from "#lib/compliance/evidence-file.ts";
import { attestControl } from "#lib/compliance/attest-control.ts";
import { getControl } from "#lib/compliance/get-control.ts";
import { getFramework } from "#lib/compliance/get-framework.ts";
import { listFrameworks } from "#lib/compliance/list-frameworks.ts";
import { revokeAttestation } from "#lib/compliance/revoke-attestation.ts";
import { AttestControlInput, type ComplianceScope } from "#lib/contract/compliance.ts";
import type { FindingFilters } from "#lib/contract/findings.ts";
import { getIssue } from "#lib/correlation/get-issue.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import type { AppError } from "#lib/domain/errors.ts";
import { systemDb } from "#lib/platform/db.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { countFindings } from "#lib/posture/count-findings.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { getCheck } from "#lib/posture/get-check.ts";
import { getFinding } from "#lib/posture/get-finding.ts";
import { listFindings } from "#lib/posture/list-findings.ts";
import { getEvidenceDocument } from "#lib/responsibility/evidence-documents.ts";
import { createClaimsEstate } from "#tests/factories/estate.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

/** Checks of whole classes read facets only, which is what the estate states. */
const classChecks = checks.filter(({ id }) =>
  /^(api|compute|agent|data-store|knowledge-base|ai-service)\//.test(id),
);
const whole: ComplianceScope = { workload: "", account: "", environment: "" };
const filters = (changes: Partial<FindingFilters>): FindingFilters => ({
  status: ["open", "in-progress"],
  severity: [],
  layer: [],
  provider: [],
  account: "",
  check: "",
  control: "",
  environment: "",
  source: "",
  workload: "",
  resource: "",
  assignee: "",
  team: "",
  due: null,
  q: "",
  sort: "severity",
  cursor: null,
  limit: 500,
  ...changes,
});
const Written = z.object({
  controls: z.array(z.object({ id: z.string(), status: z.string() })),
  checks: z.array(
    z.object({
      openCount: z.number(),
      calls: z.array(z.string()),
      findings: z.array(z.object({ status: z.string() })),
    }),
  ),
});
const notFound = expect.objectContaining({ code: "not-found" }) as AppError;
const at = new Date("2026-11-22T00:00:00Z");
const inDays = (days: number) => new Date(at.getTime() + days * 86_400_000);
const attestation = (changes: Partial<AttestControlInput> = {}) =>
  AttestControlInput.parse({
    statement: "The committee assessed it in November",
    title: "Minutes",
    fileName: "minutes.pdf",
    mediaType: "application/pdf",
    content: Buffer.from("proof").toString("base64"),
    expiresAt: inDays(100).toISOString(),
    ...changes,
  });

let ctx: Context;
let workloadId = "";
let account = "";
beforeAll(async () => {
  ctx = await createOrganization();
  await createClaimsEstate(ctx);
  const job = jobContext(ctx.organizationId, "test");
  await evaluateOrganization(job, undefined, classChecks);
  await refreshCorrelation(job, undefined, undefined, at);
  const where = { organizationId: ctx.organizationId };
  const workload = await systemDb().workload.findFirstOrThrow({
    where: { ...where, name: "Claims assistant" },
  });
  workloadId = workload.id;
  await systemDb().workload.update({ where: { id: workloadId }, data: { environment: "production" } });
  account = (await systemDb().resource.findFirstOrThrow({ where })).account;
});

test("a control's failing findings are the list behind them, in every scope", async () => {
  const scopes = [
    whole,
    { ...whole, workload: workloadId },
    { ...whole, account },
    { ...whole, environment: "production" },
  ];
  for (const scope of scopes) {
    const { controls } = await getFramework(ctx, "owasp-llm-2026", scope);
    expect(controls.some(({ status }) => status === "failing")).toBe(true);
    for (const control of controls) {
      const { total } = await countFindings(
        ctx,
        filters({ ...scope, control: `owasp-llm-2026/${control.id}` }),
      );
      expect(control.openCount, control.id).toBe(total);
      expect(control.status === "failing").toBe(total > 0);
    }
  }
});

test("a narrower scope never counts more", async () => {
  const { controls } = await getFramework(ctx, "eu-ai-act", whole);
  const counted = await getFramework(ctx, "eu-ai-act", { ...whole, account });
  for (const [index, control] of counted.controls.entries())
    expect(control.openCount).toBeLessThanOrEqual(controls[index]?.openCount ?? 0);
});

test("an unknown workload or environment holds nothing", async () => {
  for (const scope of [
    { ...whole, workload: "nonsense" },
    { ...whole, environment: "mars" },
  ]) {
    const { byStatus, openCount } = await getFramework(ctx, "mitre-atlas", scope);
    expect(openCount).toBe(0);
    expect(byStatus.passing + byStatus.failing).toBe(0);
  }
});

test("OWASP's edition changes ids everywhere, and no finding", async () => {
  const state = async () => {
    const findings = (await listFindings(ctx, filters({ status: [] }))).items;
    const llm01 = (await getCheck(ctx, "agent/guardrail")).controls;
    const issues = await systemDb().issue.findMany({
      where: { organizationId: ctx.organizationId },
      orderBy: { id: "asc" },
    });
    const named = await Promise.all(issues.map(async ({ id }) => (await getIssue(ctx, id)).owasp));
    const ofFindings = await Promise.all(
      findings.slice(0, 5).map(async ({ id }) => (await getFinding(ctx, id)).controls),
    );
    return { findings, llm01, issues, named, ofFindings, list: await listFrameworks(ctx, whole) };
  };
  const change = (owaspEdition: "2025" | "2026") => changeOrganization(ctx, { owaspEdition });
  const later = await state();
  expect(later.list.owaspEdition).toBe("2026");
  await change("2025");
  const earlier = await state();
  await change("2026");

  expect(earlier.findings).toEqual(later.findings);
  expect(earlier.issues).toEqual(later.issues);
  const owaspIds = (lists: readonly (readonly string[])[]) =>
    lists.flat().filter((id) => id.startsWith("LLM"));
  const controlIds = (refs: { controlId: string }[][]) =>
    owaspIds(refs.map((list) => list.map(({ controlId }) => controlId)));
  for (const [one, other] of [
    [owaspIds(earlier.named), owaspIds(later.named)],
    [controlIds(earlier.ofFindings), controlIds(later.ofFindings)],
    [controlIds([earlier.llm01]), controlIds([later.llm01])],
  ] as const) {
    expect(one.length).toBe(other.length);
    expect(one.length).toBeGreaterThan(0);
    expect(one.every((id) => id.endsWith(":2025"))).toBe(true);
    expect(other.every((id) => id.endsWith(":2026"))).toBe(true);
  }
  const owasp = ({ list }: typeof later) => list.items.find(({ id }) => id.startsWith("owasp-llm"));
  expect([owasp(earlier)?.id, owasp(later)?.id]).toEqual(["owasp-llm-2025", "owasp-llm-2026"]);
  expect(owasp(earlier)?.byStatus).toEqual(owasp(later)?.byStatus);
  expect(owasp(earlier)?.openCount).toBe(owasp(later)?.openCount);
});

test("what was not collected is incomplete, never passing", async () => {
  const where = { organizationId: ctx.organizationId };
  const before = await getFramework(ctx, "aws-ai-security-best-practices", whole);
  const held = await systemDb().collection.findMany({ where });
  await systemDb().collection.updateMany({
    where,
    data: { state: "denied", produces: ["aws.sagemaker.notebook"] },
  });
  const after = await getFramework(ctx, "aws-ai-security-best-practices", whole);
  const control = await getControl(ctx, { frameworkId: after.id, controlId: "SageMaker.3" }, whole);
  for (const { id, state, produces } of held)
    await systemDb().collection.update({ where: { id }, data: { state, produces } });
  expect(held.length).toBeGreaterThan(0);
  expect(before.controls.find(({ id }) => id === "SageMaker.3")?.status).not.toBe("incomplete");
  expect(after.controls.find(({ id }) => id === "SageMaker.3")?.status).toBe("incomplete");
  expect(control.uncollected.length).toBeGreaterThan(0);
  expect(after.byStatus.passing).toBeLessThanOrEqual(before.byStatus.passing);
});

test("an attestation holds with its document until it expires or is ended", async () => {
  const address = { frameworkId: "eu-ai-act", controlId: "Article 9" };
  const status = async (when: Date, scope = whole) => (await getControl(ctx, address, scope, when)).status;
  expect(await status(at)).toBe("not-assessed");
  const attested = await attestControl(ctx, address, attestation(), at);
  expect(attested).toMatchObject({ status: "attested", attestedUntil: inDays(100).toISOString() });
  const [given] = attested.attestations;
  expect(given?.document.sha256).toBe(createHash("sha256").update("proof").digest("hex"));
  expect(Buffer.from((await getEvidenceDocument(ctx, given?.document.id ?? "")).content).toString()).toBe(
    "proof",
  );
  expect(await status(inDays(99))).toBe("attested");
  expect(await status(inDays(101))).toBe("not-assessed");
  await revokeAttestation(ctx, given?.id ?? "", inDays(1));
  expect(await status(inDays(2))).toBe("not-assessed");
  const [ended] = (await getControl(ctx, address, whole, inDays(2))).attestations;
  expect(ended).toMatchObject({ isValid: false, revokedBy: ctx.actor.name });
  await expect(revokeAttestation(ctx, given?.id ?? "", inDays(3))).rejects.toEqual(notFound);
});

test("an attestation for one workload holds there alone", async () => {
  const address = { frameworkId: "eu-ai-act", controlId: "Article 13" };
  await attestControl(ctx, address, attestation({ workloadId }), at);
  expect((await getControl(ctx, address, { ...whole, workload: workloadId }, at)).status).toBe("attested");
  expect((await getControl(ctx, address, whole, at)).status).toBe("not-assessed");
});

test("no attestation covers an open finding", async () => {
  const { controls } = await getFramework(ctx, "nist-ai-600-1", whole, at);
  const failing = controls.find(({ status }) => status === "failing");
  const address = { frameworkId: "nist-ai-600-1", controlId: failing?.id ?? "" };
  expect((await attestControl(ctx, address, attestation(), at)).status).toBe("failing");
});

test("an expiry in the past, an unknown workload and an unknown control are refused, and nothing is stored", async () => {
  const address = { frameworkId: "eu-ai-act", controlId: "Article 11" };
  const refused = expect.objectContaining({ code: "invalid-input" }) as AppError;
  const past = attestation({ expiresAt: inDays(-1).toISOString() });
  await expect(attestControl(ctx, address, past, at)).rejects.toEqual(refused);
  const elsewhere = attestation({ workloadId: "01890000-0000-7000-8000-000000000000" });
  await expect(attestControl(ctx, address, elsewhere, at)).rejects.toEqual(refused);
  const unknown = { ...address, controlId: "Article 999" };
  await expect(attestControl(ctx, unknown, attestation(), at)).rejects.toEqual(notFound);
  expect((await getControl(ctx, address, whole, at)).attestations).toEqual([]);
});

test("the evidence says the same in every format, and no cell of it is a formula", async () => {
  const scope = { ...whole, workload: workloadId };
  const detail = await getFramework(ctx, "owasp-llm-2026", scope);
  const file = async (format: "json" | "csv" | "html") =>
    (await exportEvidence(ctx, "owasp-llm-2026", scope, format)).content;
  const json = Written.parse(JSON.parse(await file("json")));
  expect(json.controls.map(({ id, status }) => [id, status])).toEqual(
    detail.controls.map(({ id, status }) => [id, status]),
  );
  const open = json.checks.flatMap(({ findings }) => findings.filter(({ status }) => status !== "excepted"));
  expect(open).toHaveLength(detail.openCount);
  expect(json.checks.filter(({ openCount }) => openCount > 0).every(({ calls }) => calls.length > 0)).toBe(
    true,
  );
  const lines = (await file("csv")).trimEnd().split("\r\n");
  expect(lines.filter((line) => line.includes(",finding,")).length).toBeGreaterThanOrEqual(open.length);
  expect(lines.flatMap((line) => line.split(",")).filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
  const html = await file("html");
  for (const { id } of detail.controls) expect(html).toContain(`<code>${id}</code>`);
  expect(html).not.toMatch(/<script|src=|href=/);
});

test("an auditor reads and attests nothing, an engineer sees none of it", async () => {
  const forbidden = expect.objectContaining({ code: "forbidden" }) as AppError;
  const auditor = await createMember(ctx.organizationId, "auditor");
  const engineer = await createMember(ctx.organizationId, "engineer");
  expect((await listFrameworks(auditor, whole)).items.length).toBeGreaterThan(10);
  await expect(
    attestControl(auditor, { frameworkId: "eu-ai-act", controlId: "Article 9" }, attestation()),
  ).rejects.toEqual(forbidden);
  await expect(listFrameworks(engineer, whole)).rejects.toEqual(forbidden);
});

test("of the past the whole organization is told, and a scope is refused by its name", async () => {
  const past = { ...ctx, asOf: new Date() };
  const { items, evaluatedAt } = await listFrameworks(past, whole);
  expect(items.map(({ byStatus }) => byStatus)).toEqual(
    (await listFrameworks(ctx, whole)).items.map(({ byStatus }) => byStatus),
  );
  expect(evaluatedAt).not.toBeNull();
  const refused = (field: string): AppError =>
    expect.objectContaining({
      code: "invalid-input",
      message: expect.stringContaining("not known of the past"),
      fields: [expect.objectContaining({ field })],
    }) as AppError;
  const [framework] = items;
  for (const field of ["workload", "account", "environment"] as const) {
    const scope = { ...whole, [field]: "something" };
    await expect(listFrameworks(past, scope)).rejects.toEqual(refused(field));
    await expect(getFramework(past, framework?.id ?? "", scope)).rejects.toEqual(refused(field));
    await expect(exportEvidence(past, framework?.id ?? "", scope, "csv")).rejects.toEqual(refused(field));
  }
});
