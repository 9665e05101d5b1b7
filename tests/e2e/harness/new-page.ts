import type { Browser, BrowserContextOptions, Page } from "playwright-core";

import type { Role } from "#lib/domain/permission.ts";
import { signInAs } from "#tests/support/sign-in.ts";
import { contextFor, type Cast } from "./people.ts";

const actionWithinMs = 10_000;

/** Null is somebody who has not signed in. */
export type Who = { cast: Cast; role: Role } | null;

/** A page in a browser of its own, in which that person is signed in. */
export async function newPage(
  browser: Browser,
  origin: string,
  who: Who,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "UTC",
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
