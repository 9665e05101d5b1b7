import { expect, test } from "vitest";

import { permissionsOfRole } from "#lib/domain/permission.ts";

import { workFiltersOf } from "./remediation-view.ts";

const asked = { whose: null, team: "" } as const;

test("an engineer sees their own work, whatever the address says", () => {
  expect(workFiltersOf({ ...asked, whose: "all" }, permissionsOfRole.engineer).whose).toBe("me");
});

test("an auditor, who has no work, sees everybody's", () => {
  expect(workFiltersOf(asked, permissionsOfRole.auditor).whose).toBe("all");
});

test("an analyst lands on their own work and may ask for everybody's", () => {
  expect(workFiltersOf(asked, permissionsOfRole.analyst).whose).toBe("me");
  expect(workFiltersOf({ ...asked, whose: "all" }, permissionsOfRole.analyst).whose).toBe("all");
});
