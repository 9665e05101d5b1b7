import { expect, test } from "vitest";

import gcp from "./connector.ts";

const permissions = gcp.collectors.flatMap((collector) => collector.permissions);
const steps = gcp.setup(permissions);

test("the generated role holds every permission of every collector, once and sorted", () => {
  const role = steps.find(({ code }) => code?.language === "yaml")?.code?.text ?? "";
  const granted = role.match(/^- (.+)$/gm)?.map((line) => line.slice(2)) ?? [];
  expect(granted).toEqual([...new Set(granted)].toSorted());
  expect(granted).toEqual(expect.arrayContaining(permissions));
});

test("nothing it asks for writes, and nothing reads data or secrets", () => {
  const words = /\.(create|update|delete|set\w*|access|getData|download\w*|predict)$/;
  expect(permissions.filter((permission) => words.test(permission))).toEqual([]);
});

test("collector ids are unique and every collector states what it produces", () => {
  const ids = gcp.collectors.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(gcp.collectors.filter(({ id, produces }) => produces.length === 0 && id !== "change-log")).toEqual(
    [],
  );
});

test("a pasted text that is no credential is refused with what to do, before any call", async () => {
  await expect(gcp.connect({ serviceAccountJson: "{}" }, new AbortController().signal)).rejects.toMatchObject(
    {
      name: "ConnectionError",
      remedy: expect.stringContaining("service account key"),
    },
  );
});

test("project ids that are none are refused by name of the field", () => {
  const parsed = gcp.credentials.safeParse({ projectIds: "acme OR id:*(" });
  expect(parsed.error?.issues).toMatchObject([
    { path: ["projectIds"], message: expect.stringContaining("project ids") },
  ]);
  expect(gcp.credentials.safeParse({ projectIds: "acme, acme-dev" }).success).toBe(true);
});
