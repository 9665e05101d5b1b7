import { expect, test } from "vitest";

import { jobContext } from "#lib/access/context.ts";
import { loadFindingFilters } from "#lib/contract/findings.ts";
import { AssignInput } from "#lib/contract/remediation.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { listFindings } from "#lib/posture/list-findings.ts";
import { createBulkOperation } from "#lib/remediation/create-bulk-operation.ts";
import { getBulkOperation } from "#lib/remediation/get-bulk-operation.ts";
import { runBulkOperation } from "#lib/remediation/run-bulk-operation.ts";
import { undoBulkOperation } from "#lib/remediation/undo-bulk-operation.ts";
import { newId } from "#lib/platform/id.ts";
import { privateCheck } from "#tests/factories/checks.ts";
import { bucket, createInventory } from "#tests/factories/inventory.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

const filters = loadFindingFilters(new URLSearchParams());

async function createFindings(count: number) {
  const admin = await createOrganization();
  const engineer = await createMember(admin.organizationId, "engineer");
  await createInventory(
    admin,
    Array.from({ length: count }, (_, n) => bucket(`b${n}`, { publicRead: true })),
  );
  const job = jobContext(admin.organizationId, "remediation.bulk");
  await evaluateOrganization(job, undefined, [privateCheck]);
  return { admin, engineer, job };
}

test("a bulk assignment by filter reaches all it admits, says so, and can be undone", async () => {
  const { admin, engineer, job } = await createFindings(5);
  const input = AssignInput.parse({ assigneeId: engineer.actor.id });
  const { id, totalCount } = await createBulkOperation(admin, {
    filter: "severity=critical",
    action: { kind: "assign", input },
  });
  expect(totalCount).toBe(5);
  await runBulkOperation(job, id);
  expect(await getBulkOperation(admin, id)).toMatchObject({
    state: "done",
    doneCount: 5,
    failures: [],
    mayUndo: true,
  });
  expect((await listFindings(engineer, filters)).items).toHaveLength(5);

  await undoBulkOperation(admin, id);
  expect((await listFindings(engineer, filters)).items).toEqual([]);
  await expect(undoBulkOperation(admin, id)).rejects.toMatchObject({ code: "conflict" });
});

test("one finding that refuses is named and stops no other", async () => {
  const { admin, engineer, job } = await createFindings(2);
  const ids = (await listFindings(admin, filters)).items.map((finding) => finding.id);
  const gone = newId();
  const input = AssignInput.parse({ assigneeId: engineer.actor.id });
  const { id } = await createBulkOperation(admin, {
    findingIds: [gone, ...ids],
    action: { kind: "assign", input },
  });
  await runBulkOperation(job, id);
  expect(await getBulkOperation(admin, id)).toMatchObject({
    doneCount: 3,
    failures: [{ id: gone, message: "There is no such finding." }],
  });
});

test("an operation that was cut short goes on where it stopped", async () => {
  const { admin, engineer, job } = await createFindings(4);
  const input = AssignInput.parse({ assigneeId: engineer.actor.id });
  const { id } = await createBulkOperation(admin, { filter: "", action: { kind: "assign", input } });
  const controller = new AbortController();
  const running = runBulkOperation(job, id, controller.signal);
  await expect.poll(async () => (await getBulkOperation(admin, id)).doneCount).toBeGreaterThan(0);
  controller.abort();
  await running.catch(() => undefined);
  await runBulkOperation(job, id);
  expect(await getBulkOperation(admin, id)).toMatchObject({ state: "done", doneCount: 4, failures: [] });
});

test("a person acts in bulk with the rights they have, on what they can see", async () => {
  const { admin, engineer } = await createFindings(2);
  const input = AssignInput.parse({ assigneeId: engineer.actor.id });
  await expect(
    createBulkOperation(engineer, { filter: "", action: { kind: "assign", input } }),
  ).rejects.toMatchObject({ code: "forbidden" });
  await expect(
    createBulkOperation(engineer, {
      filter: "",
      action: { kind: "set-progress", input: { status: "in-progress" } },
    }),
  ).rejects.toMatchObject({ code: "invalid-input" });
  const stranger = await createOrganization();
  const { id } = await createBulkOperation(admin, { filter: "", action: { kind: "assign", input } });
  await expect(getBulkOperation(stranger, id)).rejects.toMatchObject({ code: "not-found" });
});
