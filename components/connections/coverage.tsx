import Link from "next/link";

import type { ConnectionView } from "#lib/contract/connections.ts";

/** How much of what it should read is known. The unknown part is hatched. */
export function Coverage({ connection }: { connection: ConnectionView }) {
  const { completeCount, incompleteCount, deniedCount } = connection;
  const total = completeCount + incompleteCount;
  if (total === 0) return null;
  return (
    <div className="flex flex-col gap-1.5">
      <span aria-hidden className="flex h-1 overflow-hidden rounded-full">
        <span className="bg-good" style={{ flexGrow: completeCount }} />
        <span className="hatched bg-line" style={{ flexGrow: incompleteCount }} />
      </span>
      <p className="text-xs text-muted">
        {completeCount} of {total} collections complete
        {deniedCount > 0 && (
          <>
            , <span className="font-medium text-critical">{deniedCount} denied</span>.{" "}
            <Link
              href={`/connections/${connection.id}#denied`}
              className="inline-flex min-h-6 items-center text-accent-text hover:underline"
            >
              See what grants them
            </Link>
          </>
        )}
      </p>
    </div>
  );
}
