"use client";
import { useQuery } from "@tanstack/react-query";
import { CircleHelp } from "lucide-react";

import { searchCoverageQuery } from "./search-coverage-query.ts";

/** What the search for paths could not see: a path may hide there. Nothing where it saw everything. */
export function SearchCoverage() {
  const { data } = useQuery(searchCoverageQuery);
  if (!data || data.undecidedCount + data.truncated.length === 0) return null;
  const { undecided, undecidedCount, truncated } = data;
  return (
    <details className="border-b border-line px-4 pb-2 text-sm sm:px-6">
      <summary className="flex min-h-7 cursor-pointer items-center gap-2 text-muted">
        <CircleHelp className="size-4" aria-hidden />
        {undecidedCount + truncated.length === 1
          ? "One place where a path may hide"
          : `${undecidedCount + truncated.length} places where a path may hide`}
      </summary>
      <ul className="scroll-thin max-h-48 overflow-y-auto pl-6 text-xs text-muted">
        {undecided.map(({ pathId, resourceKey, call, permission, message }) => (
          <li key={`${pathId} ${resourceKey} ${call}`} className="py-1 wrap-anywhere">
            <code className="font-mono text-text">{resourceKey}</code> for {pathId}: {message}{" "}
            <code className="font-mono">{call}</code>
            {permission && (
              <>
                {" needs "}
                <code className="font-mono">{permission}</code>
              </>
            )}
          </li>
        ))}
        {undecidedCount > undecided.length && (
          <li className="py-1">and {undecidedCount - undecided.length} more of these kinds</li>
        )}
        {truncated.map(({ pathId, limit }) => (
          <li key={pathId} className="py-1">
            {pathId}: more than {limit} paths; the search stopped there.
          </li>
        ))}
      </ul>
    </details>
  );
}
