"use client";
import dynamic from "next/dynamic";
import Link from "next/link";

import { Skeleton } from "../ui/skeleton.tsx";
import { TrendFigure } from "./trend-figure.tsx";
import type { TrendProps } from "./trend-area-chart.tsx";

const Chart = dynamic(() => import("./trend-area-chart.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="size-full" />,
});

/** The chart, and under it what is open now: for those who cannot see it, and as the way to each list. */
export function TrendArea(props: TrendProps) {
  const { days, series, label } = props;
  return (
    <TrendFigure
      dayCount={days.length}
      chart={<Chart {...props} />}
      label={`${label}. Open now:`}
      caption={series.map(({ key, title, color, href, count }) => (
        <Link key={key} href={href} className="inline-flex min-h-6 items-center gap-1.5 hover:text-text">
          <span aria-hidden className="size-2 rounded-full" style={{ background: color }} />
          {title} <span className="font-medium text-text">{count.toLocaleString("en")}</span>
        </Link>
      ))}
    />
  );
}
