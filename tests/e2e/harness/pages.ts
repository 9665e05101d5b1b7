import { globSync } from "node:fs";

import type { Page } from "playwright-core";

import { administratorContext } from "#lib/access/first-administrator.ts";
import { planFixes } from "#lib/correlation/plan-fixes.ts";
import type { Role } from "#lib/domain/permission.ts";
import { runImport } from "#lib/imports/run-import.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createCustomCheck } from "#lib/posture/custom/create-custom-check.ts";
import { createPlan } from "#lib/remediation/plans.ts";
import { customDefinition } from "#tests/factories/custom-check.ts";

/** Who looks at a page, and one address at which it shows something of the demo estate. */
export type PageToSee = {
  role: Role | null;
  path: string;
  /** What to do there, where the address alone shows nothing. */
  act?: (page: Page) => Promise<void>;
};

type Ids = {
  finding: string;
  issue: string;
  workload: string;
  resource: string;
  connection: string;
  plan: string;
  customCheck: string;
  importId: string;
};

/** Every page of the application by its route. A page that is not here fails the tests of all pages. */
const pagesOf = ({
  finding,
  issue,
  workload,
  resource,
  connection,
  plan,
  customCheck,
  importId,
}: Ids): Record<string, PageToSee> => ({
  "/": { role: "analyst", path: "/" },
  "/sign-in": { role: null, path: "/sign-in" },
  "/sign-in/link": { role: null, path: "/sign-in/link" },
  "/sign-out": { role: "analyst", path: "/sign-out" },
  // Who has chosen a password has no such page any more; the auditor has not.
  "/set-up": { role: "auditor", path: "/set-up" },
  "/overview": { role: "analyst", path: "/overview" },
  "/workloads": { role: "analyst", path: "/workloads" },
  "/workloads/[workloadId]": { role: "analyst", path: `/workloads/${workload}` },
  "/issues": { role: "analyst", path: "/issues" },
  "/issues/[issueId]": { role: "analyst", path: `/issues/${issue}` },
  "/findings": { role: "analyst", path: "/findings" },
  "/findings/[findingId]": { role: "analyst", path: `/findings/${finding}` },
  "/responsibility": { role: "analyst", path: "/responsibility" },
  "/compliance": { role: "analyst", path: "/compliance" },
  "/compliance/[frameworkId]": {
    role: "analyst",
    path: "/compliance/owasp-llm-2026?control=LLM01%3A2026",
  },
  "/remediation": { role: "analyst", path: "/remediation?whose=all" },
  "/inventory": { role: "analyst", path: "/inventory" },
  "/inventory/[resourceId]": { role: "analyst", path: `/inventory/${resource}` },
  "/explorer": {
    role: "analyst",
    path: `/explorer?q=${encodeURIComponent("agent as assistant -[grounded-on]-> knowledge-base -[ingests]-> data-store")}`,
  },
  "/imports": { role: "analyst", path: "/imports" },
  "/imports/[importId]": { role: "analyst", path: `/imports/${importId}` },
  "/changes": { role: "analyst", path: "/changes" },
  "/connections": { role: "admin", path: "/connections" },
  "/connections/new": { role: "admin", path: "/connections/new?provider=aws" },
  "/connections/jobs": {
    role: "admin",
    path: "/connections/jobs",
    act: (page) => page.getByRole("radio", { name: "All" }).click(),
  },
  "/connections/[connectionId]": { role: "admin", path: `/connections/${connection}` },
  "/checks": { role: "analyst", path: "/checks" },
  "/checks/[...checkId]": { role: "analyst", path: "/checks/data-store/private" },
  "/checks/new": { role: "analyst", path: "/checks/new" },
  "/checks/edit/[customCheckId]": { role: "analyst", path: `/checks/edit/${customCheck}` },
  "/plans": { role: "analyst", path: "/plans" },
  "/plans/simulate": { role: "analyst", path: "/plans/simulate" },
  "/plans/[planId]": { role: "analyst", path: `/plans/${plan}` },
  "/settings/score": { role: "admin", path: "/settings/score" },
  "/settings/checks": { role: "admin", path: "/settings/checks" },
  "/settings": { role: "admin", path: "/settings" },
  "/settings/organization": { role: "admin", path: "/settings/organization" },
  "/settings/people": { role: "admin", path: "/settings/people" },
  "/settings/teams": { role: "admin", path: "/settings/teams" },
  "/settings/sessions": { role: "admin", path: "/settings/sessions" },
  "/settings/tokens": { role: "admin", path: "/settings/tokens" },
  "/settings/audit": { role: "admin", path: "/settings/audit" },
});

