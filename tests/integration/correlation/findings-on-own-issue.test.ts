import { beforeAll, describe, expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import { loadFindingFilters } from "#lib/contract/findings.ts";
import { getIssue } from "#lib/correlation/get-issue.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { getFinding } from "#lib/posture/get-finding.ts";
import { listFindings } from "#lib/posture/list-findings.ts";
import { createClaimsEstate } from "#tests/factories/estate.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { plantFindings } from "#tests/factories/planted-findings.ts";

const all = { ...loadFindingFilters(new URLSearchParams()), limit: 500 };
let admin: Context;
let issueId = "";
let onPath: string[] = [];
let elsewhere: string[] = [];

beforeAll(async () => {
  admin = await createOrganization();
  await createClaimsEstate(admin);
  const { organizationId } = admin;
  await plantFindings(
    admin,
    ["claims-api", "claims-store", "claims-store", "somewhere-else"].map((resourceKey, n) => ({
      resourceKey,
      checkId: `test/${n}`,
    })),
  );
  await refreshCorrelation(jobContext(organizationId, "correlation.refresh"));
  const issue = await systemDb().issue.findFirstOrThrow({ where: { organizationId } });
  issueId = issue.id;
  onPath = (await getIssue(admin, issueId)).findings.map(({ id }) => id);
  const everything = (await listFindings(admin, all)).items;
  elsewhere = everything.flatMap(({ id, resource }) => (issue.keys.includes(resource.key) ? [] : [id]));
});

const giveTo = (to: { assigneeId?: string; teamId?: string; status?: string }) =>
  systemDb().issue.update({
    where: { id: issueId },
    data: { assigneeId: null, teamId: null, status: "open", ...to },
  });

async function teamOf(engineer: Context): Promise<string> {
  const { organizationId } = engineer;
  const id = newId();
  await systemDb().team.create({ data: { id, organizationId, name: `Team ${id.slice(-6)}` } });
  await systemDb().teamMember.create({ data: { organizationId, teamId: id, userId: engineer.actor.id } });
  return id;
}

describe("an engineer who has an issue", () => {
  test("reads every finding that its page shows, as their own or as their team's", async () => {
    const engineer = await createMember(admin.organizationId, "engineer");
    for (const owner of [{ assigneeId: engineer.actor.id }, { teamId: await teamOf(engineer) }]) {
      await giveTo(owner);
      const shown = (await getIssue(engineer, issueId)).findings.map(({ id }) => id);
      expect(shown).toEqual(onPath);
      expect(shown.length).toBeGreaterThan(0);
      for (const id of shown) expect((await getFinding(engineer, id)).id).toBe(id);
    }
  });

  test("reads no finding off its path, and lists none that nobody gave them", async () => {
    const engineer = await createMember(admin.organizationId, "engineer");
    await giveTo({ assigneeId: engineer.actor.id });
    expect(elsewhere.length).toBeGreaterThan(0);
    for (const id of elsewhere)
      await expect(getFinding(engineer, id)).rejects.toMatchObject({ code: "not-found" });
    expect((await listFindings(engineer, all)).items).toEqual([]);
  });

  test("reads none of them any more once it is another's, or resolved", async () => {
    const [engineer, other] = [
      await createMember(admin.organizationId, "engineer"),
      await createMember(admin.organizationId, "engineer"),
    ];
    for (const state of [
      { assigneeId: other.actor.id },
      { assigneeId: engineer.actor.id, status: "resolved" },
      {},
    ]) {
      await giveTo(state);
      await expect(getFinding(engineer, onPath[0] ?? "")).rejects.toMatchObject({ code: "not-found" });
    }
  });

  test("of another organization reads nothing here, whatever carries the same keys there", async () => {
    const stranger = await createOrganization("engineer");
    const issue = await systemDb().issue.findUniqueOrThrow({ where: { id: issueId } });
    const { because, path, fixes, ...columns } = issue;
    await systemDb().issue.create({
      data: {
        ...columns,
        because: because ?? [],
        path: path ?? {},
        fixes: fixes ?? [],
        id: newId(),
        organizationId: stranger.organizationId,
        assigneeId: stranger.actor.id,
        status: "open",
      },
    });
    for (const id of onPath)
      await expect(getFinding(stranger, id)).rejects.toMatchObject({ code: "not-found" });
  });
});
