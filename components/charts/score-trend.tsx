"use client";
import dynamic from "next/dynamic";
import Link from "next/link";

import { layers, layerTitles, type Layer } from "#lib/domain/layer.ts";

import { formatDay } from "../ui/format-time.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { dashes } from "./score-dashes.ts";
import type { ScoreTrendProps } from "./score-trend-chart.tsx";
import { TrendFigure } from "./trend-figure.tsx";

const Chart = dynamic(() => import("./score-trend-chart.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="size-full" />,
});

/** The course of each layer's score, how far each has moved, and the same as a table. */
export function ScoreTrend({ days, label }: ScoreTrendProps) {
  return (
    <TrendFigure
      dayCount={days.length}
      chart={<Chart days={days} label={label} />}
      label={`${label}. The newest:`}
      caption={layers.map((layer) => (
        <Link
          key={layer}
          href={`/findings?layer=${layer}`}
          className="inline-flex min-h-6 items-center gap-1.5 hover:text-text"
        >
          <Sample layer={layer} />
          {layerTitles[layer]}{" "}
          <span className="font-medium text-text">{days.at(-1)?.scores[layer] ?? "none"}</span>
          <span>{moved(days, layer)}</span>
        </Link>
      ))}
    >
      <Table days={days} label={label} />
    </TrendFigure>
  );
}

const Sample = ({ layer }: { layer: Layer }) => (
  <svg aria-hidden width="20" height="6" className="shrink-0">
    <line
      x1="0"
      x2="20"
      y1="3"
      y2="3"
      stroke={`var(--color-layer-${layer})`}
      strokeWidth="2"
      strokeDasharray={dashes[layer]}
    />
  </svg>
);

/** By how much the score moved from its first day to its last; nothing where it has not both. */
function moved(days: ScoreTrendProps["days"], layer: Layer): string {
  const scored = days.flatMap(({ scores }) => scores[layer] ?? []);
  const [first, last] = [scored[0], scored.at(-1)];
  if (first === undefined || last === undefined || scored.length < 2) return "";
  if (first === last) return "±0";
  return last > first ? `+${last - first}` : `−${first - last}`;
}

const Table = ({ days, label }: ScoreTrendProps) => (
  <details className="text-xs">
    <summary className="inline-flex min-h-6 cursor-pointer items-center text-muted hover:text-text">
      As a table
    </summary>
    <section
      className="max-h-72 overflow-auto"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrollable region must be reachable by keyboard
      tabIndex={0}
      aria-label={`${label}, as a table`}
    >
      <table className="w-full text-right tabular-nums">
        <thead className="sticky top-0 bg-surface text-muted">
          <tr>
            <th scope="col" className="py-1 pr-2 text-left font-medium">
              Day
            </th>
            {layers.map((layer) => (
              <th key={layer} scope="col" className="py-1 pl-2 font-medium">
                {layerTitles[layer]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ day, scores }) => (
            <tr key={day} className="border-t border-line">
              <th scope="row" className="py-1 pr-2 text-left font-normal whitespace-nowrap">
                {formatDay(new Date(`${day}T00:00:00Z`))}
              </th>
              {layers.map((layer) => (
                <td key={layer} className="py-1 pl-2">
                  {scores[layer] ?? "none"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </details>
);
