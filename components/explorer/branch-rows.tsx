"use client";
import { Plus, X } from "lucide-react";

import { selectable } from "#lib/contract/query/fields.ts";
import { printQuery } from "#lib/contract/query/print-query.ts";
import type { Branch, QueryNode } from "#lib/contract/query/query.ts";
import { relationshipKinds } from "#lib/domain/relationship.ts";

import { DropdownMenu, MenuItem } from "../ui/dropdown-menu.tsx";
import { Button } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { emptyNode } from "./edit-query.ts";
import { Select } from "../ui/select.tsx";

type Props = { node: QueryNode; onChange: (node: QueryNode) => void };

const hasOptions = [
  { value: "with", label: "must have" },
  { value: "without", label: "must not have" },
] as const;
const kindOptions = relationshipKinds.map((value) => ({ value, label: value }));
const targetOptions = ["any", ...selectable].map((value) => ({ value, label: value }));

/** What must, or must not, lead on from here without being shown. */
export function BranchRows({ node, onChange }: Props) {
  const change = (branches: readonly Branch[]) => onChange({ ...node, branches });
  const replace = (index: number, branch: Branch) =>
    change(node.branches.map((other, at) => (at === index ? branch : other)));
  const add = (has: boolean) =>
    change([
      ...node.branches,
      { has, steps: [{ direction: "out", kinds: ["guarded-by"], min: 1, max: 1, node: emptyNode }] },
    ]);
  return (
    <>
      {node.branches.map((branch, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a branch is known by its place: two may say the same
        <div key={index} className="flex flex-wrap items-center gap-2 text-xs">
          <Select
            label="Whether it must lead on"
            className="w-36"
            value={branch.has ? "with" : "without"}
            options={hasOptions}
            onChange={(chosen) => replace(index, { ...branch, has: chosen === "with" })}
          />
          <BranchSteps branch={branch} onChange={(changed) => replace(index, changed)} />
          <IconButton
            icon={X}
            size="sm"
            label="Remove this"
            onClick={() => change(node.branches.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <DropdownMenu
          align="start"
          trigger={
            <Button size="sm" variant="ghost">
              <Plus aria-hidden />
              Must or must not have
            </Button>
          }
        >
          <MenuItem onSelect={() => add(true)}>Must have a relationship</MenuItem>
          <MenuItem onSelect={() => add(false)}>Must not have a relationship</MenuItem>
        </DropdownMenu>
      </div>
    </>
  );
}

/** One plain step can be chosen; a longer branch is shown as it is written. */
function BranchSteps({ branch, onChange }: { branch: Branch; onChange: (branch: Branch) => void }) {
  const [step, ...further] = branch.steps;
  const plain = step && further.length === 0 && step.node.where === null && step.kinds.length === 1;
  if (!step || !plain)
    return (
      <code className="font-mono text-muted">
        {printQuery({ start: emptyNode, steps: branch.steps, limit: null }).replace(/^any\s*/, "")}
      </code>
    );
  return (
    <>
      <Select
        label="Relationship"
        className="w-48"
        value={step.kinds[0]}
        options={kindOptions}
        onChange={(kind) => onChange({ ...branch, steps: [{ ...step, kinds: [kind] }] })}
      />
      <Select
        label="To what"
        className="w-48"
        value={step.node.select[0] ?? "any"}
        options={targetOptions}
        onChange={(name) =>
          onChange({
            ...branch,
            steps: [{ ...step, node: { ...step.node, select: name === "any" ? [] : [name] } }],
          })
        }
      />
    </>
  );
}
