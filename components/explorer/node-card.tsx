"use client";
import { Plus, X } from "lucide-react";

import { selectable } from "#lib/contract/query/fields.ts";
import { printCondition } from "#lib/contract/query/print-query.ts";
import type { QueryNode } from "#lib/contract/query/query.ts";

import { Button } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Select } from "../ui/select.tsx";
import { BranchRows } from "./branch-rows.tsx";
import { ConditionRow } from "./condition-row.tsx";
import { comparingsOf, withComparings } from "./edit-query.ts";

type Props = { node: QueryNode; label: string; onChange: (node: QueryNode) => void };

const anything = "any resource";
const selectOptions = [anything, ...selectable].map((value) => ({ value, label: value }));

/** What one place of the question may be, and what must hold for it. */
export function NodeCard({ node, label, onChange }: Props) {
  const comparings = comparingsOf(node);
  const free = selectOptions.filter(({ value }) => value !== anything && !node.select.includes(value));
  return (
    <section aria-label={label} className="flex flex-col gap-2 rounded-md border border-line bg-sunken p-3">
      <div className="flex flex-wrap items-center gap-2">
        {node.select.map((name) => (
          <span
            key={name}
            className="inline-flex h-6 items-center gap-1 rounded-sm border border-line bg-raised pl-2 font-mono text-xs"
          >
            {name}
            <IconButton
              icon={X}
              size="sm"
              label={`Leave out ${name}`}
              // Conditions hang on what it may be: fields of the one taken out would have no meaning.
              onClick={() =>
                onChange({ ...node, select: node.select.filter((other) => other !== name), where: null })
              }
            />
          </span>
        ))}
        <Select
          label={`What ${label.toLowerCase()} may be`}
          className="w-52"
          value={node.select.length === 0 ? anything : undefined}
          placeholder="or also…"
          options={node.select.length === 0 ? selectOptions : free}
          onChange={(name) =>
            onChange(name === anything ? node : { ...node, select: [...node.select, name] })
          }
        />
      </div>
      {comparings === null ? (
        <code className="font-mono text-xs text-muted">where {node.where && printCondition(node.where)}</code>
      ) : (
        comparings.map((comparing, index) => (
          <ConditionRow
            // oxlint-disable-next-line react/no-array-index-key -- a condition is known by its place: two may say the same
            key={index}
            select={node.select}
            condition={comparing}
            onChange={(changed) =>
              onChange(
                withComparings(
                  node,
                  comparings.map((other, at) => (at === index ? changed : other)),
                ),
              )
            }
            onRemove={() =>
              onChange(
                withComparings(
                  node,
                  comparings.filter((_, at) => at !== index),
                ),
              )
            }
          />
        ))
      )}
      <BranchRows node={node} onChange={onChange} />
      {comparings !== null && (
        <div>
          <Button
            size="sm"
            variant="ghost"
            onClick={() =>
              onChange(
                withComparings(node, [
                  ...comparings,
                  { kind: "compare", field: "name", comparison: "like", value: "*" },
                ]),
              )
            }
          >
            <Plus aria-hidden />
            Add a condition
          </Button>
        </div>
      )}
    </section>
  );
}
