"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { counted } from "#lib/domain/counted.ts";

import { messageOf } from "../api/api-error.ts";
import { edgeId } from "../graph/edge-id.ts";
import { GraphView } from "../graph/graph-view.tsx";
import { Card } from "../ui/card.tsx";
import { cn } from "../ui/cn.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { simulationPathsQuery } from "./plans-query.ts";

/** The open paths in one drawing; what the chosen changes cut is dotted and red, whatever else stays in its place. */
export function SimulationPathsCard({ chosen }: { chosen: readonly string[] }) {
  const { data, error, refetch, isPlaceholderData } = useQuery(simulationPathsQuery(chosen));
  const cut = useMemo(() => {
    const edges = data?.cut.flatMap((index) => data.graph.edges[index] ?? []) ?? [];
    return new Set(edges.map(edgeId));
  }, [data]);
  if (error) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  if (!data || data.graph.nodes.length === 0) return null;
  const { graph, drawnCount, openCount } = data;
  return (
    <Card bodyClassName="p-0">
      <GraphView
        graph={graph}
        arrangement="bands"
        label="The paths of open issues"
        brokenEdges={cut}
        toolbar={
          <output
            aria-busy={isPlaceholderData}
            className={cn("text-text", isPlaceholderData && "opacity-50")}
          >
            {drawnCount < openCount ? `${drawnCount} of ` : ""}
            {counted(openCount, "open path")}
            {cut.size > 0 && `; ${counted(cut.size, "step")} would be cut`}
          </output>
        }
      />
    </Card>
  );
}
