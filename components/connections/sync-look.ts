import type { CollectionView, SyncView } from "#lib/contract/connections.ts";
import type { UnknownReason } from "#lib/domain/unknown.ts";

import type { StatusLook } from "../ui/status-badge.tsx";

type SyncState = SyncView["state"];
type CollectionState = CollectionView["state"];
type Look = { look: StatusLook; label: string; spin?: boolean };

export const isUnderWay = (state: SyncState | undefined): boolean =>
  state === "queued" || state === "running";

export const syncLooks: Record<SyncState, Look> = {
  queued: { look: "idle", label: "Waiting" },
  running: { look: "progress", label: "Syncing", spin: true },
  complete: { look: "good", label: "Complete" },
  partial: { look: "warn", label: "Incomplete" },
  failed: { look: "bad", label: "Failed" },
  cancelled: { look: "paused", label: "Cancelled" },
};

export const collectionLooks: Record<CollectionState, Look> = {
  pending: { look: "idle", label: "Waiting" },
  running: { look: "progress", label: "Reading", spin: true },
  complete: { look: "good", label: "Complete" },
  partial: { look: "warn", label: "Incomplete" },
  denied: { look: "bad", label: "Denied" },
  failed: { look: "bad", label: "Failed" },
  skipped: { look: "paused", label: "Skipped" },
};

const order: readonly CollectionState[] = [
  "running",
  "denied",
  "failed",
  "partial",
  "pending",
  "complete",
  "skipped",
];

/** What is going on or went wrong first; what is complete needs nobody's eyes. */
export const byUrgency = <T extends { state: CollectionState; title: string }>(rows: readonly T[]): T[] =>
  rows.toSorted(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.title.localeCompare(b.title, "en"),
  );

export const unknownReasonTitles: Record<UnknownReason, string> = {
  denied: "Denied",
  throttled: "Throttled",
  failed: "Failed",
  malformed: "Not understood",
  unsupported: "Not supported there",
  "not-recorded": "Not in the recording",
};
