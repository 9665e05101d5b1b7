import Link from "next/link";

import { LayerLabel } from "../layer-strip/layer-look.tsx";
import { cn } from "../ui/cn.ts";
import { SeverityIcon, severityTextClass } from "../ui/severity-badge.tsx";
import { ClassIcon } from "./class-icon.tsx";
import type { DrawnGraph, DrawnNode } from "./group-nodes.ts";

type Props = { graph: DrawnGraph; label: string; hrefOf: (id: string) => string };

/** The same graph in words: each resource with what leads away from it and why. */
export function GraphList({ graph, label, hrefOf }: Props) {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const outgoing = Map.groupBy(graph.edges, ({ from }) => from);
  return (
    <ul aria-label={label} className="divide-y divide-line text-sm">
      {graph.nodes.map((node) => (
        <li key={node.id} className="px-4 py-2">
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
          </div>
          <ul className="mt-0.5 pl-6 text-xs wrap-anywhere text-muted">
            {(outgoing.get(node.id) ?? []).map(({ kind, to, reason }) => (
              <li key={`${kind} ${to}`} className="py-0.5">
                {kind} <span className="text-text">{byId.get(to)?.name ?? to}</span>
                {reason && <> because {reason}</>}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
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
