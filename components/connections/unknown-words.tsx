import type { CollectionView } from "#lib/contract/connections.ts";

import { unknownReasonTitles } from "./sync-look.ts";

type Unknown = NonNullable<CollectionView["unknown"]>;

/** Why something is not known: the call that would tell, and what it needs. */
export const UnknownWords = ({ unknown: { reason, call, permission, message } }: { unknown: Unknown }) => (
  <span className="text-xs text-muted wrap-anywhere">
    {unknownReasonTitles[reason]}: {message} <code className="font-mono">{call}</code>
    {permission && (
      <>
        {" "}
        needs <code className="font-mono text-text">{permission}</code>
      </>
    )}
  </span>
);
