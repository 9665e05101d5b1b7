import type { ConnectionView } from "#lib/contract/connections.ts";
import { providerTitles } from "#lib/domain/provider.ts";

import { Badge } from "../ui/badge.tsx";

export const ConnectionBadges = ({ connection }: { connection: ConnectionView }) => (
  <span className="flex flex-wrap items-center gap-1.5">
    <span className="text-xs text-muted">{providerTitles[connection.connectorId]}</span>
    <Badge>{connection.mode === "live" ? "Live" : "Recording"}</Badge>
    {connection.pausedAt && <Badge tone="warn">Paused</Badge>}
  </span>
);
