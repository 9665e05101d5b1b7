"use client";
import { useEffect, useMemo, useState } from "react";

import type { DrawnGraph } from "./group-nodes.ts";
import { layoutKey, layOut, type Arrangement, type Layout } from "./layout.ts";

type State = { layout: Layout | null; key: string | null; error: Error | null };

/**
 * Places a graph, in a worker. While a changed graph is placed anew the drawing before it stays, and what stays in the
 * graph keeps its order. A layout that nobody waits for any more is stopped.
 */
export function useLayout(graph: DrawnGraph, arrangement: Arrangement) {
  const [{ layout, key: laidOutKey, error }, setState] = useState<State>(nothingYet);
  const [attempt, setAttempt] = useState(0);
  const key = useMemo(() => `${arrangement} ${layoutKey(graph)}`, [graph, arrangement]);
  // The worker is the outside system. `layout` is only where the next one starts from: its change asks for none.
  useEffect(() => {
    const controller = new AbortController();
    layOut(graph, arrangement, { previous: layout, signal: controller.signal }).then(
      (next) => {
        if (!controller.signal.aborted) setState({ layout: next, key, error: null });
      },
      (reason: unknown) => {
        if (!controller.signal.aborted) setState({ layout, key, error: toError(reason) });
      },
    );
    return () => controller.abort();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what `key` does not tell of the graph moves nothing
  }, [key, attempt]);
  return {
    layout,
    error,
    isPlacing: key !== laidOutKey,
    retry: () => {
      setState(nothingYet);
      setAttempt(attempt + 1);
    },
  };
}

const nothingYet: State = { layout: null, key: null, error: null };
const toError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));
