"use client";
import { useState } from "react";

import type { FindingDetail } from "#lib/contract/findings.ts";

import { LayerLabel } from "../layer-strip/layer-look.tsx";
import { CommentForm } from "../timeline/comment-form.tsx";
import { Timeline } from "../timeline/timeline.tsx";
import { DueBadge } from "../ui/due-badge.tsx";
import { SeverityBadge } from "../ui/severity-badge.tsx";
import { useCan } from "../shell/viewer.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { FindingActions } from "./finding-actions.tsx";
import { FindingEvidence } from "./finding-evidence.tsx";
import { FindingOverview } from "./finding-overview.tsx";
import { FindingRemediation } from "./finding-remediation.tsx";
import { FindingStatus } from "./finding-status.tsx";
import { findingKey } from "./findings-query.ts";

export type FindingTab = "overview" | "evidence" | "remediation" | "timeline";
export type KeptTab = readonly [tab: FindingTab, onTab: (tab: FindingTab) => void];
type Props = {
  finding: FindingDetail;
  /** Kept by the drawer, so that moving on to the next finding stays on the same tab. */
  kept?: KeptTab;
  /** The page's own title is the first heading. */ heading: "h1" | "h2";
};

/** Everything on one finding: what, why, how to mend it, and what happened. The drawer and the page show the same. */
export function FindingBody({ finding, kept, heading: Heading }: Props) {
  const own = useState<FindingTab>("overview");
  const [tab, setTab] = kept ?? own;
  const canComment = useCan("assignment:work");
  return (
    <article className="flex flex-col">
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
      {/* The panels' headings are of the third level, as the drawer needs them. */}
      {Heading === "h1" && <h2 className="sr-only">About this finding</h2>}
      <Tabs<FindingTab>
        label="About this finding"
        value={tab}
        onChange={setTab}
        tabs={[
          { id: "overview", label: "Overview", content: <FindingOverview finding={finding} /> },
          { id: "evidence", label: "Evidence", content: <FindingEvidence finding={finding} /> },
          { id: "remediation", label: "Remediation", content: <FindingRemediation finding={finding} /> },
          {
            id: "timeline",
            label: "Timeline",
            count: finding.timeline.length,
            content: (
              <div className="flex flex-col gap-5 px-4 py-4 sm:px-6">
                {canComment && (
                  <CommentForm subject={`findings/${finding.id}`} invalidates={findingKey(finding.id)} />
                )}
                <Timeline entries={finding.timeline} />
              </div>
            ),
          },
        ]}
      />
    </article>
  );
}
