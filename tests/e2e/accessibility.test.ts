import type { Page } from "playwright-core";
import { beforeAll, describe, expect, inject, test } from "vitest";

import { violationsOf } from "./harness/audit-page.ts";
import { loaded } from "./harness/loaded.ts";
import { pagesToSee, routesWithPages, type PageToSee } from "./harness/pages.ts";
import { openPage } from "./harness/open-page.ts";

const themes = ["light", "dark"] as const;
const routes = routesWithPages();
let pages: Record<string, PageToSee>;
beforeAll(async () => {
  pages = await pagesToSee(inject("demo").organizationId);
});

async function openRoute(route: string, colorScheme: "light" | "dark"): Promise<Page> {
  const known = pages[route];
  if (!known) throw new Error(`tests/e2e/harness/pages.ts does not know the page ${route}`);
  const { role, path } = known;
  const page = await openPage(role && { cast: inject("demo"), role }, { colorScheme });
  await page.goto(path);
  await loaded(page);
  return page;
}

describe.each(routes)("%s", (route) => {
  test.each(themes)("axe finds nothing in the %s theme", async (theme) => {
    const page = await openRoute(route, theme);
    expect(await violationsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await violationsOf(page)).toEqual([]);
  });
});

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
      await page.getByRole("dialog", { name: "Responsibility" }).getByRole("heading", { level: 2 }).waitFor();
    },
  },
  "an account's menu": {
    route: "/checks",
    open: async (page) => {
      await page.getByRole("button", { name: /Account menu/ }).click();
      await page.getByRole("menu").waitFor();
    },
  },
};

describe.each(Object.entries(states))("%s", (_, { route, open }) => {
  test.each(themes)("axe finds nothing in the %s theme", async (theme) => {
    const page = await openRoute(route, theme);
    await open(page);
    await page.waitForLoadState("networkidle");
    expect(await violationsOf(page)).toEqual([]);
  });
});

describe.each([
  "/workloads/[workloadId]",
  "/inventory/[resourceId]",
  "/findings/[findingId]",
  "/connections/[connectionId]",
])("each tab of %s", (route) => {
  test("axe finds nothing", async () => {
    const page = await openRoute(route, "light");
    const tabs = page.getByRole("main").getByRole("tab");
    for (const tab of await tabs.all()) {
      await tab.click();
      await loaded(page);
      expect(await violationsOf(page), (await tab.textContent()) ?? "").toEqual([]);
    }
    expect(await tabs.count()).toBeGreaterThan(1);
  });
});
