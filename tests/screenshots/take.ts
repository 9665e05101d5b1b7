import { mkdirSync } from "node:fs";
import path from "node:path";

import { chromium, type Browser } from "playwright-core";

import { browserFiles } from "#tests/e2e/harness/browser-files.ts";
import { launchOptions } from "#tests/e2e/harness/launch-options.ts";
import { loaded } from "#tests/e2e/harness/loaded.ts";
import { newPage } from "#tests/e2e/harness/new-page.ts";
import { pagesToSee } from "#tests/e2e/harness/pages.ts";
import { startHarness } from "#tests/e2e/harness/start-harness.ts";
import { looks, screenshotName, type Look } from "./looks.ts";

const folder = path.resolve(import.meta.dirname, "../../docs/screenshots");
/** Give parts of routes to picture only those: `node tests/screenshots/take.ts issues findings`. */
const wanted = process.argv.slice(2);

const harness = await startHarness();
const browser = await chromium.launch(launchOptions(await browserFiles()));
try {
  const { seedDemo } = await import("#tests/e2e/harness/seed-demo.ts");
  const cast = await seedDemo(harness.organizationId);
  mkdirSync(folder, { recursive: true });
  const pages = Object.entries(await pagesToSee(cast.organizationId)).filter(
    ([route]) => wanted.length === 0 || wanted.some((part) => route.includes(part)),
  );
  for (const [route, { role, path: address }] of pages)
    for (const look of looks)
      await picture(browser, role && { cast, role }, address, look, screenshotName(route, look));
  console.log(`${pages.length * looks.length} pictures in ${path.relative(process.cwd(), folder)}`);
} finally {
  await browser.close();
  await harness.stop();
}

type Who = NonNullable<Parameters<typeof newPage>[2]>;

async function picture(
  from: Browser,
  who: Who | null,
  address: string,
  { width, height, theme }: Look,
  name: string,
): Promise<void> {
  const page = await newPage(from, harness.origin, who, {
    viewport: { width, height },
    colorScheme: theme,
    deviceScaleFactor: 1,
  });
  await page.goto(address);
  await loaded(page);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  await page.context().close();
}
