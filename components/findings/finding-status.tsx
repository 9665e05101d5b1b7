import type { FindingView } from "#lib/contract/findings.ts";

import { StatusBadge, type StatusLook } from "../ui/status-badge.tsx";

type Status = FindingView["status"];

export const findingStatusTitles: Record<Status, string> = {
  open: "Open",
  "in-progress": "In progress",
  excepted: "Excepted",
  resolved: "Resolved",
};
const looks: Record<Status, StatusLook> = {
  open: "open",
  "in-progress": "progress",
  excepted: "paused",
  resolved: "good",
};

export const FindingStatus = ({ status }: { status: Status }) => (
  <StatusBadge look={looks[status]} label={findingStatusTitles[status]} />
);
