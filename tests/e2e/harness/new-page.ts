import type { Browser, BrowserContextOptions, Page } from "playwright-core";

import type { Role } from "#lib/domain/permission.ts";
import { writeSessionCookie } from "#lib/access/session.ts";
import { startSession } from "#lib/access/start-session.ts";
import { contextFor, type Cast } from "./people.ts";

/** Long, as it tells a page that never comes from one that a busy machine is late with. */
const actionWithinMs = 30_000;

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
    const [name = "", ...value] = (await sessionCookie(who.cast, who.role)).split("=");
    await context.addCookies([
      { name, value: value.join("="), url: origin, httpOnly: true, sameSite: "Lax" },
    ]);
  }
  return context.newPage();
}

const cookieByPerson = new Map<string, Promise<string>>();
const seenFrom = {
  address: "192.0.2.24",
  userAgent:
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36",
};

/** One session for each person, as somebody has who opens several pages. */
function sessionCookie(cast: Cast, role: Role): Promise<string> {
  const { organizationId, actor } = contextFor(cast, role);
  const cookie =
    cookieByPerson.get(actor.id) ?? startSession(actor.id, organizationId, seenFrom).then(writeSessionCookie);
  cookieByPerson.set(actor.id, cookie);
  return cookie;
}
