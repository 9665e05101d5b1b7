"use client";
import { ArrowDown, ArrowUp, X } from "lucide-react";

import { queryLimits, type QueryStep } from "#lib/contract/query/query.ts";
import { relationshipKinds } from "#lib/domain/relationship.ts";

import { IconButton } from "../ui/icon-button.tsx";
import { Select } from "../ui/select.tsx";

type Props = { step: QueryStep; onChange: (step: QueryStep) => void; onRemove: () => void };

const anyKind = "any relationship";
const kindOptions = [anyKind, ...relationshipKinds].map((value) => ({ value, label: value }));
const depths = Array.from({ length: queryLimits.stepLengthMax }, (_, index) => {
  const value = String(index + 1);
  return { value, label: value === "1" ? "once" : `up to ${value} times` };
});

/** Which relationship leads on, which way, and how often it may be followed. */
export function StepRow({ step, onChange, onRemove }: Props) {
  const turned = step.direction === "out" ? "in" : "out";
  const [kind, ...others] = step.kinds;
  return (
    <div className="flex flex-wrap items-center gap-2 pl-3 text-xs text-muted">
      <IconButton
        size="sm"
        icon={step.direction === "out" ? ArrowDown : ArrowUp}
        label={
          step.direction === "out"
            ? "It leads to what follows. Turn it round."
            : "What follows leads to it. Turn it round."
        }
        onClick={() => onChange({ ...step, direction: turned })}
      />
      <Select
        label="Relationship"
        className="w-56"
        value={kind ?? anyKind}
        options={kindOptions}
        onChange={(chosen) =>
          onChange({ ...step, kinds: relationshipKinds.filter((known) => known === chosen) })
        }
      />
      {others.length > 0 && <span>or {others.join(", ")}</span>}
      <Select
        label="How often"
        className="w-36"
        value={String(step.max)}
        options={depths}
        onChange={(chosen) => onChange({ ...step, min: 1, max: Number(chosen) })}
      />
      <IconButton icon={X} size="sm" label="Remove this step and what follows it" onClick={onRemove} />
    </div>
  );
}
