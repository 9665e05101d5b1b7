"use client";
import { Plus, Trash2 } from "lucide-react";

import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Input, Textarea } from "../../ui/input.tsx";
import { Select } from "../../ui/select.tsx";
import type { ExampleDraft, Side } from "./draft.ts";

type Props = {
  examples: readonly ExampleDraft[];
  onChange: (examples: ExampleDraft[]) => void;
  /** What is wrong with the example at this place of its side. */
  problemOf: (side: Side, at: number) => string | undefined;
  disabled: boolean;
};

const sides: readonly { value: Side; label: string }[] = [
  { value: "pass", label: "Passes" },
  { value: "fail", label: "Fails" },
  { value: "notApplicable", label: "Is not asked" },
];

/** What the check is tried on before it is stored: at least one on each side of the line. */
export function ExamplesTable({ examples, onChange, problemOf, disabled }: Props) {
  const set = (id: number, change: Partial<ExampleDraft>) =>
    onChange(examples.map((example) => (example.id === id ? { ...example, ...change } : example)));
  const add = () => {
    const id = Math.max(0, ...examples.map((example) => example.id)) + 1;
    onChange([...examples, { id, side: "fail", name: "", facts: "{}" }]);
  };
  const placeOf = (index: number) => {
    const side = examples[index]?.side;
    return examples.slice(0, index).filter((example) => example.side === side).length;
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1 text-sm font-medium">Examples</legend>
      <p className="text-xs text-muted">
        Facts are the facets as JSON, such as {'{"versioning": true}'}; or an object of facets, tags, derived
        and neighbours.
      </p>
      <ol className="flex flex-col gap-3">
        {examples.map((example, index) => {
          const problem = problemOf(example.side, placeOf(index));
          const problemId = `example-${example.id}-problem`;
          const number = index + 1;
          return (
            <li key={example.id} className="flex flex-col gap-1">
              <div className="grid items-start gap-2 sm:grid-cols-[8rem_minmax(0,1fr)_minmax(0,2fr)_auto]">
                <Select
                  label={`Example ${number}: outcome`}
                  value={example.side}
                  options={sides}
                  disabled={disabled}
                  onChange={(side) => set(example.id, { side })}
                />
                <Input
                  aria-label={`Example ${number}: name`}
                  placeholder="What it shows"
                  value={example.name}
                  disabled={disabled}
                  onChange={({ target: { value } }) => set(example.id, { name: value })}
                />
                <Textarea
                  aria-label={`Example ${number}: facts`}
                  aria-invalid={problem ? true : undefined}
                  aria-describedby={problem ? problemId : undefined}
                  value={example.facts}
                  disabled={disabled}
                  spellCheck={false}
                  className="min-h-8 font-mono text-xs"
                  onChange={({ target: { value } }) => set(example.id, { facts: value })}
                />
                {!disabled && (
                  <IconButton
                    icon={Trash2}
                    label={`Remove example ${number}`}
                    onClick={() => onChange(examples.filter(({ id }) => id !== example.id))}
                  />
                )}
              </div>
              {problem && (
                <p id={problemId} role="alert" className="text-xs text-critical">
                  {problem}
                </p>
              )}
            </li>
          );
        })}
      </ol>
      {!disabled && (
        <div>
          <Button size="sm" onClick={add}>
            <Plus aria-hidden /> Add an example
          </Button>
        </div>
      )}
    </fieldset>
  );
}
