import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";

import { GET as getBill } from "#app/api/v1/workloads/[workloadId]/bill-of-materials/route.ts";
import { GET as getComponents } from "#app/api/v1/workloads/[workloadId]/components/route.ts";
import { GET as getFindings } from "#app/api/v1/findings/export/route.ts";
import { jobContext, type Context } from "#lib/access/context.ts";
import { loadFindingFilters } from "#lib/contract/findings.ts";
import { WorkloadComponentPage } from "#lib/contract/workload-components.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import { exportFindings } from "#lib/exports/export-findings.ts";
import { runImport } from "#lib/imports/run-import.ts";
import { createConnection } from "#lib/inventory/create-connection.ts";
import { findConnector } from "#lib/inventory/find-connector.ts";
import { syncConnection } from "#lib/inventory/sync-connection.ts";
import { systemDb } from "#lib/platform/db.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { schemaProblems } from "#tests/support/json-schema.ts";
import { browserRequest, signInAs } from "#tests/support/sign-in.ts";

const signal = new AbortController().signal;
let admin: Context;
let cookie: string;
let workloads: { id: string; name: string }[];
let modelKey: string;

async function* bytes(value: unknown) {
  yield Buffer.from(JSON.stringify(value));
}

const bill = {
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  components: [
    {
      type: "library",
      name: "torch",
      version: "2.6.0",
      purl: "pkg:pypi/torch@2.6.0",
      licenses: [{ license: { id: "BSD-3-Clause" } }],
      "bom-ref": "torch",
    },
    { type: "library", name: "numpy", version: "2.4.0", "bom-ref": "numpy" },
  ],
};

