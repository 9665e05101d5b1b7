import Link from "next/link";

import type { WorkloadData } from "#lib/contract/workload-facts.ts";
import { counted } from "#lib/domain/counted.ts";

import { GraphView } from "../graph/graph-view.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { AccessorList } from "./accessor-list.tsx";
import { FactList, scoreWords } from "./fact-list.tsx";

/** Where the data of a workload comes from and goes, then a scorecard of each store. */
export function DataPanel({ data, name }: { data: WorkloadData; name: string }) {
  return (
    <div>
      <p className="max-w-4xl px-4 py-4 text-base sm:px-6">{data.sentence}</p>
      {data.lineage.edges.length > 0 && (
        <GraphView
          graph={data.lineage}
          arrangement="bands"
          label={`Where the data of ${name} comes from and goes`}
          className="border-y border-line"
        />
      )}
      {data.stores.length === 0 ? (
        <EmptyState title="No store grounds or trains it">
          Nothing that was collected says that this workload reads data of its own.
        </EmptyState>
      ) : (
        <div className="grid gap-4 px-4 pt-4 sm:px-6 lg:grid-cols-2">
          {data.stores.map((store) => (
            <Card
              key={store.id}
              title={`${store.name}, ${store.typeTitle}`}
              aside={scoreWords(store.facts)}
              bodyClassName="p-0"
            >
              <p className="border-b border-line px-4 py-2 text-xs text-muted">
                {store.roleTitle}.{" "}
                <Link href={`/inventory/${store.id}`} className="text-accent-text hover:underline">
                  Open {store.name}
                </Link>
              </p>
              <FactList facts={store.facts} />
              <details className="border-t border-line">
                <summary className="cursor-pointer px-4 py-2 text-sm">
                  {store.writers.length === 0
                    ? "Nobody is known to be able to write to it"
                    : `${counted(new Set(store.writers.map(({ id }) => id)).size, "identity", "identities")} can write to it`}
                </summary>
                <AccessorList
                  accessors={store.writers}
                  empty="No collected policy lets an identity write to it by name. See Identity for those with wide grants."
                />
              </details>
            </Card>
          ))}
        </div>
      )}
    </div>
  );
}
