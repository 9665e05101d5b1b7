"use client";
import { CirclePlus } from "lucide-react";
import { useState, type ReactNode } from "react";

import { Button } from "../ui/button.tsx";
import { cn } from "../ui/cn.ts";
import { fieldClass } from "../ui/input.tsx";
import { Popover } from "../ui/popover.tsx";
import { CheckRow } from "./check-row.tsx";
import type { FilterField } from "./filter-text.ts";

export type Facet = FilterField & {
  /** How many there are of each value under the other filters. */
  counts?: Readonly<Record<string, number>>;
  mark?: (value: string) => ReactNode;
};

const searchableFrom = 10;

type Props = { facet: Facet; chosen: readonly string[]; onChange: (chosen: readonly string[]) => void };

/** Choices are gathered while it is open and applied at once when it closes. */
export function FacetPopover({ facet, chosen, onChange }: Props) {
  const [draft, setDraft] = useState<readonly string[] | null>(null);
  const [text, setText] = useState("");
  const current = draft ?? chosen;
  const toggle = (value: string) => {
    if (facet.single) setDraft(current.includes(value) ? [] : [value]);
    else setDraft(current.includes(value) ? current.filter((other) => other !== value) : [...current, value]);
  };
  const close = () => {
    if (draft !== null && draft.join() !== chosen.join()) onChange(draft);
    setDraft(null);
    setText("");
  };
  const shown = facet.options.filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()));
  const titles = chosen.map(
    (value) => facet.options.find((option) => option.value === value)?.label ?? value,
  );
  return (
    <Popover
      label={facet.label}
      open={draft !== null}
      onOpenChange={(open) => (open ? setDraft(chosen) : close())}
      className="w-60"
      trigger={
        <button
          type="button"
          className={cn(
            "inline-flex h-7 max-w-64 items-center gap-1.5 rounded-md border px-2 text-xs hover:bg-hover",
            chosen.length > 0
              ? "border-line-strong/60 bg-surface"
              : "border-dashed border-line-strong/60 text-muted",
          )}
        >
          {chosen.length === 0 && <CirclePlus className="size-3.5 shrink-0" aria-hidden />}
          <span className={chosen.length > 0 ? "text-muted" : ""}>{facet.label}</span>
          {titles.length > 0 && (
            <span className="truncate font-medium">
              {titles.length > 2 ? `${titles.length} chosen` : titles.join(", ")}
            </span>
          )}
        </button>
      }
    >
      {facet.options.length > searchableFrom && (
        <input
          type="text"
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-label={`Find in ${facet.label.toLowerCase()}`}
          placeholder="Find"
          className={cn(fieldClass, "mb-1 h-7")}
        />
      )}
      <div className="scroll-thin max-h-72 overflow-y-auto">
        {shown.map(({ value, label }) => (
          <CheckRow
            key={value}
            checked={current.includes(value)}
            onToggle={() => toggle(value)}
            count={facet.counts ? (facet.counts[value] ?? 0) : undefined}
          >
            {facet.mark?.(value)}
            <span className="min-w-0 truncate">{label}</span>
          </CheckRow>
        ))}
        {shown.length === 0 && (
          <p className="px-2 py-3 text-xs text-muted">
            {facet.options.length === 0 ? "There is nothing to choose yet." : "Nothing is called so."}
          </p>
        )}
      </div>
      <div className="mt-1 flex justify-between border-t border-line px-1 pt-1">
        <Button size="sm" variant="ghost" onClick={() => setDraft([])} disabled={current.length === 0}>
          Clear
        </Button>
        <Button size="sm" variant="primary" onClick={close}>
          Apply
        </Button>
      </div>
    </Popover>
  );
}