/** One cloud of the demo estate, with what other tools told of it. */
beforeAll(async () => {
  admin = await createOrganization();
  cookie = await signInAs(admin);
  const job = jobContext(admin.organizationId, "test");
  const demo = { mode: "replay" as const, connectorId: "gcp" as const, name: "Demo", recording: "demo/gcp" };
  const { id } = await createConnection(admin, { ...demo, syncEveryMinutes: null });
  await syncConnection(job, { connectionId: id }, signal, findConnector);
  await evaluateOrganization(job);
  await refreshCorrelation(job);
  workloads = await systemDb().workload.findMany({
    where: { organizationId: admin.organizationId, removedAt: null },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
  const model = await systemDb().resource.findFirstOrThrow({
    where: { organizationId: admin.organizationId, class: "model", removedAt: null },
  });
  const finding = {
    RuleID: "openai-api-key",
    File: "=cmd()|'/c calc'!A0",
    StartLine: 3,
    Description: "OpenAI key",
  };
  await runImport(admin, bytes([finding]), {}, signal);
  modelKey = model.key;
  await runImport(admin, bytes(bill), { scope: modelKey }, signal);
});

const params = (workloadId = "") => ({ params: Promise.resolve(workloadId ? { workloadId } : {}) }) as never;
const findingsAs = async (query: string, by = cookie) =>
  getFindings(browserRequest(`/api/v1/findings/export?${query}`, by), params());
const countOf = (where: object = {}) =>
  systemDb().finding.count({ where: { organizationId: admin.organizationId, status: "open", ...where } });

describe("findings", () => {
  test("as CSV: every one that the filters admit, none a formula", async () => {
    const response = await findingsAs("format=csv&severity=critical,high");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="findings-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const rows = parse(await response.text(), { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(await countOf({ severity: { in: ["critical", "high"] } }));
    expect(rows.filter((row) => Object.values(row).some((cell) => /^[=+\-@]/.test(cell)))).toEqual([]);
    expect(rows.find((row) => row["found by"] === "gitleaks")?.["file"]).toMatch(/^'=/);
  });

  test("as OCSF: each line is an event of 1.8, and there are as many as findings", async () => {
    const problems = schemaProblems("ocsf-1.8.0-compliance-finding");
    const lines = (await (await findingsAs("format=ocsf")).text()).trimEnd().split("\n");
    expect(lines).toHaveLength(await countOf());
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.flatMap((line) => problems(JSON.parse(line))).slice(0, 5)).toEqual([]);
  });

  test("as SARIF: what its schema takes, worst first, each as the command line prints it", async () => {
    const log = JSON.parse(await (await findingsAs("format=sarif&sort=newest")).text()) as {
      runs: [{ results: { level: string; partialFingerprints: Record<string, string> }[] }];
    };
    expect(schemaProblems("sarif-2.1.0")(log)).toEqual([]);
    const [{ results }] = log.runs;
    expect(results).toHaveLength(await countOf());
    const levels = results.map(({ level }) => ["error", "warning", "note"].indexOf(level));
    expect(levels).toEqual(levels.toSorted((a, b) => a - b));
  });

  test("who sees only what is theirs exports only that; what is wrong is told before anything is written", async () => {
    const engineer = await signInAs(await createMember(admin.organizationId, "engineer"));
    expect((await (await findingsAs("format=ocsf", engineer)).text()).trim()).toBe("");
    expect((await findingsAs("format=pdf")).status).toBe(400);
    expect((await findingsAs("limit=5")).status).toBe(400);
    const stranger = await signInAs(await createOrganization());
    expect((await (await findingsAs("format=ocsf", stranger)).text()).trim()).toBe("");
  });

  test("a finding that moves to another place of the list meanwhile stands in the file once", async () => {
    const filters = { ...loadFindingFilters({ status: "open" }), format: "ocsf" as const };
    const before = await countOf();
    const chunks = exportFindings(admin, filters, 5).chunks[Symbol.asyncIterator]();
    const lines: string[] = [];
    const first = await chunks.next();
    if (first.done) throw new Error("There are findings");
    lines.push(...first.value.trimEnd().split("\n"));
    // All that was read now stands behind what was not.
    const where = { organizationId: admin.organizationId, status: "open" as const };
    const { count } = await systemDb().finding.updateMany({ where, data: { severityRank: 4 } });
    expect(count).toBe(before);
    for (let next = await chunks.next(); !next.done; next = await chunks.next())
      lines.push(...next.value.trimEnd().split("\n"));
    const ids = lines.map((line) => (JSON.parse(line) as { finding_info: { uid: string } }).finding_info.uid);
    expect(ids).toHaveLength(before);
    expect(new Set(ids).size).toBe(before);
  });
});

type Bill = {
  components: { type: string; "bom-ref": string; name: string; modelCard?: object; publisher?: string }[];
  services: { "bom-ref": string; name: string; authenticated?: boolean }[];
  dependencies: { ref: string; dependsOn: string[] }[];
};
async function billOf(workloadId: string, version = "1.6", by = cookie): Promise<Response> {
  const url = `/api/v1/workloads/${workloadId}/bill-of-materials?version=${version}`;
  return getBill(browserRequest(url, by), params(workloadId));
}

describe("a workload's components", () => {
  beforeAll(async () => {
    const affects = (ref: string) => ({ affects: [{ ref }] });
    const vulnerabilities = [
      { id: "CVE-2025-1", ratings: [{ severity: "critical" }], ...affects("torch") },
      { id: "CVE-2025-2", ratings: [{ severity: "low" }], ...affects("torch") },
      { id: "CVE-2025-3", analysis: { state: "not_affected" }, ...affects("numpy") },
    ];
    await runImport(admin, bytes({ ...bill, vulnerabilities }), { scope: modelKey }, signal);
  });

  const componentsOf = async (workloadId: string, query = "", by = cookie) =>
    getComponents(
      browserRequest(`/api/v1/workloads/${workloadId}/components?${query}`, by),
      params(workloadId),
    );
  const pageOf = async (workloadId: string, query = "") =>
    WorkloadComponentPage.parse(await (await componentsOf(workloadId, query)).json());
  const allOf = async () =>
    (await Promise.all(workloads.map(({ id }) => pageOf(id)))).flatMap((page) => page.items);

  test("are models, data and images of its own and the parts that bills name, each with its resource", async () => {
    const components = await allOf();
    expect(components.find(({ name }) => name === "torch")).toMatchObject({
      kind: "library",
      version: "2.6.0",
      licenses: ["BSD-3-Clause"],
      source: "cyclonedx",
      vulnerabilityCount: 2,
      worst: "critical",
    });
    expect(
      components.filter(({ kind, source }) => kind === "model" && source === null).length,
    ).toBeGreaterThan(0);
  });

  test("a vulnerability of another version, or of another package, is not told of one", async () => {
    const numpy = (await allOf()).find(({ name }) => name === "numpy");
    expect(numpy).toMatchObject({ vulnerabilityCount: 0, worst: null });
  });

  test("come in pages that together are the whole, each once", async () => {
    const counts = await Promise.all(workloads.map(async ({ id }) => (await pageOf(id)).items.length));
    const most = counts.indexOf(Math.max(...counts));
    const id = workloads[most]?.id ?? "";
    const seen: string[] = [];
    let page = await pageOf(id, "limit=2");
    for (;;) {
      seen.push(...page.items.map((one) => one.id));
      if (page.nextCursor === null) break;
      page = await pageOf(id, `limit=2&cursor=${page.nextCursor}`);
    }
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual((await pageOf(id)).items.map((one) => one.id));
  });

  test("of another organization there are none", async () => {
    const stranger = await signInAs(await createOrganization());
    expect((await componentsOf(workloads[0]?.id ?? "", "", stranger)).status).toBe(404);
    expect((await componentsOf(workloads[0]?.id ?? "", "cursor=x")).status).toBe(400);
  });
});

describe("a workload's bill of materials", () => {
  test.each(["1.6", "1.7"])(
    "is CycloneDX %s, of every workload, and names only what it holds",
    async (version) => {
      const problems = schemaProblems(`cyclonedx-${version}`);
      for (const { id, name } of workloads) {
        const bill = JSON.parse(await (await billOf(id, version)).text()) as Bill;
        expect([name, ...problems(bill).slice(0, 3)]).toEqual([name]);
        const refs = [
          `workload:${id}`,
          ...[...bill.components, ...bill.services].map((part) => part["bom-ref"]),
        ];
        expect(new Set(refs).size).toBe(refs.length);
        const named = bill.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]);
        expect(named.filter((ref) => !refs.includes(ref))).toEqual([]);
        expect(new Set(bill.dependencies.map(({ ref }) => ref)).size).toBe(bill.dependencies.length);
      }
    },
  );

  test("holds models, data and services of the demo, each with what is known of it", async () => {
    const bills = await Promise.all(
      workloads.map(async ({ id }) => JSON.parse(await (await billOf(id)).text()) as Bill),
    );
    const components = bills.flatMap((bill) => bill.components);
    expect(components.some(({ type }) => type === "machine-learning-model")).toBe(true);
    expect(components.some(({ type }) => type === "data")).toBe(true);
    expect(components.find(({ name }) => name === "torch")).toMatchObject({
      type: "library",
      purl: "pkg:pypi/torch@2.6.0",
    });
    expect(bills.flatMap(({ services }) => services).length).toBeGreaterThan(0);
    expect(
      bills.flatMap(({ dependencies }) => dependencies).some(({ dependsOn }) => dependsOn.length > 1),
    ).toBe(true);
  });

  test("of another organization, or of none, there is none", async () => {
    const stranger = await signInAs(await createOrganization());
    const [first] = workloads;
    expect((await billOf(first?.id ?? "", "1.6", stranger)).status).toBe(404);
    expect((await billOf(first?.id ?? "", "2.0")).status).toBe(400);
  });
});
