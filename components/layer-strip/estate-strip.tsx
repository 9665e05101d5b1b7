import { TrendingDown, TrendingUp } from "lucide-react";
import Link from "next/link";

import type { LayerCell } from "#lib/contract/layer-strip.ts";
import { layerTitles, type Layer } from "#lib/domain/layer.ts";

import { cn } from "../ui/cn.ts";
import { SeverityIcon, severityTextClass } from "../ui/severity-badge.tsx";
import { layerLooks, LayerIcon } from "./layer-look.tsx";
import { cellSentence, inOrder } from "./layer-sentence.ts";

export type LayerPosture = {
  /** Share of weighted checks passing, 0 to 100; null while nothing was evaluated. */
  score: number | null;
  /** Points gained or lost; null without that much history. */
  change7Days: number | null;
  change30Days: number | null;
  /** Share of evaluations that reached an answer, 0 to 100. */
  coverage: number | null;
};

type Props = {
  cells: readonly LayerCell[];
  postures: Record<Layer, LayerPosture>;
  /** The open findings of each layer. */
  hrefs: Record<Layer, string>;
  /** Its checks: what the score and the coverage count. */
  checksHrefs: Record<Layer, string>;
  /** The open findings are the reader's own, the scores everybody's. */
  isOwn?: boolean;
};

/** The large strip of the overview: per layer the score, its change, what is open, and how much is known. */
export const EstateStrip = ({ cells, postures, hrefs, checksHrefs, isOwn = false }: Props) => (
  <ul
    aria-label="Posture by layer"
    className="pearl-edge grid grid-cols-1 overflow-hidden rounded-lg sm:grid-cols-5 print:grid-cols-5"
  >
    {inOrder(cells).map((cell) => (
      <li
        key={cell.layer}
        className="relative border-line not-last:border-b sm:not-last:border-r sm:not-last:border-b-0"
      >
        <span aria-hidden className={cn("absolute inset-x-0 top-0 h-0.5", layerLooks[cell.layer].fill)} />
        <EstateCell
          cell={cell}
          posture={postures[cell.layer]}
          href={hrefs[cell.layer]}
          checksHref={checksHrefs[cell.layer]}
          isOwn={isOwn}
        />
      </li>
    ))}
  </ul>
);

type CellProps = { cell: LayerCell; posture: LayerPosture; href: string; checksHref: string; isOwn: boolean };

const linkClass = "inline-flex min-h-6 items-center gap-1.5 rounded-sm px-1 hover:bg-hover";

function EstateCell({ cell, posture, href, checksHref, isOwn }: CellProps) {
  const { layer, worst, openCount } = cell;
  return (
    <div
      className={cn(
        "flex h-full items-center gap-x-3 px-4 py-2 sm:flex-col sm:items-stretch sm:gap-y-2 sm:py-4",
        !cell.known && "hatched",
      )}
    >
      <div className="flex w-24 items-center gap-1.5 text-sm font-medium">
        <LayerIcon layer={layer} />
        {layerTitles[layer]}
      </div>
      <div className="flex flex-1 flex-wrap items-baseline gap-x-2">
        <Link
          href={checksHref}
          aria-label={`${layerTitles[layer]} score ${posture.score ?? "not known"}`}
          className="-mx-1 rounded-sm px-1 text-lg font-semibold tracking-tight hover:bg-hover sm:text-xl"
        >
          {posture.score ?? "–"}
        </Link>
        <Change points={posture.change7Days} days={7} />
        <Change points={posture.change30Days} days={30} />
      </div>
      <div className="-mx-1 flex flex-col items-end gap-x-2 text-xs sm:flex-row sm:flex-wrap sm:items-center sm:justify-between">
        <Link
          href={href}
          aria-label={isOwn ? `${cellSentence(cell)}, of yours` : cellSentence(cell)}
          className={cn(
            linkClass,
            "font-medium",
            worst && openCount > 0 ? severityTextClass(worst) : "text-muted",
          )}
        >
          {worst && openCount > 0 && <SeverityIcon severity={worst} />}
          {openWords(openCount, isOwn)}
        </Link>
        <Link href={checksHref} className={cn(linkClass, "text-muted")}>
          {posture.coverage === null ? "not evaluated" : `${Math.floor(posture.coverage)}% known`}
        </Link>
      </div>
    </div>
  );
}

function openWords(count: number, isOwn: boolean): string {
  if (count === 0) return isOwn ? "None yours" : "Nothing open";
  return `${count.toLocaleString("en")} ${isOwn ? "yours" : "open"}`;
}

function Change({ points, days }: { points: number | null; days: number }) {
  if (points === null) return null;
  if (points === 0) return <span className="text-xs text-muted">±0 in {days}d</span>;
  const Icon = points > 0 ? TrendingUp : TrendingDown;
  return (
    <span
      className={cn("inline-flex items-center gap-1 text-xs", points > 0 ? "text-good" : "text-critical")}
    >
      <Icon className="size-3" aria-hidden />
      {points > 0 ? "+" : "−"}
      {Math.abs(points)} in {days}d
    </span>
  );
}
