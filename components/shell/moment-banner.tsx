"use client";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, type MouseEvent } from "react";

import { lastSyncMoment, momentParameter } from "#lib/contract/moment.ts";

import { addressAt } from "../api/page-moment.ts";
import { formatInstant } from "../ui/format-time.ts";

/** Says on every page of the past that it is one, and leads back. */
export function MomentBanner({ at }: { at: string }) {
  const pathname = usePathname() ?? "/";
  const search = useSearchParams()?.toString() ?? "";
  const here = `${pathname}${search === "" ? "" : `?${search}`}`;
  const asked = new URLSearchParams(search).get(momentParameter);
  const hasMoment = asked !== null && asked !== lastSyncMoment;
  // Who comes here by a button that does not know the moment is taken to it, by a page of its own; and who asked for
  // the last sync stays with that one when another has ended.
  useEffect(() => {
    if (!hasMoment) location.replace(addressAt(here, at));
  }, [at, here, hasMoment]);
  return (
    <section
      aria-label="Moment"
      className="sticky top-0 z-30 flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-sunken px-4 py-2 text-sm sm:px-6"
    >
      <span className="font-medium">As of {formatInstant(new Date(at))}</span>
      <span className="text-muted">Nothing can be changed here.</span>
      {/* Not a link of the router: what was read of the past must not stay in the page. */}
      <a href={addressAt(here, null)} data-moment="own" className="text-accent-text hover:underline">
        Back to now
      </a>
      <Link
        href={`/changes?from=${encodeURIComponent(at)}`}
        prefetch={false}
        className="text-accent-text hover:underline"
      >
        What changed since
      </Link>
    </section>
  );
}

/** Takes the moment along when a link of the console is followed. */
export function useKeepMoment(at: string | null): ((event: MouseEvent) => void) | undefined {
  const router = useRouter();
  if (at === null) return undefined;
  return (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin) return;
    if (link.dataset["moment"] === "own" || /^\/(api|sign-)/.test(link.pathname)) return;
    const wanted = addressAt(link.pathname + link.search + link.hash, at);
    link.href = wanted;
    const isPlain =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!isPlain || link.target === "_blank" || link.hasAttribute("download")) return;
    event.preventDefault();
    event.stopPropagation();
    router.push(wanted);
  };
}
