import { expect, test } from "vitest";

import { looks, screenshotName } from "./looks.ts";

const wide = { width: 1440, height: 900, theme: "dark" as const };

test("every page is pictured at both widths in both themes", () => {
  expect(looks.map(({ width, theme }) => `${width} ${theme}`).toSorted()).toEqual([
    "1440 dark",
    "1440 light",
    "390 dark",
    "390 light",
  ]);
});

test.each([
  ["/overview", "overview-1440-dark"],
  ["/workloads/[workloadId]", "workloads-workload-id-1440-dark"],
  ["/checks/[...checkId]", "checks-check-id-1440-dark"],
  ["/", "home-1440-dark"],
])("the picture of %s is called %s", (route, name) => {
  expect(screenshotName(route, wide)).toBe(name);
});

test("no two routes share a picture", () => {
  const routes = ["/checks", "/checks/[...checkId]", "/connections/new", "/connections/[connectionId]"];
  expect(new Set(routes.map((route) => screenshotName(route, wide))).size).toBe(routes.length);
});
