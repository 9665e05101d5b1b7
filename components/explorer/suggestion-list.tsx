import type { Suggestions } from "#lib/contract/query/suggest.ts";

import { cn } from "../ui/cn.ts";

type Props = {
  id: string;
  suggestions: Suggestions;
  active: number;
  onChoose: (option: string) => void;
};

export const SuggestionList = ({ id, suggestions, active, onChoose }: Props) => (
  <div className="absolute top-full left-0 z-20 -mt-4 w-80 max-w-full rounded-md bg-raised p-1 shadow-pop">
    <div className="px-2 py-1 text-xs text-muted">{suggestions.what}</div>
    {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a datalist cannot complete a word inside a text */}
    <div id={`${id}-options`} role="listbox" tabIndex={-1} aria-label={suggestions.what}>
      {suggestions.options.map((option, index) => (
        <div
          key={option}
          id={`${id}-${index}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an option stands in a select only
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={cn(
            "flex min-h-6 cursor-default items-center rounded-sm px-2 font-mono text-xs",
            index === active ? "bg-selected" : "hover:bg-hover",
          )}
          // Before the field loses the focus, which would close the list.
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(option);
          }}
        >
          {option}
        </div>
      ))}
    </div>
  </div>
);
