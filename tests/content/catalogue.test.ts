import { expect, test } from "vitest";

import { checks } from "#lib/posture/checks/registry.ts";
import { readCatalogue } from "../../scripts/read-catalogue.ts";

const rows = readCatalogue();
const core = rows.filter(({ list }) => list === "core");
const checkIds = new Set(checks.map(({ id }) => id));

test("holds 250 core rows and 80 further ones, each once", () => {
  expect(core).toHaveLength(250);
  expect(rows).toHaveLength(330);
  expect(new Set(rows.map(({ row }) => row)).size).toBe(330);
});

test("every check that a row names exists", () => {
  const unknown = rows.flatMap(({ row, checks: ids }) =>
    ids.filter((id) => !checkIds.has(id)).map((id) => `${row}: ${id}`),
  );
  expect(unknown).toEqual([]);
});

test("a row never has both checks and a reason why none can decide it", () => {
  const wrong = rows.filter(({ checks: ids, reason }) => ids.length > 0 && reason !== "");
  expect(wrong.map(({ row }) => row)).toEqual([]);
});

test("a reason is a sentence", () => {
  const wrong = rows.filter(({ reason }) => reason !== "" && !/^[A-Z].{20,}\.$/.test(reason));
  expect(wrong.map(({ row, reason }) => `${row}: ${reason}`)).toEqual([]);
});

/** Only ever raised. */
const decidedMin = 242;

test("no fewer core rows are decided than were, by at least 300 checks in all", () => {
  expect(core.filter(({ checks: ids }) => ids.length > 0).length).toBeGreaterThanOrEqual(decidedMin);
  expect(checks.length).toBeGreaterThanOrEqual(300);
});
