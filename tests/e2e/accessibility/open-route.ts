import type { Page, ViewportSize } from "playwright-core";
import { inject } from "vitest";

import { loaded } from "../harness/loaded.ts";
import { openPage } from "../harness/open-page.ts";
import { pagesToSee } from "../harness/pages.ts";

export type Theme = "light" | "dark";

/** The page of that route with the demo estate in it, whole and at rest. */
export async function openRoute(
  route: string,
  colorScheme: Theme,
  viewport: ViewportSize = { width: 1440, height: 900 },
): Promise<Page> {
  const known = (await pagesToSee(inject("demo").organizationId))[route];
  if (!known) throw new Error(`tests/e2e/harness/pages.ts does not know the page ${route}`);
  const { role, path, act } = known;
  const page = await openPage(role && { cast: inject("demo"), role }, { colorScheme, viewport });
  await page.goto(path);
  await loaded(page);
  if (act) {
    await act(page);
    await loaded(page);
  }
  return page;
}
