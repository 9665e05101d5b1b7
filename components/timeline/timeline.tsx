import type { TimelineEntry } from "#lib/contract/timeline.ts";

import { NacreMark } from "../brand/nacre-mark.tsx";
import { LoggedByList } from "../provider-log/logged-by.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { timelineSentence, timelineWords } from "./timeline-sentence.ts";

/** What happened, newest first. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  if (entries.length === 0) return <EmptyState title="Nothing has happened yet" />;
  return (
    <ol className="flex flex-col gap-4 text-sm">
      {entries.map((entry) => {
        const words = timelineWords(entry);
        return (
          <li key={`${entry.kind} ${entry.id}`} className="flex gap-2.5">
            {entry.actor.kind === "job" ? <NacreMark /> : <Avatar name={entry.actor.name} />}
            <div className="min-w-0 flex-1">
              <p>
                <span className="font-medium">{entry.actor.name}</span> {timelineSentence(entry)}{" "}
                <RelativeTime at={entry.at} className="text-xs text-muted" />
              </p>
              {words && (
                <p className="mt-1 rounded-md border border-line bg-sunken px-2.5 py-1.5 whitespace-pre-wrap wrap-anywhere">
                  {words}
                </p>
              )}
              <LoggedByList log={entry.log} className="mt-1" />
            </div>
          </li>
        );
      })}
    </ol>
  );
}
