"use client";
import { Search, X } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { toast } from "sonner";

import { useShortcut } from "../keyboard/shortcuts.tsx";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/cn.ts";
import { fieldClass } from "../ui/input.tsx";
import { FacetPopover, type Facet } from "./facet-popover.tsx";
import { parseFilterText, type FilterValues } from "./filter-text.ts";

type Props = {
  label: string;
  facets: readonly Facet[];
  values: FilterValues;
  q: string;
  onChange: (values: FilterValues, q: string) => void;
  /** Whether the list is narrower than it is by itself; then it offers to go back to that. */
  isFiltered: boolean;
  onClear: () => void;
  /** Toggles and menus at the end of the bar. */
  children?: ReactNode;
};

/** Chips for what is typed (`severity:high public`) and what is chosen; the address holds it all. */
export function FilterBar({ label, facets, values, q, onChange, isFiltered, onClear, children }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<string | null>(null);
  useShortcut({ keys: "/", label: "Filter", group: label }, () => input.current?.focus());

  const apply = (text: string) => {
    const parsed = parseFilterText(text, facets);
    setDraft(null);
    if (parsed.problems.length > 0) {
      toast.error(parsed.problems.join(". "));
      return;
    }
    onChange(merged(values, parsed.values), parsed.q);
  };
  return (
    <search
      className="flex flex-wrap items-center gap-1.5 border-b border-line px-4 pb-3 sm:px-6"
      data-print="hide"
    >
      <form
        className="relative w-full sm:w-64"
        onSubmit={(event) => {
          event.preventDefault();
          apply(draft ?? q);
        }}
      >
        <Search className="absolute top-1.5 left-2 size-4 text-faint" aria-hidden />
        <input
          ref={input}
          type="text"
          enterKeyHint="search"
          aria-label={`Filter ${label.toLowerCase()}`}
          placeholder="Filter, or field:value"
          value={draft ?? q}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => draft !== null && apply(draft)}
          onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
          className={cn(fieldClass, "h-7 pr-2 pl-8")}
        />
      </form>
      {facets.map((facet) => (
        <FacetPopover
          key={facet.id}
          facet={facet}
          chosen={values[facet.id] ?? []}
          onChange={(chosen) => onChange({ ...values, [facet.id]: chosen }, q)}
        />
      ))}
      {isFiltered && (
        <Button size="sm" variant="ghost" onClick={onClear}>
          <X aria-hidden />
          Clear
        </Button>
      )}
      {children && <div className="ml-auto flex items-center gap-1.5">{children}</div>}
    </search>
  );
}

const merged = (values: FilterValues, typed: FilterValues): FilterValues => ({ ...values, ...typed });
