import { momentParameter } from "#lib/contract/moment.ts";

/** What the API answers as of a moment. The rest, such as people and tokens, is read as it is. */
const told =
  /^\/api\/v1\/(checks|compliance|connections(?!\/[^/]+\/probe)|custom-checks(?!\/(?:dry-run|reference|validate))|exceptions|explorer|findings|fixes(?!\/)|inventory|issues|posture|resources|responsibility|search|syncs|work|workloads)(?=[/?]|$)/;

/** The address of the API that answers about the moment the page is about. */
export function atPageMoment(url: string): string {
  const at =
    typeof location === "undefined" ? null : new URLSearchParams(location.search).get(momentParameter);
  if (at === null || !told.test(url)) return url;
  return `${url}${url.includes("?") ? "&" : "?"}${momentParameter}=${encodeURIComponent(at)}`;
}

/** An address of ours at a moment, or now. */
export function addressAt(href: string, at: string | null): string {
  const url = new URL(href, "http://localhost");
  if (at === null) url.searchParams.delete(momentParameter);
  else url.searchParams.set(momentParameter, at);
  return url.pathname + url.search + url.hash;
}
