import type { ResourceHistory } from "#lib/contract/inventory.ts";

import { LoggedByList } from "../provider-log/logged-by.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { formatInstant } from "../ui/format-time.ts";
import { ChangeLines } from "./change-lines.tsx";
import { plainPath } from "./plain-words.ts";

type Change = ResourceHistory["items"][number]["changes"][number];

/** The states it was in, newest first, each with what made it differ from the one before. */
export function HistoryList({ history }: { history: ResourceHistory }) {
  const { items } = history;
  if (items.length === 0) return <EmptyState title="It has had one state since it was first seen" />;
  return (
    <ol className="divide-y divide-line text-sm">
      {items.map(({ validFrom, validTo, changes, log }, at) => (
        <li key={`${validFrom} ${validTo}`} className="flex flex-col gap-2 px-4 py-3 sm:px-6">
          <p className="font-medium">
            {formatInstant(new Date(validFrom))}
            <span className="font-normal text-muted">
              {validTo ? ` until ${formatInstant(new Date(validTo))}` : ", the present state"}
            </span>
          </p>
          <LoggedByList log={log} />
          {changes.length > 0 && <Changes changes={changes} />}
          {changes.length === 0 && <p className="text-muted">{wordsWithoutChange(history, at)}</p>}
        </li>
      ))}
    </ol>
  );
}

/** A state that differs from none before it: the first, the oldest that is kept to be shown, or one that came back. */
function wordsWithoutChange({ items, firstSeenAt }: ResourceHistory, at: number): string {
  const from = Date.parse(items[at]?.validFrom ?? firstSeenAt);
  if (from <= Date.parse(firstSeenAt)) return "First seen";
  return at === items.length - 1 ? "Earlier states are not shown" : "Back as it was";
}

const Changes = ({ changes }: { changes: readonly Change[] }) => (
  <dl className="flex flex-col gap-2">
    {changes.map((change) => (
      <div key={change.path} className="grid gap-x-4 gap-y-0.5 md:grid-cols-[220px_minmax(0,1fr)]">
        <dt title={change.path} className="text-xs wrap-anywhere text-muted">
          {plainPath(change.path)}
        </dt>
        <dd className="flex min-w-0 flex-col gap-0.5 font-mono text-xs">
          <ChangeLines before={change.before} after={change.after} />
        </dd>
      </div>
    ))}
  </dl>
);
