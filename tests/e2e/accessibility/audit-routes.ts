import { describe, expect, test } from "vitest";

import { colorViolationsOf, violationsOf } from "../harness/audit-page.ts";
import { loaded } from "../harness/loaded.ts";
import { routesWithPages } from "../harness/pages.ts";
import { openRoute } from "./open-route.ts";

/** Each page of every other route is opened once, and then darkened and narrowed as its reader may do. */
export function auditRoutes(first: 0 | 1): void {
  describe.each(routesWithPages().filter((_, at) => at % 2 === first))("%s", (route) => {
    test("axe finds nothing in either theme nor at 390 wide, where nothing scrolls sideways", async () => {
      const page = await openRoute(route, "light");
      const inLight = await violationsOf(page);
      await page.emulateMedia({ colorScheme: "dark" });
      await loaded(page);
      // The theme changes no more than colors.
      const inDark = await colorViolationsOf(page);
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize({ width: 390, height: 844 });
      await loaded(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      const narrow = await violationsOf(page);
      expect({ inLight, inDark, narrow }).toEqual({ inLight: [], inDark: [], narrow: [] });
      expect(width).toBeLessThanOrEqual(390);
    });
  });
}
