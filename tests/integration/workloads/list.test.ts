import { describe, expect, test } from "vitest";
import { stored } from "#tests/factories/resource.ts";

import { jobContext, type Context } from "#lib/access/context.ts";
import type { WorkloadFilters } from "#lib/contract/workloads.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import { permissionsOfRole, roles } from "#lib/domain/permission.ts";
import { systemDb } from "#lib/platform/db.ts";
import { addMember } from "#lib/workloads/add-member.ts";
import { listWorkloads } from "#lib/workloads/list-workloads.ts";
import { mergeWorkloads } from "#lib/workloads/merge-workloads.ts";
import { removeMember } from "#lib/workloads/remove-member.ts";
import { renameWorkload } from "#lib/workloads/rename-workload.ts";
import { splitWorkload } from "#lib/workloads/split-workload.ts";
import { createClaimsEstate } from "#tests/factories/estate.ts";
import { createInventory } from "#tests/factories/inventory.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { randomEstate } from "#tests/factories/random-estate.ts";

const refresh = ({ organizationId }: Context) =>
  refreshCorrelation(jobContext(organizationId, "correlation.refresh"));
const filters = (changes: Partial<WorkloadFilters> = {}): WorkloadFilters => ({
  provider: [],
  serviceModel: [],
  environment: [],
  owner: "",
  q: "",
  cursor: null,
  limit: 100,
  ...changes,
});
const list = async (ctx: Context, changes: Partial<WorkloadFilters> = {}) =>
  (await listWorkloads(ctx, filters(changes))).items;
const names = async (ctx: Context) => (await list(ctx)).map(({ name }) => name);

async function estate() {
  const ctx = await createOrganization();
  await createClaimsEstate(ctx);
  await refresh(ctx);
  const [chat = "", claims = ""] = (await list(ctx)).map(({ id }) => id);
  const rows = await systemDb().resource.findMany({ where: { organizationId: ctx.organizationId } });
  const resourceId = (key: string) => rows.find((row) => row.key === key)?.id ?? "";
  return { ctx, chat, claims, resourceId };
}

describe("the list", () => {
  test("pages through workloads of one name without losing or repeating any", async () => {
    const many = randomEstate(3, { applications: 7 });
    const tagged = many.resources.map((resource) => ({ ...resource, tags: { app: "same" } }));
    const ctx = await createOrganization();
    await createInventory(ctx, tagged.map(stored), many.relationships);
    await refresh(ctx);
    const whole = (await list(ctx)).map(({ id }) => id);
    expect(whole).toHaveLength(7);
    const pages: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listWorkloads(ctx, filters({ limit: 2, cursor }));
      pages.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(pages).toEqual(whole);
  });

  test.each([
    [{ provider: ["aws" as const] }, 2],
    [{ provider: ["gcp" as const] }, 0],
    [{ serviceModel: ["paas" as const] }, 2],
    [{ serviceModel: ["saas" as const, "agent-paas" as const] }, 0],
    [{ environment: ["production" as const] }, 1],
    [{ environment: ["production" as const, "test" as const] }, 1],
    [{ owner: "claims-platform" }, 1],
    [{ owner: "claims" }, 0],
    [{ q: "CLAIMS" }, 1],
    [{ q: "  chat " }, 1],
    [{ q: "%" }, 0],
    [{ q: "_" }, 0],
    [{ limit: 0 }, 1],
    [{ limit: -5 }, 1],
    [{ limit: 100_000 }, 2],
  ])("%j admits %i", async (changes, count) => {
    const { ctx } = await shared();
    expect(await list(ctx, changes)).toHaveLength(count);
  });

  let once: ReturnType<typeof estate> | undefined;
  const shared = () => (once ??= estate());

  test("refuses a cursor that it did not give", async () => {
    const { ctx } = await shared();
    for (const cursor of ["x", Buffer.from('["a"]').toString("base64url")])
      await expect(listWorkloads(ctx, filters({ cursor }))).rejects.toMatchObject({ code: "invalid-input" });
  });

  test.each(roles)("%s may see it, and decide only where the table says so", async (role) => {
    const { ctx, claims, chat, resourceId } = await shared();
    const who = await createMember(ctx.organizationId, role);
    expect(await names(who)).toContain("Claims assistant");
    const mayDecide = permissionsOfRole[role].includes("workload:write");
    const attempts = [
      () => renameWorkload(who, claims, { name: "Claims assistant" }),
      () => mergeWorkloads(who, claims, { from: [claims] }),
      () => splitWorkload(who, chat, { name: "X", resourceIds: [resourceId("claims-store")] }),
      () => addMember(who, chat, { resourceId: crypto.randomUUID(), role: "answers" }),
      () => removeMember(who, chat, { resourceId: crypto.randomUUID() }),
    ];
    for (const attempt of attempts) {
      const code = await attempt().then(
        () => "done",
        (error: unknown) => Reflect.get(Object(error), "code") as string,
      );
      expect(code === "forbidden").toBe(!mayDecide);
    }
  });
});
