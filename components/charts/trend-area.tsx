"use client";
import dynamic from "next/dynamic";
import Link from "next/link";

import { Skeleton } from "../ui/skeleton.tsx";
import type { TrendProps } from "./trend-area-chart.tsx";

const Chart = dynamic(() => import("./trend-area-chart.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="size-full" />,
});

/** The chart, and under it what is open now: for those who cannot see it, and as the way to each list. */
export function TrendArea(props: TrendProps) {
  const { days, series, label } = props;
  return (
    <figure className="flex flex-col gap-2">
      {days.length > 1 ? (
        <div className="h-48" aria-hidden>
          <Chart {...props} />
        </div>
      ) : (
        <p className="py-4 text-sm text-muted">
          One day has been recorded so far; the course begins with the second.
        </p>
      )}
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        <span className="sr-only">{label}. Open now:</span>
        {series.map(({ key, title, color, href, count }) => (
          <Link key={key} href={href} className="inline-flex min-h-6 items-center gap-1.5 hover:text-text">
            <span aria-hidden className="size-2 rounded-full" style={{ background: color }} />
            {title} <span className="font-medium text-text">{count.toLocaleString("en")}</span>
          </Link>
        ))}
      </figcaption>
    </figure>
  );
}
