import { AppError } from "#lib/domain/errors.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a change that another site makes a signed-in browser send. Browsers say themselves where a request comes
 * from, which no page can forge: a change that rests on a cookie must come from the page's own origin.
 */
export function checkOrigin(request: Request): void {
  if (safeMethods.has(request.method)) return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const ownSite = site === null ? origin !== null : site === "same-origin";
  const ownOrigin = origin === null || hostOf(origin) === ownHost(request);
  if (!ownSite || !ownOrigin) throw new AppError("forbidden", "This change was asked for by another site.");
}

const ownHost = (request: Request): string => request.headers.get("host") ?? new URL(request.url).host;

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);