/** The routes that have a page, as Next finds them. */
export const routesWithPages = (): string[] =>
  globSync("app/**/page.tsx")
    .map((file) => `/${file.replace(/^app\//, "").replace(/\/?page\.tsx$/, "")}`)
    .map((route) => route.replaceAll(/\/\([^)]+\)/g, "") || "/")
    .toSorted();

export async function pagesToSee(organizationId: string): Promise<Record<string, PageToSee>> {
  const db = systemDb();
  const [issue, finding, workload, resource, connection] = await Promise.all([
    db.issue.findFirstOrThrow({
      where: { organizationId, pathId: "broad-writer-to-acting-agent" },
      select: { id: true },
    }),
    db.finding.findFirstOrThrow({
      where: { organizationId, status: "open" },
      orderBy: [{ severityRank: "asc" }, { checkId: "asc" }, { resourceKey: "asc" }],
      select: { id: true },
    }),
    db.workload.findFirstOrThrow({
      where: { organizationId, name: "Claims assistant" },
      select: { id: true },
    }),
    db.resource.findFirstOrThrow({
      where: { organizationId, name: "claims-assistant", class: "agent", removedAt: null },
      select: { id: true },
    }),
    db.connection.findFirstOrThrow({ where: { organizationId, connectorId: "aws" }, select: { id: true } }),
  ]);
  return pagesOf({
    issue: issue.id,
    finding: finding.id,
    workload: workload.id,
    resource: resource.id,
    connection: connection.id,
    plan: await planToSee(organizationId),
    customCheck: await customCheckToSee(organizationId),
    importId: await importToSee(organizationId),
  });
}

/** The plan there is, or one made of what breaks most. */
async function planToSee(organizationId: string): Promise<string> {
  const known = await systemDb().plan.findFirst({ where: { organizationId }, select: { id: true } });
  if (known) return known.id;
  const ctx = await administratorContext(organizationId);
  const { steps } = await planFixes(ctx, { maxFixes: 3 });
  return (await createPlan(ctx, { name: "Close the open doors", fixIds: steps.map(({ id }) => id) })).id;
}

/** The check there is, or one that is off: its findings would be others' to expect. */
async function customCheckToSee(organizationId: string): Promise<string> {
  const known = await systemDb().customCheck.findFirst({
    where: { organizationId, deletedAt: null },
    select: { id: true },
  });
  if (known) return known.id;
  const ctx = await administratorContext(organizationId);
  return (await createCustomCheck(ctx, { definition: customDefinition(), enabled: false })).id;
}

/** The import there is, or a bill of materials: it tells of parts alone, so no list of findings changes. */
async function importToSee(organizationId: string): Promise<string> {
  const known = await systemDb().import.findFirst({ where: { organizationId }, select: { id: true } });
  if (known) return known.id;
  const components = [
    {
      type: "machine-learning-model",
      name: "claims-llm",
      version: "3",
      licenses: [{ license: { id: "Apache-2.0" } }],
    },
    { type: "library", name: "torch", version: "2.6.0", purl: "pkg:pypi/torch@2.6.0" },
  ];
  const bill = Buffer.from(JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.6", components }));
  async function* body() {
    yield bill;
  }
  const ctx = await administratorContext(organizationId);
  const asked = { source: "build", scope: "acme/claims-assistant", fileName: "bill.cdx.json" };
  return (await runImport(ctx, body(), asked, new AbortController().signal)).id;
}
