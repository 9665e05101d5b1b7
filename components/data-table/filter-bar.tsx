"use client";
import { Search } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { flushSync } from "react-dom";
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
  /** Chips of what came with a link. */
  scopes?: ReactNode;
  /** Toggles and menus, at the end of the first line however many chips there are. */
  children?: ReactNode;
};

/** Chips for what is typed (`severity:high public`) and what is chosen; the address holds it all. */
export function FilterBar({
  label,
  facets,
  values,
  q,
  onChange,
  isFiltered,
  onClear,
  scopes,
  children,
}: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<string | null>(null);
  useShortcut({ keys: "/", label: "Filter", group: label }, () => input.current?.focus());

  const apply = (text: string) => {
    const parsed = parseFilterText(text, facets);
    if (parsed.problems.length > 0) {
      // What was typed stays, to be mended; Escape lets go of it.
      toast.error(parsed.problems.join(". "), { id: "filter-text" });
      return;
    }
    setDraft(null);
    onChange(merged(values, parsed.values), parsed.q);
  };
  return (
    <search
      className="flex flex-wrap items-start gap-1.5 border-b border-line px-4 pb-3 sm:flex-nowrap sm:px-6"
      data-print="hide"
    >
      <div className="contents min-w-0 flex-1 flex-wrap items-center gap-1.5 sm:flex">
        <form
          className="relative w-full sm:w-auto sm:max-w-64 sm:grow sm:basis-40"
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
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              flushSync(() => setDraft(null));
              event.currentTarget.blur();
            }}
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
        {scopes}
        {isFiltered && (
          <Button size="sm" variant="ghost" onClick={onClear}>
            Clear
          </Button>
        )}
      </div>
      {children && <div className="ml-auto flex shrink-0 items-center gap-1.5">{children}</div>}
    </search>
  );
}

const merged = (values: FilterValues, typed: FilterValues): FilterValues => ({ ...values, ...typed });
