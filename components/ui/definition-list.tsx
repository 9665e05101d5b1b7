import type { ReactNode } from "react";

export type Definition = { term: string; value: ReactNode };

/** Facts as name and value; what has no value is left out by its caller, never shown empty. */
export const DefinitionList = ({ items }: { items: readonly Definition[] }) => (
  <dl className="grid grid-cols-[minmax(96px,max-content)_minmax(0,1fr)] gap-x-6 gap-y-1 text-sm">
    {items.map(({ term, value }) => (
      <div key={term} className="contents">
        <dt className="min-h-6 py-0.5 text-muted">{term}</dt>
        <dd className="min-h-6 min-w-0 py-0.5 wrap-anywhere">{value}</dd>
      </div>
    ))}
  </dl>
);
