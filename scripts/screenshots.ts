import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { chromium, type Page } from "playwright-core";

import { browserFiles } from "#tests/e2e/harness/browser-files.ts";
import { launchOptions } from "#tests/e2e/harness/launch-options.ts";
import { loaded } from "#tests/e2e/harness/loaded.ts";
import type { PageToSee } from "#tests/e2e/harness/pages.ts";
import { startHarness } from "#tests/e2e/harness/start-harness.ts";
import { toPalette } from "./png-palette.ts";

/** Writes a picture of every page, at both widths and in both themes: node scripts/screenshots.ts [route or name…] */
const folder = path.resolve(import.meta.dirname, "../docs/screenshots");
const widths = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
const themes = ["dark", "light"] as const;
const laterMs = 3 * 3_600_000;
const onlyLeadElsewhere = new Set(["/", "/settings"]);
const tickMs = 60_000;
const only = process.argv.slice(2);

/** `/issues/[issueId]` is the picture `issue`, `/connections/new` is `connections-new`. */
const pictureName = (route: string): string =>
  route
    .replace(/[^/]+\/\[(?:\.\.\.)?(\w+)Id\]/, "$1")
    .slice(1)
    .replaceAll("/", "-");

/** What a page shows only once it is asked to: under a name of its own, on the page of that route. */
const further: readonly { name: string; route: string; query?: string; act?: PageToSee["act"] }[] = [
  { name: "issues-by-fix", route: "/issues", query: "?view=fixes" },
  {
    name: "minimum-cut",
    route: "/plans/simulate",
    act: (page) => page.getByRole("button", { name: "Smallest set that breaks all" }).click(),
  },
  { name: "workload-components", route: "/workloads/[workloadId]", query: "?tab=components" },
  { name: "workload-model", route: "/workloads/[workloadId]", query: "?tab=model" },
  { name: "workload-data", route: "/workloads/[workloadId]", query: "?tab=data" },
  { name: "workload-identity", route: "/workloads/[workloadId]", query: "?tab=identity" },
];

mkdirSync(folder, { recursive: true });
const harness = await startHarness();
const browser = await chromium.launch(launchOptions(await browserFiles()));
try {
  // Only now, as these read the environment that the harness made.
  const { newPage } = await import("#tests/e2e/harness/new-page.ts");
  const { pagesToSee } = await import("#tests/e2e/harness/pages.ts");
  const { seedDemo } = await import("#tests/e2e/harness/seed-demo.ts");
  const { seedWork } = await import("#tests/e2e/harness/seed-work.ts");
  const cast = await seedDemo(harness.organizationId);
  await seedWork(cast);
  // Everything happened the same time ago, whenever and however fast this runs.
  const now = Date.now() + laterMs;
  for (const { name, role, path: address, act } of picturesOf(await pagesToSee(harness.organizationId))) {
    for (const viewport of widths)
      for (const colorScheme of themes) {
        const who = role && { cast, role };
        const page = await newPage(browser, harness.origin, who, { viewport, colorScheme });
        await page.clock.install({ time: now });
        await page.goto(address);
        await loaded(page);
        await act?.(page);
        // What the server wrote of the time is replaced at the next tick of the page's own clock.
        await page.clock.fastForward(tickMs);
        await loaded(page);
        const file = `${name}-${viewport.width}-${colorScheme}.png`;
        writeFileSync(path.join(folder, file), toPalette(await still(page)));
        await page.context().close();
      }
    console.log(name);
  }
} finally {
  await browser.close();
  await harness.stop();
}

function still(page: Page): Promise<Buffer> {
  return page.screenshot({ animations: "disabled", caret: "hide", scale: "css" });
}

/** The pictures that were asked for, by the route of a page or by a name of `further`. */
function picturesOf(pages: Readonly<Record<string, PageToSee>>): (PageToSee & { name: string })[] {
  const isAsked = (name: string) => only.length === 0 || only.includes(name);
  const ofRoutes = Object.entries(pages).flatMap(([route, page]) =>
    isAsked(route) && !onlyLeadElsewhere.has(route) ? [{ ...page, name: pictureName(route) }] : [],
  );
  const others = further.flatMap(({ name, route, query = "", act }) => {
    const page = pages[route];
    return page && isAsked(name) ? [{ ...page, ...(act ? { act } : {}), name, path: page.path + query }] : [];
  });
  return [...ofRoutes, ...others];
}
