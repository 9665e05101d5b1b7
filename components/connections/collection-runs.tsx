import type { CollectionRunView } from "#lib/contract/connections.ts";
import { counted } from "#lib/domain/counted.ts";

import { shortAccount } from "../inventory/short-key.ts";
import { byUrgency } from "./sync-look.ts";
import { CollectionStatus } from "./sync-status.tsx";
import { UnknownWords } from "./unknown-words.tsx";

/** The collections of one sync, what runs and what failed first. */
export const CollectionRuns = ({ runs }: { runs: readonly CollectionRunView[] }) => (
  <ul
    aria-label="Collections"
    className="scroll-thin max-h-96 divide-y divide-line overflow-y-auto rounded-md border border-line"
  >
    {byUrgency(runs).map((run) => (
      <li key={run.id} className="flex flex-col gap-0.5 px-3 py-1.5">
        <div className="flex items-center gap-3 text-sm">
          <span className="w-28 shrink-0">
            <CollectionStatus state={run.state} />
          </span>
          <span className="min-w-0 flex-1 truncate" title={`${run.title} (${run.collectorId})`}>
            {run.title}
            <span className="ml-2 text-xs text-muted">
              {[shortAccount(run.account), run.region].filter(Boolean).join(" · ")}
            </span>
          </span>
          <span className="text-xs whitespace-nowrap text-muted">
            {run.resourceCount.toLocaleString("en")} found
          </span>
        </div>
        {run.unknown && <UnknownWords unknown={run.unknown} />}
        {run.unparsedCount > 0 && (
          <span className="text-xs text-muted">
            {counted(run.unparsedCount, "record was", "records were")} not understood; nothing is removed
            because of
            {run.unparsedCount === 1 ? " it" : " them"}.
          </span>
        )}
      </li>
    ))}
  </ul>
);
