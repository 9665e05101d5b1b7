"use client";
import { Plus } from "lucide-react";

import { queryLimits, type Query } from "#lib/contract/query/query.ts";

import { Button } from "../ui/button.tsx";
import { nodesOf, withNextStep, withNode, withoutStep, withStep } from "./edit-query.ts";
import { NodeCard } from "./node-card.tsx";
import { StepRow } from "./step-row.tsx";

type Props = { query: Query; onChange: (query: Query) => void };

/** The question as cards, one for each resource it names; what it changes is written into the text at once. */
export function QueryBuilder({ query, onChange }: Props) {
  const nodes = nodesOf(query);
  return (
    <ol className="flex flex-col gap-2" aria-label="Parts of the question">
      {nodes.map((node, index) => {
        const step = query.steps[index - 1];
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a part is known by its place: two may say the same
          <li key={index} className="flex flex-col gap-2">
            {step && (
              <StepRow
                step={step}
                onChange={(changed) => onChange(withStep(query, index - 1, changed))}
                onRemove={() => onChange(withoutStep(query, index - 1))}
              />
            )}
            <NodeCard
              node={node}
              label={index === 0 ? "Start" : `Step ${index}`}
              onChange={(changed) => onChange(withNode(query, index, changed))}
            />
          </li>
        );
      })}
      {nodes.length < queryLimits.nodesMax && (
        <li>
          <Button size="sm" variant="ghost" onClick={() => onChange(withNextStep(query))}>
            <Plus aria-hidden />
            Follow a relationship
          </Button>
        </li>
      )}
    </ol>
  );
}
