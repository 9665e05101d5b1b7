"use client";
import { List, Share2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";

import type { GraphView as Graph } from "#lib/contract/graph.ts";
import { counted } from "#lib/domain/counted.ts";

import { cn } from "../ui/cn.ts";
import { Segmented } from "../ui/segmented.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { useIsNarrow } from "../ui/use-media-query.ts";
import { FoldingBar } from "./folding-bar.tsx";
import { GraphList } from "./graph-list.tsx";
import type { Arrangement } from "./layout.ts";
import { useFolding } from "./use-folding.ts";

const GraphCanvas = dynamic(() => import("./graph-canvas.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="h-80 w-full rounded-none" />,
});

/** The one contract of a drawn graph: maps of workloads, paths, neighbourhoods, answers and simulations all give this. */
export type GraphViewProps = {
  graph: Graph;
  /** `bands`: layers below each other, edges from left to right; `path`: in the order of the nodes. */
  arrangement: Arrangement;
  /** What the graph shows, as a sentence. */
  label: string;
  /** Ids of edges that a simulated change takes away. */
  brokenEdges?: ReadonlySet<string>;
  /** Beside the counts, above map and list. */
  toolbar?: ReactNode;
  className?: string;
};

const hrefOf = (id: string): string => `/inventory/${encodeURIComponent(id)}`;

/** A graph as a picture or as a list; both say the same, and what is chosen in one is marked in the other. */
export function GraphView({ graph, arrangement, label, brokenEdges, toolbar, className }: GraphViewProps) {
  const router = useRouter();
  const [chosenView, setView] = useState<"map" | "list" | null>(null);
  const isNarrow = useIsNarrow();
  const view = chosenView ?? (isNarrow ? "list" : "map");
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const folding = useFolding(graph);
  const broken = brokenEdges ? { brokenEdges } : {};
  const open = (id: string) => {
    if (!folding.unfold(id)) router.push(hrefOf(id));
  };
  return (
    <section aria-label={label} className={className}>
      <div
        className={cn(
          "flex min-h-10 flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-1",
          // A path stands in a card, a map has the whole page.
          arrangement === "bands" && "sm:px-6",
        )}
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
          {counted(graph.nodes.length, "resource")}, {counted(graph.edges.length, "relationship")}
          <FoldingBar folding={folding} />
          {toolbar}
        </div>
        <Segmented
          label="Show as"
          value={view}
          onChange={setView}
          options={[
            { value: "map", label: "Map", icon: Share2 },
            { value: "list", label: "List", icon: List },
          ]}
        />
      </div>
      {view === "map" ? (
        <GraphCanvas
          graph={folding.drawn}
          arrangement={arrangement}
          label={label}
          selectedId={selectedId}
          onSelect={setSelectedId}
          onOpen={open}
          {...broken}
        />
      ) : (
        <GraphList
          graph={folding.drawn}
          label={label}
          hrefOf={hrefOf}
          selectedId={selectedId}
          onUnfold={folding.unfold}
          {...broken}
        />
      )}
    </section>
  );
}
