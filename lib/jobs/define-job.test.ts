import { describe, expect, test } from "vitest";
import { ZodError } from "zod";

import { jobPayloads, jobQueues } from "#lib/domain/job.ts";
import { defineJob } from "./define-job.ts";
import { jobs } from "./registry.ts";
import { keyOf, messageOf, organizationOf } from "./run.ts";

const organizationId = "0190a0a0-0000-4000-8000-000000000000";
const connectionId = "0190a0a0-0000-4000-8000-000000000001";

describe("a job", () => {
  const seen: unknown[] = [];
  const job = defineJob("inventory.sync", {
    atOnce: 2,
    run: (payload) => {
      seen.push(payload);
      return Promise.resolve();
    },
    onDead: (payload, error) => {
      seen.push([payload, error]);
      return Promise.resolve();
    },
  });
  const { signal } = new AbortController();

  test("is run with its payload parsed, and with nothing that the payload should not hold", async () => {
    await job.run({ organizationId, connectionId, role: "admin" }, signal);
    await job.onDead({ organizationId, connectionId }, "lost");
    expect(seen).toEqual([{ organizationId, connectionId }, [{ organizationId, connectionId }, "lost"]]);
  });

  test.each([{}, null, { organizationId }, { organizationId: "x", connectionId }])(
    "%j is no payload of it: it does not run, and there is nothing to put right after it",
    async (payload) => {
      seen.length = 0;
      const run = async () => job.run(payload, signal);
      await expect(run()).rejects.toBeInstanceOf(ZodError);
      await job.onDead(payload, "lost");
      expect(seen).toEqual([]);
    },
  );

  test("without anything to put right is buried quietly, and without a time waits to be asked for", async () => {
    const plain = defineJob("posture.evaluate", { atOnce: 1, run: () => Promise.resolve() });
    await expect(plain.onDead({ organizationId }, "lost")).resolves.toBeUndefined();
    expect(plain.schedule).toBeNull();
  });
});

describe("the registry", () => {
  test("has each job that can be enqueued, once", () => {
    expect(jobs.map(({ name }) => name).toSorted()).toEqual(Object.keys(jobPayloads).toSorted());
  });

  test("what runs by itself says when in five fields, and carries nothing", () => {
    const scheduled = jobs.filter(({ schedule }) => schedule !== null);
    expect(scheduled.length).toBeGreaterThan(0);
    for (const { name, schedule } of scheduled) {
      expect(schedule?.split(" ")).toHaveLength(5);
      expect(jobPayloads[name].safeParse({}).success).toBe(true);
    }
  });

  test("every job is given up in the end, and missed sooner than it may take", () => {
    for (const [name, { retries, timeoutMinutes, heartbeatSeconds }] of Object.entries(jobQueues))
      expect([name, retries > 0, heartbeatSeconds < timeoutMinutes * 60]).toEqual([name, true, true]);
  });
});

test("jobs of one thing share a key, of another do not", () => {
  const other = { organizationId, connectionId: organizationId };
  expect(keyOf("inventory.sync", { organizationId, connectionId })).toBe(connectionId);
  expect(keyOf("inventory.sync", other)).not.toBe(connectionId);
  expect(keyOf("posture.evaluate", { organizationId })).toBe(organizationId);
});

test.each([
  [{ organizationId }, organizationId],
  [{}, null],
  [null, null],
  [{ organizationId: "x" }, null],
])("the row of %j belongs to %j", (payload, expected) => {
  expect(organizationOf(payload)).toBe(expected);
});

test("what was thrown has words, whatever it is", () => {
  expect([messageOf(new Error("broke")), messageOf("broke"), messageOf(undefined)]).toEqual([
    "broke",
    "broke",
    "undefined",
  ]);
});
