import Link from "next/link";

import type { FindingDetail } from "#lib/contract/findings.ts";
import { counted } from "#lib/domain/counted.ts";
import { providerTitles } from "#lib/domain/provider.ts";

import { ControlRefs } from "../compliance/control-refs.tsx";
import { exceptionReasonTitles } from "../exceptions/exception-reasons.ts";
import { Person } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { originTitle } from "./origin-title.ts";
import { DefinitionList } from "../ui/definition-list.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { SourceList } from "../ui/source-list.tsx";

const linkClass = "inline-flex min-h-6 items-center text-accent-text hover:underline";

/** The drawer's first tab. */
export function FindingOverview({ finding }: { finding: FindingDetail }) {
  return (
    <div className="flex flex-col gap-5 px-4 py-4 sm:px-6">
      <section>
        <h3 className="mb-1 text-sm font-semibold">Why it matters</h3>
        <p className="text-sm text-muted">{finding.risk}</p>
      </section>
      <FindingFacts finding={finding} />
      <section>
        <h3 className="mb-1 text-sm font-semibold">Controls it speaks against</h3>
        <ControlRefs controls={finding.controls} />
      </section>
      {finding.exceptions.length > 0 && (
        <section>
          <h3 className="mb-1.5 text-sm font-semibold">Exceptions</h3>
          <FindingExceptions finding={finding} />
        </section>
      )}
      {finding.references.length > 0 && (
        <section>
          <h3 className="mb-1 text-sm font-semibold">Sources</h3>
          <SourceList urls={finding.references} />
        </section>
      )}
    </div>
  );
}

export function FindingFacts({ finding }: { finding: FindingDetail }) {
  const { resource, assignee, team, workloads } = finding;
  const owner = assignee ?? team;
  return (
    <DefinitionList
      items={[
        {
          term: "Resource",
          value: (
            <>
              <div className="flex flex-wrap items-center gap-x-2">
                {resource.id === null ? (
                  resource.name
                ) : (
                  <Link href={`/inventory/${resource.id}`} className={linkClass}>
                    {resource.name}
                  </Link>
                )}
                <span className="text-muted">{resource.typeTitle}</span>
              </div>
              <Copyable text={resource.key} />
            </>
          ),
        },
        {
          term: "Account",
          value: [providerTitles[resource.provider], resource.account, resource.region]
            .filter(Boolean)
            .join(" · "),
        },
        {
          term: "Workloads",
          value:
            workloads.length === 0
              ? "Serves none"
              : workloads.map(({ id, name }) => (
                  <Link key={id} href={`/workloads/${id}`} className={`mr-3 ${linkClass}`}>
                    {name}
                  </Link>
                )),
        },
        { term: "Owner", value: owner ? <Person name={owner.name} /> : "Nobody" },
        { term: "First seen", value: <RelativeTime at={finding.firstSeenAt} /> },
        {
          term: "Opened",
          value: (
            <>
              <RelativeTime at={finding.openedAt} />
              {finding.reopenedCount > 0 && ` · reopened ${counted(finding.reopenedCount, "time")}`}
            </>
          ),
        },
        {
          term: finding.origin === "nacre" ? "Check" : `Rule of ${originTitle(finding.origin)}`,
          value:
            finding.origin === "nacre" ? (
              <Link href={`/checks/${finding.checkId}`} className={`${linkClass} font-mono text-xs`}>
                {finding.checkId}
              </Link>
            ) : (
              <span className="font-mono text-xs">{finding.checkId.split("/").slice(2).join("/")}</span>
            ),
        },
      ]}
    />
  );
}

export const FindingExceptions = ({ finding: { exceptions } }: { finding: FindingDetail }) => (
  <ul className="flex flex-col gap-2">
    {exceptions.map((exception) => (
      <li key={exception.id} className="rounded-md border border-line px-3 py-2 text-sm">
        <div className="flex flex-wrap items-center gap-2">
          <Badge tone={exception.state === "approved" ? "accent" : "neutral"}>{exception.state}</Badge>
          <span>{exceptionReasonTitles[exception.reason] ?? exception.reason}</span>
          <span className="text-xs text-muted">
            until <RelativeTime at={exception.expiresAt} />, requested by {exception.requestedBy}
            {exception.decidedBy && `, decided by ${exception.decidedBy}`}
          </span>
        </div>
        <p className="mt-1 text-muted">{exception.comment}</p>
      </li>
    ))}
  </ul>
);
