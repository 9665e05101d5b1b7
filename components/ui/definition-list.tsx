import type { ReactNode } from "react";

export type Definition = {
  term: string;
  value: ReactNode;
  /** Tells apart terms that read alike. */
  id?: string;
  /** What the term stands for, on hover. */
  hint?: string;
};

/** Facts as name and value; what has no value is left out by its caller, never shown empty. */
export const DefinitionList = ({ items }: { items: readonly Definition[] }) => (
  <dl className="grid grid-cols-[minmax(96px,max-content)_minmax(0,1fr)] gap-x-6 gap-y-1 text-sm">
    {items.map(({ term, value, id, hint }) => (
      <div key={id ?? term} className="contents">
        <dt title={hint} className="min-h-6 min-w-0 py-0.5 wrap-anywhere text-muted">
          {term}
        </dt>
        <dd className="min-h-6 min-w-0 py-0.5 wrap-anywhere">{value}</dd>
      </div>
    ))}
  </dl>
);
