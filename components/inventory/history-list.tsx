import type { ResourceHistory } from "#lib/contract/inventory.ts";

import { EmptyState } from "../ui/empty-state.tsx";
import { formatInstant } from "../ui/format-time.ts";

type Change = ResourceHistory["items"][number]["changes"][number];

/** The states it was in, newest first, each with what made it differ from the one before. */
export function HistoryList({ history }: { history: ResourceHistory }) {
  if (history.items.length === 0) return <EmptyState title="It has had one state since it was first seen" />;
  return (
    <ol className="divide-y divide-line text-sm">
      {history.items.map(({ validFrom, validTo, changes }) => (
        <li key={validFrom} className="flex flex-col gap-2 px-4 py-3 sm:px-6">
          <p className="font-medium">
            {formatInstant(new Date(validFrom))}
            <span className="font-normal text-muted">
              {validTo ? ` until ${formatInstant(new Date(validTo))}` : ", the present state"}
            </span>
          </p>
          {changes.length === 0 ? <p className="text-muted">First seen</p> : <Changes changes={changes} />}
        </li>
      ))}
    </ol>
  );
}

const Changes = ({ changes }: { changes: readonly Change[] }) => (
  <dl className="flex flex-col gap-1.5">
    {changes.map(({ path, before, after }) => (
      <div key={path} className="grid gap-x-4 gap-y-0.5 md:grid-cols-[220px_minmax(0,1fr)]">
        <dt className="font-mono text-xs text-muted">{path}</dt>
        <dd className="flex flex-col gap-0.5 font-mono text-xs wrap-anywhere">
          <del className="rounded-sm bg-critical/10 px-1 no-underline">− {shown(before)}</del>
          <ins className="rounded-sm bg-good/10 px-1 no-underline">+ {shown(after)}</ins>
        </dd>
      </div>
    ))}
  </dl>
);

const shown = (value: unknown): string => (value === undefined ? "not there" : JSON.stringify(value));
