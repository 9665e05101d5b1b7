"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import type { NeighbourhoodDepth } from "#lib/contract/graph.ts";
import type { ResourceDetail } from "#lib/contract/inventory.ts";

import { messageOf } from "../api/api-error.ts";
import { GraphView } from "../graph/graph-view.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { neighbourhoodQuery } from "./inventory-query.ts";
import { countNeighbours, neighbourhoodOf, neighboursMax } from "./neighbourhood.ts";
import { RelationshipList } from "./relationship-list.tsx";

/** What is near: drawn as far as the reader wants, then what is one step away in words by kind with its reason. */
export function RelationshipsPanel({ resource }: { resource: ResourceDetail }) {
  const { name, relationships } = resource;
  if (relationships.length === 0) return <RelationshipList name={name} relationships={[]} />;
  const groups = Map.groupBy(relationships, ({ kind, direction }) => `${direction} ${kind}`);
  return (
    <>
      {countNeighbours(resource) > 0 && <Neighbourhood resource={resource} />}
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

function Neighbourhood({ resource }: { resource: ResourceDetail }) {
  const [depth, setDepth] = useState<NeighbourhoodDepth>("1");
  const goesFarther = depth !== "1";
  const near = useMemo(() => neighbourhoodOf(resource), [resource]);
  const farther = useQuery({ ...neighbourhoodQuery(resource.id, depth), enabled: goesFarther });
  const neighbourCount = countNeighbours(resource);
  const drawn = goesFarther ? farther.data : undefined;
  return (
    <GraphView
      graph={drawn ?? near}
      arrangement="bands"
      label={`What ${resource.name} is related to`}
      toolbar={
        <>
          <Segmented
            label="Steps away"
            value={depth}
            onChange={setDepth}
            options={[
              { value: "1", label: "1 step" },
              { value: "2", label: "2" },
              { value: "3", label: "3" },
            ]}
          />
          {!goesFarther && neighbourCount > neighboursMax && (
            <span>
              the first {neighboursMax} of {neighbourCount} drawn
            </span>
          )}
          {goesFarther && farther.isFetching && <span>looking further…</span>}
          {goesFarther && farther.error && <span className="text-critical">{messageOf(farther.error)}</span>}
          {drawn?.cutShort && <span>there is more than is drawn</span>}
        </>
      }
      className="border-b border-line"
    />
  );
}

function titleOf(name: string, first: ResourceDetail["relationships"][number] | undefined): string {
  if (!first) return "";
  return first.direction === "out" ? `${name} ${first.kind} …` : `… ${first.kind} ${name}`;
}
