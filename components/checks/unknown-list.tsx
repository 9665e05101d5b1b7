import Link from "next/link";

import type { CheckDetail } from "#lib/contract/checks.ts";

/** What could not be decided, and the call and permission that would decide it. */
export const UnknownList = ({ unknown }: { unknown: CheckDetail["unknown"] }) => (
  <ul className="divide-y divide-line text-sm">
    {unknown.map(({ resourceId, resourceKey, call, permission, message }) => (
      <li key={resourceId} className="flex flex-col gap-0.5 py-2 first:pt-0 last:pb-0">
        <Link
          href={`/inventory/${resourceId}`}
          className="inline-flex min-h-6 items-center font-mono text-xs break-all text-accent-text hover:underline"
        >
          {resourceKey}
        </Link>
        <span className="text-muted">
          {message} <code className="font-mono text-xs">{call}</code>
          {permission && (
            <>
              {" "}
              needs <code className="font-mono text-xs">{permission}</code>
            </>
          )}
        </span>
      </li>
    ))}
  </ul>
);
