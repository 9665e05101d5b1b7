import type { ResourceDetail } from "#lib/contract/inventory.ts";

import { GraphView } from "../graph/graph-view.tsx";
import { countNeighbours, neighbourhoodOf, neighboursMax } from "./neighbourhood.ts";
import { RelationshipList } from "./relationship-list.tsx";

/** What is one step away: drawn, then in words by kind with the reason of each. */
export function RelationshipsPanel({ resource }: { resource: ResourceDetail }) {
  const { name, relationships } = resource;
  if (relationships.length === 0) return <RelationshipList name={name} relationships={[]} />;
  const graph = neighbourhoodOf(resource);
  const neighbourCount = countNeighbours(resource);
  const groups = Map.groupBy(relationships, ({ kind, direction }) => `${direction} ${kind}`);
  return (
    <>
      {graph.edges.length > 0 && (
        <GraphView
          graph={graph}
          arrangement="bands"
          label={`What ${name} is related to`}
          toolbar={
            neighbourCount > neighboursMax ? (
              <span>
                the first {neighboursMax} of {neighbourCount} drawn
              </span>
            ) : null
          }
          className="border-b border-line"
        />
      )}
      {[...groups].map(([id, members]) => (
        <section key={id} aria-label={titleOf(name, members[0])}>
          <h3 className="border-b border-line bg-sunken px-4 py-1.5 text-xs font-medium text-muted sm:px-6">
            {titleOf(name, members[0])} ({members.length})
          </h3>
          <RelationshipList name={name} relationships={members} />
        </section>
      ))}
    </>
  );
}

function titleOf(name: string, first: ResourceDetail["relationships"][number] | undefined): string {
  if (!first) return "";
  return first.direction === "out" ? `${name} ${first.kind} …` : `… ${first.kind} ${name}`;
}
