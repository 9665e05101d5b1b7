import { describe, expect, test } from "vitest";

import { violationsOf } from "../harness/audit-page.ts";
import { routesWithPages } from "../harness/pages.ts";
import { openRoute } from "./open-route.ts";

describe.each(routesWithPages())("%s in the dark theme", (route) => {
  test("axe finds nothing", async () => {
    expect(await violationsOf(await openRoute(route, "dark"))).toEqual([]);
  });
});
