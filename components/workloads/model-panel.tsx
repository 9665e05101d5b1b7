import Link from "next/link";

import type { WorkloadModels } from "#lib/contract/workload-facts.ts";

import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { FactList, scoreWords } from "./fact-list.tsx";

/** A dossier of each model, its gaps first. */
export function ModelPanel({ models }: { models: WorkloadModels["models"] }) {
  if (models.length === 0)
    return (
      <EmptyState title="No model was collected for it">
        What it calls may be named at run time, or stand in an account that is not connected.
      </EmptyState>
    );
  return (
    <div className="grid gap-4 px-4 pt-4 sm:px-6 xl:grid-cols-2">
      {models.map((model) => (
        <Card
          key={model.id}
          title={`${model.name}, ${model.typeTitle}`}
          aside={scoreWords(model.facts)}
          bodyClassName="p-0"
        >
          <p className="border-b border-line px-4 py-2 text-xs wrap-anywhere text-muted">
            {model.roleTitle}.{" "}
            <Link href={`/inventory/${model.id}`} className="text-accent-text hover:underline">
              Open {model.name}
            </Link>
            . {model.gaps.length > 0 ? `Gaps: ${model.gaps.join("; ")}.` : "No gaps."}
          </p>
          <FactList facts={model.facts} />
        </Card>
      ))}
    </div>
  );
}
