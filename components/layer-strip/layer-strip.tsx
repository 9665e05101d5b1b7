import Link from "next/link";

import type { LayerCell } from "#lib/contract/layer-strip.ts";
import type { Layer } from "#lib/domain/layer.ts";

import { cn } from "../ui/cn.ts";
import { SeverityIcon, severityTextClass } from "../ui/severity-badge.tsx";
import { layerLooks, LayerIcon } from "./layer-look.tsx";
import { cellSentence, inOrder, stripSentence } from "./layer-sentence.ts";

type Props = {
  cells: readonly LayerCell[];
  /** Where the list behind each cell is; without one the strip is only read. */
  hrefs?: Record<Layer, string>;
  size?: "sm" | "md";
  /** What the strip stands for, said first to a screen reader. */
  label: string;
};

/** Five cells in fixed order: what is open in each layer, worst first, hatched where coverage is missing. */
export function LayerStrip({ cells, hrefs, size = "sm", label }: Props) {
  const ordered = inOrder(cells);
  return (
    <ul
      aria-label={`${label}. ${stripSentence(cells)}`}
      className={cn(
        "pearl-edge inline-grid shrink-0 grid-cols-5 overflow-hidden rounded-md",
        size === "sm" ? "h-[26px] w-44" : "h-9 w-full max-w-lg",
      )}
    >
      {ordered.map((cell) => (
        <li key={cell.layer} className="relative min-w-0 not-last:border-r">
          <span
            aria-hidden
            className={cn("absolute inset-x-0 bottom-0 h-0.5", layerLooks[cell.layer].fill)}
          />
          <Cell cell={cell} {...(hrefs ? { href: hrefs[cell.layer] } : {})} size={size} />
        </li>
      ))}
    </ul>
  );
}

function Cell({ cell, href, size }: { cell: LayerCell; href?: string; size: "sm" | "md" }) {
  const sentence = cellSentence(cell);
  const className = cn(
    "flex size-full items-center justify-center gap-1 px-1 text-xs",
    !cell.known && "hatched",
    cell.openCount === 0 && "opacity-60",
  );
  const content = (
    <>
      {(size === "md" || cell.openCount === 0) && <LayerIcon layer={cell.layer} className="size-3" />}
      {cell.openCount > 0 && cell.worst && <SeverityIcon severity={cell.worst} className="size-2.5" />}
      {cell.openCount > 0 && (
        <span className={cn("font-semibold", cell.worst && severityTextClass(cell.worst))}>
          {cell.openCount > 999 ? "999+" : cell.openCount}
        </span>
      )}
    </>
  );
  if (!href)
    return (
      <span title={sentence} className={className}>
        {content}
        <span className="sr-only">{sentence}</span>
      </span>
    );
  return (
    <Link
      href={href}
      title={sentence}
      aria-label={sentence}
      className={cn(className, "hover:bg-hover focus-visible:outline-offset-[-2px]")}
    >
      {content}
    </Link>
  );
}
