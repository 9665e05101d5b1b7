"use client";
import { useMemo, useState } from "react";

import type { GraphView as Graph } from "#lib/contract/graph.ts";

import { groupNodes, type DrawnGraph, type Grouping } from "./group-nodes.ts";

/** From how many resources on a graph is drawn in groups. */
const drawnNodesMax = 200;
const openedAtOnce = 40;

export type Folding = {
  drawn: DrawnGraph;
  by: Grouping;
  groupBy: (by: Grouping) => void;
  /** Draws some more of a group's members by themselves; false for what is no group. */
  unfold: (id: string) => boolean;
  hasUnfolded: boolean;
  foldAll: () => void;
};

/** A graph as it is drawn: large ones in groups that the reader chooses and opens. */
export function useFolding(graph: Graph): Folding {
  const [by, setBy] = useState<Grouping>("type");
  const [opened, setOpened] = useState<ReadonlyMap<string, number>>(new Map());
  const drawn = useMemo(() => groupNodes(graph, drawnNodesMax, { by, opened }), [graph, by, opened]);
  return {
    drawn,
    by,
    groupBy: (next) => {
      setBy(next);
      setOpened(new Map());
    },
    unfold: (id) => {
      const group = drawn.nodes.find((node) => node.id === id);
      if (!group || group.memberIds.length === 1) return false;
      setOpened(new Map(opened).set(id, (opened.get(id) ?? 0) + openedAtOnce));
      return true;
    },
    hasUnfolded: opened.size > 0,
    foldAll: () => setOpened(new Map()),
  };
}
