import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { colorViolationsOf, violationsOf } from "../harness/audit-page.ts";
import { loaded } from "../harness/loaded.ts";
import { openRoute } from "./open-route.ts";

/** What lies over a page, or behind one of its tabs. */
const states: Record<string, { route: string; open: (page: Page) => Promise<void> }> = {
  "the finding's drawer": {
    route: "/findings",
    open: async (page) => {
      await page.getByRole("radio", { name: "One by one" }).click();
      await page.getByRole("table", { name: "Findings", exact: true }).getByRole("row").nth(1).click();
      await page.getByRole("dialog", { name: "Finding" }).getByRole("heading").first().waitFor();
    },
  },
  "the palette": {
    route: "/overview",
    open: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog", { name: "Search and commands" }).waitFor();
    },
  },
  "the list of keys": {
    route: "/findings",
    open: async (page) => {
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
    },
  },
  "assigning an issue": {
    route: "/issues/[issueId]",
    open: async (page) => {
      await page.getByRole("button", { name: "Assign" }).click();
      await page.getByRole("dialog", { name: "Assign" }).waitFor();
    },
  },
  "the evidence of a responsibility": {
    route: "/responsibility",
    open: async (page) => {
      await page
        .getByRole("button", { name: /is accountable, / })
        .first()
        .click();
      // Its title is there at once; the second names what was opened.
      const dialog = page.getByRole("dialog", { name: "Responsibility" });
      await dialog.getByRole("heading", { level: 2 }).nth(1).waitFor();
    },
  },
};

test.each(Object.entries(states))("%s: axe finds nothing in either theme", async (_, { route, open }) => {
  const page = await openRoute(route, "light");
  await open(page);
  await page.waitForLoadState("networkidle");
  const inLight = await violationsOf(page);
  await page.emulateMedia({ colorScheme: "dark" });
  // The theme changes no more than colors.
  expect({ inLight, inDark: await colorViolationsOf(page) }).toEqual({ inLight: [], inDark: [] });
});

test("axe finds nothing in an open menu that breaks a rule of the guidelines", async () => {
  const page = await openRoute("/overview", "light");
  await page.getByRole("button", { name: /Account menu/ }).click();
  await page.getByRole("menu").waitFor();
  // The practice that everything stands in a landmark does not fit a menu, which stands over the page.
  expect((await violationsOf(page)).filter((violation) => !violation.startsWith("region:"))).toEqual([]);
});

const tabbed = ["/workloads/[workloadId]", "/inventory/[resourceId]", "/connections/[connectionId]"];
describe.each(tabbed)("each tab of %s", (route) => {
  test("axe finds nothing", async () => {
    const page = await openRoute(route, "light");
    const tabs = page.getByRole("main").getByRole("tab");
    const found: string[] = [];
    for (const tab of await tabs.all()) {
      const name = await tab.textContent();
      await tab.click();
      await loaded(page);
      found.push(...(await violationsOf(page)).map((violation) => `${name}: ${violation}`));
    }
    expect(await tabs.count()).toBeGreaterThan(1);
    expect(found).toEqual([]);
  });
});

test("the tab that the address opens is in sight at 390 wide", async () => {
  const page = await openRoute("/workloads/[workloadId]", "light", { width: 390, height: 844 });
  const address = new URL(page.url());
  address.searchParams.set("tab", "timeline");
  await page.goto(address.href);
  await loaded(page);
  const tab = page.getByRole("tab", { selected: true });
  const box = await tab.boundingBox();
  expect(await tab.textContent()).toBe("Timeline");
  expect(box?.x).toBeGreaterThan(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
});
