import { mkdirSync } from "node:fs";
import path from "node:path";

import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, inject, onTestFinished } from "vitest";

import { newPage, type Who } from "./new-page.ts";

const resultsFolder = path.resolve(import.meta.dirname, "../../../test-results");

let connecting: Promise<Browser> | undefined;
afterAll(async () => {
  await (await connecting)?.close();
  connecting = undefined;
});

/**
 * Opens a page as somebody, until the test ends. An error in the page, or a request to another host, fails the test;
 * a failed test leaves a picture, and says where it stood.
 */
export async function openPage(who: Who, options?: BrowserContextOptions): Promise<Page> {
  connecting ??= chromium.connect(inject("browserEndpoint"));
  const page = await newPage(await connecting, inject("origin"), who, options);
  const problems = problemsOf(page);
  onTestFinished(async ({ task }) => {
    if (task.result?.state === "fail") await keepPicture(page, task.name);
    await page.context().close();
    if (problems.length > 0) throw new Error(`The page met: ${problems.join("; ")}`);
  });
  return page;
}

function problemsOf(page: Page): string[] {
  const origin = inject("origin");
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && /^(https?|wss?):/.test(url)) problems.push(`a request to ${url}`);
  });
  return problems;
}

let pictures = 0;
async function keepPicture(page: Page, testName: string): Promise<void> {
  mkdirSync(resultsFolder, { recursive: true });
  const text = await page.innerText("body").catch(() => "");
  console.error(`At ${page.url()}: ${text.slice(0, 500)}`);
  const name = testName.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  await page.screenshot({ path: path.join(resultsFolder, `${name.slice(0, 100)}-${++pictures}.png`) });
}
