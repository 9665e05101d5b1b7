"use client";
import type { FindingDetail } from "#lib/contract/findings.ts";

import { LayerLabel } from "../layer-strip/layer-look.tsx";
import { DueBadge } from "../ui/due-badge.tsx";
import { SeverityBadge } from "../ui/severity-badge.tsx";
import { FindingActions } from "./finding-actions.tsx";
import { FindingStatus } from "./finding-status.tsx";

type Props = {
  finding: FindingDetail;
  /** Of the page it is the first heading. */
  heading: "h1" | "h2";
};

/** What is wrong, how bad it is, and what can be done with it. */
export function FindingHeader({ finding, heading: Heading }: Props) {
  return (
    <header className="flex flex-col gap-2.5 px-4 py-4 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <SeverityBadge severity={finding.severity} />
        <LayerLabel layer={finding.layer} className="text-sm" />
        <FindingStatus status={finding.status} />
        {finding.dueAt && <DueBadge at={finding.dueAt} />}
      </div>
      <Heading className="text-lg font-semibold">{finding.title}</Heading>
      <p className="text-sm text-muted">{finding.reason}</p>
      <FindingActions finding={finding} />
    </header>
  );
}
