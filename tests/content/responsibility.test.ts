import { describe, expect, test } from "vitest";

import { attackPaths } from "#lib/correlation/attack-paths/registry.ts";
import { serviceModels } from "#lib/domain/workload.ts";
import { compileGlob } from "#lib/inventory/glob.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { responsibilityModels } from "#lib/responsibility/models/registry.ts";

const matched = (glob: string) => checks.filter(({ id }) => compileGlob(glob).matches(id));

describe.each(responsibilityModels)("$id", (model) => {
  test("says who published it, in which edition, and where", () => {
    expect(model.source).toMatch(/^https:/);
    expect(model.edition).not.toBe("");
  });

  test.each(model.rows)("$id: has a party for every service model and evidence for its status", (row) => {
    for (const serviceModel of serviceModels) expect(row.parties[serviceModel]).toBeDefined();
    expect(Object.values(row.parties).includes("model-dependent")).toBe(row.byModelOrigin !== undefined);
    expect(row.documents.length).toBeGreaterThan(0);
    expect(row.checks.filter((glob) => matched(glob).length === 0)).toEqual([]);
  });

  test("names each row once", () => {
    expect(new Set(model.rows.map(({ id }) => id)).size).toBe(model.rows.length);
  });
});

test("Microsoft's rows and columns are those of the published diagram", () => {
  const rows = responsibilityModels.find(({ id }) => id === "microsoft")?.rows ?? [];
  const letters = { customer: "C", provider: "P", shared: "S", "third-party": "T", "model-dependent": "M" };
  const column = (serviceModel: (typeof serviceModels)[number]) =>
    rows.map(({ parties }) => letters[parties[serviceModel]]).join("");
  expect(rows).toHaveLength(14);
  expect(column("iaas")).toBe("CCCCCCCCCCCCCS");
  expect(column("paas")).toBe("CCCCCCCCSMMMMP");
  expect(column("saas")).toBe("CCSSSPPPPPPPPP");
  expect(column("on-premises")).toBe("C".repeat(14));
});

test("every check is evidence for some row of Microsoft's model", () => {
  const globs = responsibilityModels.flatMap(({ rows }) =>
    rows.flatMap((row) => row.checks.map(compileGlob)),
  );
  const rowIds = new Set(responsibilityModels.flatMap(({ rows }) => rows.map(({ id }) => id)));
  const placed = ({ id, evidenceFor }: (typeof checks)[number]) =>
    evidenceFor === undefined ? globs.some((glob) => glob.matches(id)) : rowIds.has(evidenceFor);
  expect(checks.filter((check) => !placed(check)).map(({ id }) => id)).toEqual([]);
});

test.each(attackPaths)("$id: the checks its fixes name exist", ({ fixes }) => {
  expect(fixes.flatMap((fix) => fix.checks).filter((glob) => matched(glob).length === 0)).toEqual([]);
});
