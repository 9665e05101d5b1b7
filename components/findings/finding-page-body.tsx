"use client";
import { useQuery } from "@tanstack/react-query";

import type { FindingDetail } from "#lib/contract/findings.ts";

import { Card } from "../ui/card.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { SourceList } from "../ui/source-list.tsx";
import { FindingOrigin, FindingValues } from "./finding-evidence.tsx";
import { FindingHeader } from "./finding-header.tsx";
import { FindingExceptions, FindingFacts } from "./finding-overview.tsx";
import { FindingRemediation } from "./finding-remediation.tsx";
import { FindingTimeline } from "./finding-timeline.tsx";
import { findingQuery } from "./findings-query.ts";

/** The page's finding, kept current after what the reader does with it. */
export function FindingPageBody({ id }: { id: string }) {
  const { data } = useQuery(findingQuery(id));
  return data ? <FindingSheet finding={data} /> : null;
}

/** Everything on one finding at once: what to do about it on the left, what it is about on the right. */
const FindingSheet = ({ finding }: { finding: FindingDetail }) => (
  <article>
    <FindingHeader finding={finding} heading="h1" />
    <div className="grid items-start gap-4 px-4 sm:px-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,380px)]">
      <div className="flex min-w-0 flex-col gap-4">
        <Card title="Why it matters">
          <p className="text-sm">{finding.risk}</p>
        </Card>
        <Card
          title="What was read"
          aside={<Copyable text={JSON.stringify(finding.evidence, null, 2)} label="as JSON" />}
        >
          <FindingValues finding={finding} />
        </Card>
        <Card title="How to fix it">
          <FindingRemediation finding={finding} />
        </Card>
        <Card title="Timeline">
          <FindingTimeline finding={finding} />
        </Card>
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Card title="About">
          <FindingFacts finding={finding} />
        </Card>
        {finding.exceptions.length > 0 && (
          <Card title="Exceptions">
            <FindingExceptions finding={finding} />
          </Card>
        )}
        <Card title="Where it was read">
          <FindingOrigin finding={finding} />
        </Card>
        {finding.references.length > 0 && (
          <Card title="Sources">
            <SourceList urls={finding.references} />
          </Card>
        )}
      </div>
    </div>
  </article>
);
