import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, test } from "vitest";

import {
  ChangesCard,
  FixPlanCard,
  IssuesCard,
  OpenFindingsCard,
  OwnersCard,
  ResponsibilityCard,
} from "#app/(console)/overview/panels.tsx";
import { jobContext, type Context } from "#lib/access/context.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { summarizePosture } from "#lib/posture/summarize-posture.ts";
import { createClaimsEstate } from "#tests/factories/estate.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { plantFindings } from "#tests/factories/planted-findings.ts";

type Panel = (props: { ctx: Context }) => Promise<ReactElement>;

const markup = async (panel: Panel, ctx: Context) => renderToStaticMarkup(await panel({ ctx }));
/** What a person reads, with the tags gone. */
const words = async (panel: Panel, ctx: Context) =>
  (await markup(panel, ctx))
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll(/\s+/g, " ")
    .trim();
const addresses = async (panel: Panel, ctx: Context) =>
  [...(await markup(panel, ctx)).matchAll(/href="([^"]+)"/g)].map(([, href]) =>
    href?.replaceAll("&amp;", "&"),
  );
const openFindings: Panel = async ({ ctx }) =>
  OpenFindingsCard({ ctx, posture: await summarizePosture(ctx) });

/** One issue of nobody, and findings of an engineer, of a team and of nobody. */
async function createWork() {
  const admin = await createOrganization();
  const { organizationId } = admin;
  await createClaimsEstate(admin);
  await refreshCorrelation(jobContext(organizationId, "correlation.refresh"));
  const engineer = await createMember(organizationId, "engineer");
  const teamId = newId();
  await systemDb().team.create({ data: { id: teamId, organizationId, name: "Claims" } });
  const late = new Date("2020-01-01T00:00:00Z");
  await plantFindings(admin, [
    { resourceKey: "a", assigneeId: engineer.actor.id, dueAt: late },
    { resourceKey: "b", assigneeId: engineer.actor.id },
    { resourceKey: "c", teamId },
    { resourceKey: "d", severity: "critical" },
  ]);
  return { admin, engineer };
}

describe("an estate with one open path", () => {
  let admin: Context;
  let engineer: Context;
  beforeAll(async () => void ({ admin, engineer } = await createWork()));

  test("who sees all reads the issue, its ends and that nobody owns it", async () => {
    const text = await words(IssuesCard, admin);
    expect(text).toContain("claims-api");
    expect(text).toContain("claims-store");
    expect(text).toContain("nobody owns it");
  });

  test("an engineer without issues is not told that there are none", async () => {
    const text = await words(IssuesCard, engineer);
    expect(text).toContain("No issue is assigned to you or your teams");
    expect(text).not.toContain("claims");
    expect(text).not.toContain("No path leads");
  });

  test("the plan names as many changes as it has, and what they act on", async () => {
    const text = await words(FixPlanCard, admin);
    expect(text).toMatch(/^Fix this one 1 /);
    expect(text).toContain("It acts on the one open issue .");
    expect(await words(FixPlanCard, engineer)).toBe(
      "What to fix first No issue is assigned to you or your teams",
    );
  });

  test("what changed is what the reader may read", async () => {
    expect(await words(ChangesCard, admin)).toMatch(/^What changed 7 days .*claims-api.* New,/);
    expect(await words(ChangesCard, engineer)).toBe("What changed 7 days Nothing changed in 7 days");
  });

  test("open findings are the organization's for one, and one's own for the other", async () => {
    expect(await words(openFindings, admin)).toMatch(/^Open findings by layer 90 days 1 critical 3 high /);
    expect(await words(openFindings, engineer)).toBe("Your open findings 2 high");
  });

  test("who has what lists everybody for one, and oneself for the other", async () => {
    const all = await words(OwnersCard, admin);
    expect(all).toContain("1 overdue of 2");
    expect(all).toContain("Claims 1 open");
    const own = await words(OwnersCard, engineer);
    expect(own).toContain("1 overdue of 2");
    expect(own).not.toContain("Claims");
  });

  test("every address leads to where its reader may go, and none to everybody's work for an engineer", async () => {
    const panels = [IssuesCard, ChangesCard, FixPlanCard, OwnersCard, ResponsibilityCard, openFindings];
    const own = (await Promise.all(panels.map((panel) => addresses(panel, engineer)))).flat();
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((href) => href?.includes("whose=all"))).toEqual([]);
    const all = (await Promise.all(panels.map((panel) => addresses(panel, admin)))).flat();
    expect(all.filter((href) => href?.includes("whose=me"))).toEqual([]);
    for (const href of [...own, ...all])
      expect(href).toMatch(/^\/(issues|findings|remediation|responsibility|plans)/);
  });

  test("an issue given to an engineer is theirs to see, with the change that breaks it", async () => {
    const mine = await createMember(admin.organizationId, "engineer");
    await systemDb().issue.updateMany({
      where: { organizationId: admin.organizationId },
      data: { assigneeId: mine.actor.id },
    });
    expect(await words(IssuesCard, mine)).toContain("claims-api");
    expect(await words(FixPlanCard, mine)).toMatch(/^Fix this one/);
    expect(await words(IssuesCard, engineer)).toContain("No issue is assigned to you or your teams");
  });
});

describe("an organization in which nothing has happened", () => {
  let ctx: Context;
  beforeAll(async () => void (ctx = await createOrganization("analyst")));

  test.each<[string, Panel, string]>([
    [
      "issues",
      IssuesCard,
      "Issues to fix first All issues No path leads from an entry to something worth taking",
    ],
    ["fixes", FixPlanCard, "What to fix first No path leads from an entry to something worth taking"],
    ["changes", ChangesCard, "What changed 7 days Nothing changed in 7 days"],
    [
      "owners",
      OwnersCard,
      "Who has what 0 overdue Nothing is assigned yet Assign an issue or a finding to give it a due date.",
    ],
  ])("%s say so", async (_, panel, text) => {
    expect(await words(panel, ctx)).toBe(text);
  });

  test("responsibility is not resolved rather than met", async () => {
    expect(await words(ResponsibilityCard, ctx)).toContain("No responsibility has been resolved yet");
  });

  test("open findings are none in every layer, without a course", async () => {
    const text = await words(openFindings, ctx);
    expect(text).toContain("Nothing open");
    expect(text).toContain("Model 0 Data 0 Identity 0 API 0 Pipeline 0");
  });
});

test("more than three changes in a week are told, with the way to all of them", async () => {
  const ctx = await createOrganization();
  await createClaimsEstate(ctx);
  await refreshCorrelation(jobContext(ctx.organizationId, "correlation.refresh"));
  const [issue] = await systemDb().issue.findMany({ where: { organizationId: ctx.organizationId } });
  if (!issue) throw new Error("the estate has an issue");
  const { path, because, fixes, ...plain } = issue;
  await systemDb().issue.createMany({
    data: Array.from({ length: 4 }, (_, n) => ({
      ...plain,
      id: newId(),
      startKey: `copy ${n}`,
      path: JSON.parse(JSON.stringify(path)),
      because: JSON.parse(JSON.stringify(because)),
      fixes: JSON.parse(JSON.stringify(fixes)),
    })),
  });
  expect(await words(ChangesCard, ctx)).toMatch(/ 2 more$/);
  expect((await addresses(ChangesCard, ctx)).at(-1)).toBe(
    "/issues?status=open,in-progress,resolved&sort=newest",
  );
});
