"use client";
import { List, Share2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useMemo, useState, type ReactNode } from "react";

import type { GraphView as Graph } from "#lib/contract/graph.ts";

import { counted } from "../ui/counted.ts";
import { cn } from "../ui/cn.ts";
import { Segmented } from "../ui/segmented.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { useIsNarrow } from "../ui/use-media-query.ts";
import { GraphList } from "./graph-list.tsx";
import { groupNodes } from "./group-nodes.ts";
import type { Arrangement } from "./layout.ts";

const GraphCanvas = dynamic(() => import("./graph-canvas.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="size-full rounded-none" />,
});

type Props = {
  graph: Graph;
  arrangement: Arrangement;
  /** What the graph shows, as a sentence. */
  label: string;
  brokenEdges?: ReadonlySet<string>;
  /** Beside the switch between map and list. */
  toolbar?: ReactNode;
  className?: string;
};

const drawnNodesMax = 200;
const hrefOf = (id: string): string => `/inventory/${encodeURIComponent(id)}`;

/** A graph as a picture or as a list; both say the same. */
export function GraphView({ graph, arrangement, label, brokenEdges, toolbar, className }: Props) {
  const router = useRouter();
  const [chosenView, setView] = useState<"map" | "list" | null>(null);
  const isNarrow = useIsNarrow();
  const view = chosenView ?? (isNarrow ? "list" : "map");
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const drawn = useMemo(() => groupNodes(graph, drawnNodesMax), [graph]);
  const open = (id: string) => {
    const node = drawn.nodes.find((candidate) => candidate.id === id);
    if (node?.memberIds.length === 1) router.push(hrefOf(id));
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
        <div className="flex items-center gap-3 text-xs text-muted">
          {counted(graph.nodes.length, "resource")}, {counted(graph.edges.length, "relationship")}
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
        <div className={arrangement === "path" ? "h-52" : "h-[min(70vh,680px)] min-h-80"}>
          <GraphCanvas
            graph={drawn}
            arrangement={arrangement}
            label={label}
            selectedId={selectedId}
            onSelect={setSelectedId}
            onOpen={open}
            {...(brokenEdges ? { brokenEdges } : {})}
          />
        </div>
      ) : (
        <GraphList graph={drawn} label={label} hrefOf={hrefOf} />
      )}
    </section>
  );
}
