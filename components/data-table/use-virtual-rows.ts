"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, type RefObject } from "react";

type Options = {
  scroller: RefObject<HTMLDivElement | null>;
  count: number;
  rowHeight: number;
  more: { hasNext: boolean; isFetching: boolean; fetch: () => void };
};

export type VirtualRows = {
  items: readonly { index: number; start: number }[];
  /** Heights of what is not drawn, above and below. */
  before: number;
  after: number;
  height: number;
  reveal: (index: number) => void;
};

const fetchAheadRows = 20;

/** Draws only what is in sight, and asks for the next page when the end comes near. */
export function useVirtualRows({ scroller, count, rowHeight, more }: Options): VirtualRows {
  // oxlint-disable-next-line react/incompatible-library -- its values are read here and handed on as plain data
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // So that the server draws the first screen.
    initialRect: { width: 1200, height: 800 },
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const items = virtualizer.getVirtualItems();
  const last = items.at(-1);
  const { hasNext, isFetching, fetch } = more;
  const nearEnd = last !== undefined && last.index >= count - fetchAheadRows;
  useEffect(() => {
    if (nearEnd && hasNext && !isFetching) fetch();
  }, [nearEnd, hasNext, isFetching, fetch]);

  const height = virtualizer.getTotalSize();
  return {
    items: items.map(({ index, start }) => ({ index, start })),
    before: items[0]?.start ?? 0,
    after: height - (last?.end ?? 0),
    height,
    reveal: (index) => virtualizer.scrollToIndex(index, { align: "auto" }),
  };
}
