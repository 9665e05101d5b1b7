import Link from "next/link";

import type { LayerCell as Cell } from "#lib/contract/layer-strip.ts";
import type { Layer } from "#lib/domain/layer.ts";

import { cellSentence, inOrder } from "../layer-strip/layer-sentence.ts";
import { cn } from "../ui/cn.ts";
import { SeverityIcon, severityTextClass } from "../ui/severity-badge.tsx";

type Props = { cells: readonly Cell[]; layer: Layer; href: string };

/** One layer of one workload in the matrix: worst and how many, hatched where coverage is missing. */
export function LayerCell({ cells, layer, href }: Props) {
  const cell = inOrder(cells).find((candidate) => candidate.layer === layer);
  if (!cell) return null;
  const { worst, openCount, known } = cell;
  const sentence = cellSentence(cell);
  return (
    <Link
      href={href}
      title={sentence}
      aria-label={sentence}
      className={cn(
        "flex h-6.5 w-full items-center justify-center gap-1.5 rounded-sm border border-line text-xs hover:border-line-strong",
        !known && "hatched",
        openCount === 0 && "text-muted",
      )}
    >
      {worst && openCount > 0 && <SeverityIcon severity={worst} className="size-3" />}
      <span className={cn(worst && openCount > 0 && ["font-semibold", severityTextClass(worst)])}>
        {openCount === 0 ? "–" : openCount.toLocaleString("en")}
      </span>
    </Link>
  );
}
