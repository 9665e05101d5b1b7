import type { IssueView } from "#lib/contract/issues.ts";

import { StatusBadge, type StatusLook } from "../ui/status-badge.tsx";

type Status = IssueView["status"];

export const issueStatusTitles: Record<Status, string> = {
  open: "Open",
  "in-progress": "In progress",
  resolved: "Resolved",
};
const looks: Record<Status, StatusLook> = { open: "open", "in-progress": "progress", resolved: "good" };

export const IssueStatus = ({ status }: { status: Status }) => (
  <StatusBadge look={looks[status]} label={issueStatusTitles[status]} />
);
