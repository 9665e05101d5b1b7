"use client";
import { useState } from "react";

import type { FindingDetail } from "#lib/contract/findings.ts";

import { Tabs } from "../ui/tabs.tsx";
import { FindingEvidence } from "./finding-evidence.tsx";
import { FindingHeader } from "./finding-header.tsx";
import { FindingOverview } from "./finding-overview.tsx";
import { FindingRemediation } from "./finding-remediation.tsx";
import { FindingTimeline } from "./finding-timeline.tsx";

export type FindingTab = "overview" | "evidence" | "remediation" | "timeline";
export type KeptTab = readonly [tab: FindingTab, onTab: (tab: FindingTab) => void];
type Props = {
  finding: FindingDetail;
  /** Kept by the drawer, so that moving on to the next finding stays on the same tab. */
  kept?: KeptTab;
};

/** Everything on one finding in the width of a drawer: what, why, how to mend it, and what happened. */
export function FindingBody({ finding, kept }: Props) {
  const own = useState<FindingTab>("overview");
  const [tab, setTab] = kept ?? own;
  return (
    <article className="flex flex-col">
      <FindingHeader finding={finding} heading="h2" />
      <Tabs<FindingTab>
        label="About this finding"
        value={tab}
        onChange={setTab}
        tabs={[
          { id: "overview", label: "Overview", content: <FindingOverview finding={finding} /> },
          { id: "evidence", label: "Evidence", content: <FindingEvidence finding={finding} /> },
          {
            id: "remediation",
            label: "Remediation",
            content: (
              <div className="px-4 py-4 sm:px-6">
                <FindingRemediation finding={finding} />
              </div>
            ),
          },
          {
            id: "timeline",
            label: "Timeline",
            count: finding.timeline.length,
            content: (
              <div className="px-4 py-4 sm:px-6">
                <FindingTimeline finding={finding} />
              </div>
            ),
          },
        ]}
      />
    </article>
  );
}
