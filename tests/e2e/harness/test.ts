import { mkdirSync } from "node:fs";
import path from "node:path";

import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { expect, inject, test as base } from "vitest";

import type { Role } from "#lib/domain/permission.ts";
import { signInAs } from "#tests/support/sign-in.ts";
import { contextFor, type Cast } from "./people.ts";

const resultsFolder = path.resolve(import.meta.dirname, "../../../test-results");
const actionWithinMs = 10_000;

export type OpenPage = (
  who: { cast: Cast; role: Role } | null,
  options?: BrowserContextOptions,
) => Promise<Page>;

type Fixtures = {
  browser: Browser;
  /** A page in a browser of its own, in which that person is signed in; nobody for null. */
  openPage: OpenPage;
};

export const test = base.extend<Fixtures>({
  browser: [
    // oxlint-disable-next-line no-empty-pattern -- Vitest reads which fixtures this one needs from the pattern
    async ({}, use) => {
      const browser = await chromium.connect(inject("browserEndpoint"));
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  openPage: async ({ browser, task }, use) => {
    const pages: Page[] = [];
    const problems: string[] = [];
    await use(async (who, options) => {
      const page = await newPage(browser, who, options);
      watch(page, problems);
      pages.push(page);
      return page;
    });
    if (task.result?.state === "fail") await keepPictures(task.name, pages);
    for (const page of pages) await page.context().close();
    expect(problems, "errors in the page, and requests to other hosts").toEqual([]);
  },
});

export async function newPage(
  browser: Browser,
  who: { cast: Cast; role: Role } | null,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const origin = inject("origin");
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    locale: "en-GB",
    ...options,
  });
  context.setDefaultTimeout(actionWithinMs);
  if (who) {
    const [name = "", ...value] = (await signInAs(contextFor(who.cast, who.role))).split("=");
    await context.addCookies([
      { name, value: value.join("="), url: origin, httpOnly: true, sameSite: "Lax" },
    ]);
  }
  return context.newPage();
}

function watch(page: Page, problems: string[]): void {
  const origin = inject("origin");
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && /^(https?|wss?):/.test(url)) problems.push(`asked ${url}`);
  });
}

async function keepPictures(testName: string, pages: readonly Page[]): Promise<void> {
  mkdirSync(resultsFolder, { recursive: true });
  for (const [n, page] of pages.entries())
    await page.screenshot({ path: path.join(resultsFolder, `${fileNameOf(testName)}-${n}.png`) });
}

const fileNameOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
