import { expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import type { WorkloadFilters } from "#lib/contract/workloads.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import type { AppError } from "#lib/domain/errors.ts";
import { systemDb } from "#lib/platform/db.ts";
import { addMember } from "#lib/workloads/add-member.ts";
import { getWorkloadMap } from "#lib/workloads/get-workload-map.ts";
import { getWorkload } from "#lib/workloads/get-workload.ts";
import { listWorkloads } from "#lib/workloads/list-workloads.ts";
import { mergeWorkloads } from "#lib/workloads/merge-workloads.ts";
import { removeMember } from "#lib/workloads/remove-member.ts";
import { renameWorkload } from "#lib/workloads/rename-workload.ts";
import { splitWorkload } from "#lib/workloads/split-workload.ts";
import { createClaimsEstate } from "#tests/factories/estate.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { createResource, stored } from "#tests/factories/resource.ts";

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
const notFound = expect.objectContaining({ code: "not-found" }) as AppError;

async function estate() {
  const ctx = await createOrganization();
  const inventory = await createClaimsEstate(ctx);
  await refresh(ctx);
  const { items } = await listWorkloads(ctx, filters());
  const [chat, claims] = items.map(({ id }) => id);
  const resources = await systemDb().resource.findMany({ where: { organizationId: ctx.organizationId } });
  const resourceId = (key: string) => resources.find((resource) => resource.key === key)?.id ?? "";
  return { ctx, inventory, items, chat: chat ?? "", claims: claims ?? "", resourceId };
}
const membersOf = async (ctx: Context, id: string) =>
  (await getWorkload(ctx, id)).members.map(({ key }) => key).toSorted();
const names = async (ctx: Context) => (await listWorkloads(ctx, filters())).items.map(({ name }) => name);

test("workloads are listed with their layers, owner, environment and worst issue", async () => {
  const { ctx, items, claims } = await estate();
  expect(items.map(({ name }) => name)).toEqual(["Chat", "Claims assistant"]);
  expect(items[1]).toMatchObject({
    serviceModel: "paas",
    environment: { value: "production" },
    owner: { value: "claims-platform" },
    openIssueCount: 1,
    worstIssue: { severity: "critical" },
  });
  expect(items[1]?.layers.map(({ layer }) => layer)).toEqual([
    "model",
    "data",
    "identity",
    "api",
    "pipeline",
  ]);
  expect((await listWorkloads(ctx, filters({ q: "claims" }))).items.map(({ id }) => id)).toEqual([claims]);
  expect((await listWorkloads(ctx, filters({ environment: ["test"] }))).items).toEqual([]);
});

test("a layer whose collection is missing is not shown as known", async () => {
  const { ctx, inventory, claims } = await estate();
  await systemDb().workload.updateMany({ where: { id: claims }, data: { accounts: ["acme"] } });
  const known = async () => {
    const { layers } = await getWorkload(ctx, claims);
    return layers.filter((cell) => !cell.known).map(({ layer }) => layer);
  };
  expect(await known()).toEqual([]);
  await inventory.deny();
  expect(await known()).toEqual(["data"]);
});

test("a workload tells what it is, who is in it and why, and draws its map", async () => {
  const { ctx, claims } = await estate();
  const workload = await getWorkload(ctx, claims);
  expect(workload.summary).toMatch(/grounded on 1 store/);
  expect(workload).toMatchObject({ exposure: "anyone", sensitivity: "sensitive" });
  expect(workload.members.map(({ key }) => key).toSorted()).toEqual([
    "claims-agent",
    "claims-api",
    "claims-base",
    "claims-fn",
    "claims-model",
    "claims-store",
  ]);
  for (const { reason, roleTitle } of workload.members) expect(`${reason}${roleTitle}`).not.toBe("");
  const map = await getWorkloadMap(ctx, claims);
  expect(map.nodes).toHaveLength(6);
  expect(map.edges.map(({ kind }) => kind).toSorted()).toEqual([
    "grounded-on",
    "ingests",
    "invokes",
    "invokes",
    "routes-to",
  ]);
  expect(map.nodes.filter(({ role }) => role === "entry").map(({ name }) => name)).toEqual(["claims-api"]);
  expect(map.nodes.find(({ name }) => name === "claims-store")?.role).toBe("target");
});

test("a workload keeps its id when resources come and go, and returns with it", async () => {
  const { ctx, inventory, claims } = await estate();
  await inventory.remove("claims-api");
  await refresh(ctx);
  expect(await membersOf(ctx, claims)).not.toContain("claims-api");
  for (const key of ["claims-fn", "claims-agent"]) await inventory.remove(key);
  await refresh(ctx);
  await expect(getWorkload(ctx, claims)).rejects.toEqual(notFound);
  await inventory.put(stored(createResource("compute", "claims-fn", { authentication: "identity" })));
  await inventory.put(stored(createResource("agent", "claims-agent")));
  await refresh(ctx);
  expect(await membersOf(ctx, claims)).toContain("claims-agent");
});

test("what people decided stands after the next sync, and is in the audit log and the timeline", async () => {
  const { ctx, claims, chat, resourceId } = await estate();
  await renameWorkload(ctx, claims, { name: "Claims desk" });
  await removeMember(ctx, claims, { resourceId: resourceId("claims-model") });
  await addMember(ctx, chat, { resourceId: resourceId("claims-model"), role: "answers" });
  const decided = async () => [await names(ctx), await membersOf(ctx, claims), await membersOf(ctx, chat)];
  const before = await decided();
  await refresh(ctx);
  expect(await decided()).toEqual(before);
  expect(before).toEqual([
    ["Chat", "Claims desk"],
    ["claims-agent", "claims-api", "claims-base", "claims-fn", "claims-store"],
    ["chat-fn", "chat-gpt", "chat-service", "claims-model"],
  ]);
  const { timeline, decisions } = await getWorkload(ctx, claims);
  expect(timeline.map(({ kind }) => kind)).toEqual(["member-removed", "renamed"]);
  expect(decisions.map(({ kind }) => kind)).toEqual(["remove", "rename"]);
  const audit = await systemDb().auditEntry.findMany({ where: { organizationId: ctx.organizationId } });
  expect(audit.map(({ action }) => action).toSorted()).toEqual([
    "workload.add",
    "workload.remove",
    "workload.rename",
  ]);
});

test("merged workloads stay one, and what is split off stays apart", async () => {
  const { ctx, claims, chat, resourceId } = await estate();
  await mergeWorkloads(ctx, claims, { from: [chat] });
  expect(await names(ctx)).toEqual(["Claims assistant"]);
  const { id } = await splitWorkload(ctx, claims, {
    name: "Store",
    resourceIds: [resourceId("claims-store")],
  });
  const decided = async () => [await names(ctx), await membersOf(ctx, claims), await membersOf(ctx, id)];
  const before = await decided();
  await refresh(ctx);
  expect(await decided()).toEqual(before);
  expect(before[0]).toEqual(["Claims assistant", "Store"]);
  expect(before[2]).toEqual(["claims-store"]);
  expect(before[1]).toContain("chat-gpt");
});

test("a workload is never left empty", async () => {
  const { ctx, claims, resourceId } = await estate();
  const { id } = await splitWorkload(ctx, claims, {
    name: "Store",
    resourceIds: [resourceId("claims-store")],
  });
  const conflict = { code: "conflict" };
  await expect(removeMember(ctx, id, { resourceId: resourceId("claims-store") })).rejects.toMatchObject(
    conflict,
  );
  await expect(
    splitWorkload(ctx, id, { name: "X", resourceIds: [resourceId("claims-store")] }),
  ).rejects.toMatchObject(conflict);
  await expect(mergeWorkloads(ctx, claims, { from: [claims] })).rejects.toMatchObject({
    code: "invalid-input",
  });
});

test("another organization's workloads and resources are not found by any verb", async () => {
  const { ctx, claims, chat, resourceId } = await estate();
  const stranger = await createOrganization();
  const own = await createClaimsEstate(stranger);
  expect(own).toBeDefined();
  await refresh(stranger);
  const [theirs] = (await listWorkloads(stranger, filters())).items;
  const id = theirs?.id ?? "";
  const resource = resourceId("claims-store");
  for (const attempt of [
    () => getWorkload(stranger, claims),
    () => getWorkloadMap(stranger, claims),
    () => renameWorkload(stranger, claims, { name: "Mine" }),
    () => mergeWorkloads(stranger, claims, { from: [chat] }),
    () => mergeWorkloads(stranger, id, { from: [chat] }),
    () => splitWorkload(stranger, claims, { name: "Mine", resourceIds: [resource] }),
    () => splitWorkload(stranger, id, { name: "Mine", resourceIds: [resource] }),
    () => addMember(stranger, claims, { resourceId: resource, role: "answers" }),
    () => addMember(stranger, id, { resourceId: resource, role: "answers" }),
    () => removeMember(stranger, claims, { resourceId: resource }),
    () => removeMember(stranger, id, { resourceId: resource }),
  ])
    await expect(attempt()).rejects.toEqual(notFound);
  expect(await names(ctx)).toEqual(["Chat", "Claims assistant"]);
});

test("who may only read decides nothing", async () => {
  const { ctx, claims } = await estate();
  const auditor = await createMember(ctx.organizationId, "auditor");
  expect((await getWorkload(auditor, claims)).name).toBe("Claims assistant");
  await expect(renameWorkload(auditor, claims, { name: "Mine" })).rejects.toMatchObject({
    code: "forbidden",
  });
});
