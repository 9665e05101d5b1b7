import { describe, expect, test } from "vitest";

import { violationsOf } from "../harness/audit-page.ts";
import { routesWithPages } from "../harness/pages.ts";
import { openRoute } from "./open-route.ts";

/** Colors do not depend on the width: one theme tells. */
describe.each(routesWithPages())("%s at 390 wide", (route) => {
  test("axe finds nothing, and nothing scrolls sideways", async () => {
    const page = await openRoute(route, "light", { width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await violationsOf(page)).toEqual([]);
  });
});
