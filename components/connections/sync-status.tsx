import type { CollectionView, SyncView } from "#lib/contract/connections.ts";

import { StatusBadge } from "../ui/status-badge.tsx";
import { collectionLooks, syncLooks } from "./sync-look.ts";

export const SyncStatus = ({ state }: { state: SyncView["state"] }) => <StatusBadge {...syncLooks[state]} />;

export const CollectionStatus = ({ state }: { state: CollectionView["state"] }) => (
  <StatusBadge {...collectionLooks[state]} />
);
