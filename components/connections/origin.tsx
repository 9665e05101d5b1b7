import Link from "next/link";

import type { Definition } from "../ui/definition-list.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";

type Origin = { connectionId: string; connectionName: string; verifiedAt: string | null };

/** Through which connection something was read, and when that was last complete. */
export const originOf = ({
  connectionId,
  connectionName,
  verifiedAt,
}: Origin): { connection: Definition; verified: Definition } => ({
  connection: {
    term: "Connection",
    value: (
      <Link
        href={`/connections/${connectionId}`}
        className="-my-0.5 inline-flex min-h-6 items-center text-accent-text hover:underline"
      >
        {connectionName}
      </Link>
    ),
  },
  verified: {
    term: "Verified",
    value: verifiedAt ? <RelativeTime at={verifiedAt} /> : "Never completely",
  },
});
