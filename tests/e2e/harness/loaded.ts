import type { Page } from "playwright-core";

/** Waits until the page has its data: no skeleton, no request on its way, the graph drawn. */
export async function loaded(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], [data-skeleton]') === null);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}
