import { expect, test } from "vitest";

import { jobContext } from "#lib/access/context.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { getWorkloadAccess } from "#lib/workloads/get-workload-access.ts";
import { getWorkloadData } from "#lib/workloads/get-workload-data.ts";
import { getWorkloadModels } from "#lib/workloads/get-workload-models.ts";
import { createClaimsEstate } from "#tests/factories/estate.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { createResource, stored } from "#tests/factories/resource.ts";

async function estate() {
  const ctx = await createOrganization();
  const { organizationId } = ctx;
  const inventory = await createClaimsEstate(ctx);
  await inventory.put(stored(createResource("identity", "writer")));
  const access = (fromKey: string, kind: string, toKey: string, reason: string) => ({
    id: newId(),
    organizationId,
    fromKey,
    kind,
    toKey,
    reason,
    validFrom: new Date(),
  });
  await refreshCorrelation(jobContext(organizationId, "correlation.refresh"));
  await systemDb().relationship.createMany({
    data: [
      access("writer", "can-write", "claims-store", "policy data-writer, statement 2"),
      access("writer", "can-invoke", "claims-agent", "policy callers, under a condition on aws:SourceIp"),
      access("claims-fn", "can-read", "claims-store", "policy own"),
    ],
  });
  const workload = await systemDb().workload.findFirstOrThrow({
    where: { organizationId, name: "Claims assistant" },
  });
  return { ctx, organizationId, workloadId: workload.id };
}

test("a workload tells what grounds it, who writes there and by which statement", async () => {
  const { ctx, workloadId } = await estate();
  const data = await getWorkloadData(ctx, workloadId);
  expect(data.sentence).toBe("claims-agent is grounded on claims-base; claims-base ingests claims-store.");
  expect(data.lineage.nodes.map(({ name }) => name).toSorted()).toEqual([
    "claims-agent",
    "claims-base",
    "claims-store",
  ]);
  const store = data.stores.find(({ name }) => name === "claims-store");
  expect(store).toMatchObject({ sensitivity: "sensitive" });
  expect(store?.writers).toMatchObject([
    {
      name: "writer",
      ofWorkload: false,
      reason: "policy data-writer, statement 2",
      basis: "derived",
    },
  ]);
});

test("its models have a dossier each, with what is unknown as gaps", async () => {
  const { ctx, workloadId } = await estate();
  const { models } = await getWorkloadModels(ctx, workloadId);
  expect(models.map(({ name }) => name)).toEqual(["claims-model"]);
  expect(models[0]?.facts.find(({ term }) => term === "Provenance")?.value).toBe("the provider's own");
  expect(models[0]?.gaps).toContain("Evaluation: none recorded");
});

test("it answers who can invoke, change, read and poison it, and marks what is uncertain", async () => {
  const { ctx, workloadId, organizationId } = await estate();
  const ask = async () =>
    (await getWorkloadAccess(ctx, workloadId)).questions.map(({ question, accessors }) => [
      question,
      ...accessors.map(({ name, on, basis }) => `${name} ${on.name} ${basis}`),
    ]);
  expect(await ask()).toEqual([
    ["invoke", "writer claims-agent maybe"],
    ["change"],
    ["read", "claims-fn claims-store derived"],
    ["poison", "writer claims-store derived"],
  ]);
  await systemDb().relationship.updateMany({
    where: { organizationId, kind: "can-write" },
    data: { validTo: new Date() },
  });
  expect((await ask()).at(-1)).toEqual(["poison"]);
});

test("administrators of its accounts are named though no edge leads from them", async () => {
  const { ctx, workloadId, organizationId } = await estate();
  await systemDb().resource.updateMany({
    where: { organizationId, key: "writer" },
    data: {
      derived: { privilege: { level: "admin", reasons: [{ text: "policy all", resourceKey: null }] } },
    },
  });
  const { wide } = await getWorkloadAccess(ctx, workloadId);
  expect(wide).toMatchObject([{ name: "writer", level: "admin", reasons: ["policy all"] }]);
});

test("another organization's workload is not there", async () => {
  const { workloadId } = await estate();
  const other = await createOrganization();
  for (const read of [getWorkloadData, getWorkloadModels, getWorkloadAccess])
    await expect(read(other, workloadId)).rejects.toMatchObject({ code: "not-found" });
});
