import Link from "next/link";

import type { GraphEdge } from "#lib/contract/graph.ts";

import { Sentence } from "../inventory/sentence.tsx";
import { LayerLabel } from "../layer-strip/layer-look.tsx";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/cn.ts";
import { SeverityIcon, severityTextClass } from "../ui/severity-badge.tsx";
import { ClassIcon } from "./class-icon.tsx";
import { basisOf } from "./drawn-lines.ts";
import { edgeId } from "./edge-id.ts";
import type { DrawnGraph, DrawnNode } from "./group-nodes.ts";

type Props = {
  graph: DrawnGraph;
  label: string;
  hrefOf: (id: string) => string;
  /** What is chosen on the map. */
  selectedId?: string | null;
  /** Draws members of a group by themselves. */
  onUnfold?: (id: string) => void;
  brokenEdges?: ReadonlySet<string>;
};

/** The same graph in words: each resource with what leads away from it, why, and how that is known. */
export function GraphList({ graph, label, hrefOf, selectedId, onUnfold, brokenEdges }: Props) {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const outgoing = Map.groupBy(graph.edges, ({ from }) => from);
  return (
    <ul aria-label={label} className="divide-y divide-line text-sm">
      {graph.nodes.map((node) => (
        <li
          key={node.id}
          aria-current={node.id === selectedId ? "true" : undefined}
          className={cn("px-4 py-2", node.id === selectedId && "bg-selected")}
        >
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <NodeName node={node} hrefOf={hrefOf} />
            <span className="text-xs text-muted">{node.typeTitle}</span>
            <LayerLabel layer={node.layer} className="text-xs text-muted" />
            {node.role && <span className="text-xs text-muted">({node.role})</span>}
            {node.worst && node.openCount > 0 && (
              <span className={cn("inline-flex items-center gap-1 text-xs", severityTextClass(node.worst))}>
                <SeverityIcon severity={node.worst} className="size-2.5" />
                {node.openCount} open, worst {node.worst}
              </span>
            )}
            {node.memberIds.length > 1 && onUnfold && (
              <Button size="sm" onClick={() => onUnfold(node.id)}>
                Show some of them
              </Button>
            )}
          </div>
          <ul className="mt-0.5 pl-6 text-xs wrap-anywhere text-muted">
            {(outgoing.get(node.id) ?? []).map((edge) => (
              <EdgeItem
                key={`${edge.kind} ${edge.to}`}
                edge={edge}
                toName={byId.get(edge.to)?.name ?? edge.to}
                isBroken={brokenEdges?.has(edgeId(edge)) ?? false}
              />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function EdgeItem({ edge, toName, isBroken }: { edge: GraphEdge; toName: string; isBroken: boolean }) {
  const basis = basisOf(edge);
  return (
    <li className="py-0.5">
      <span className={cn(isBroken && "line-through")}>
        {edge.kind} <span className="text-text">{toName}</span>
        {edge.reason && (
          <>
            {" "}
            because <Sentence text={edge.reason} />
          </>
        )}
      </span>
      {basis !== "collected" && <> ({basis})</>}
      {isBroken && <span className="text-critical"> cut</span>}
    </li>
  );
}

function NodeName({ node, hrefOf }: { node: DrawnNode; hrefOf: (id: string) => string }) {
  const content = (
    <>
      <ClassIcon name={node.class} className="text-muted" />
      <span className="font-medium">{node.name}</span>
    </>
  );
  if (node.memberIds.length > 1) return <span className="inline-flex items-center gap-2">{content}</span>;
  return (
    <Link href={hrefOf(node.id)} className="inline-flex min-h-6 items-center gap-2 hover:underline">
      {content}
    </Link>
  );
}
