"use client";
import Link from "next/link";

import type { CellDetail } from "#lib/contract/responsibility.ts";
import { partyTitles } from "#lib/domain/responsibility-model.ts";

import { useCan } from "../shell/viewer.tsx";
import { Badge } from "../ui/badge.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { DefinitionList } from "../ui/definition-list.tsx";
import { formatInstant } from "../ui/format-time.ts";
import { RelativeTime } from "../ui/relative-time.tsx";
import { statusMarks } from "./cell-looks.ts";
import { DocumentList } from "./document-list.tsx";
import { EvidenceList } from "./evidence-list.tsx";
import { OverrideForm } from "./override-form.tsx";

/** Who is accountable and why, whether it is done and what proves it, who decided otherwise, and how it was before. */
export function CellBody({ cell }: { cell: CellDetail }) {
  const { workload, row, party, status, computed, override } = cell;
  const { icon: Icon, color, label } = statusMarks[status];
  const canWrite = useCan("responsibility:write");
  return (
    <article className="flex flex-col gap-5 px-4 py-4 sm:px-6">
      <header className="flex flex-col gap-1.5">
        <Link href={`/workloads/${workload.id}`} className="self-start text-sm text-muted hover:text-text">
          {workload.name}
        </Link>
        <h2 className="text-lg font-semibold">{row.title}</h2>
        <p className="text-sm text-muted">{row.meaning}</p>
        <p className="flex flex-wrap items-center gap-3 text-sm">
          <Badge tone="accent">{partyTitles[party]}</Badge>
          <span className="inline-flex items-center gap-1.5 font-medium">
            <Icon className={`size-4 ${color}`} aria-hidden />
            {label}
          </span>
          {override && <Badge>Decided by a person</Badge>}
        </p>
      </header>
      <DefinitionList
        items={[
          { term: "Why this party", value: cell.partyReason },
          { term: "Why this status", value: cell.statusReason },
          ...(override
            ? [
                {
                  term: "Facts alone say",
                  value: `${partyTitles[computed.party]}, ${statusMarks[computed.status].label.toLowerCase()}: ${computed.statusReason}`,
                },
                { term: "Decided by", value: `${override.by}: ${override.reason}` },
                { term: "Until", value: <RelativeTime at={override.expiresAt} /> },
              ]
            : []),
          { term: "Resolved", value: <RelativeTime at={cell.resolvedAt} /> },
          { term: "Changed", value: <RelativeTime at={cell.changedAt} /> },
          { term: "Hash", value: <Copyable text={cell.hash} label={`${cell.hash.slice(0, 16)}…`} /> },
        ]}
      />
      <section>
        <h3 className="mb-1.5 text-sm font-semibold">Evidence</h3>
        <EvidenceList evidence={cell.evidence} workloadId={workload.id} />
      </section>
      <DocumentList cell={cell} canWrite={canWrite} />
      {canWrite && <OverrideForm cell={cell} />}
      {cell.history.length > 0 && (
        <section>
          <h3 className="mb-1.5 text-sm font-semibold">Before</h3>
          <ol className="flex flex-col gap-2 text-sm">
            {cell.history.map((past) => (
              <li key={past.validFrom} className="border-l-2 border-line pl-3">
                {partyTitles[past.party]}, {statusMarks[past.status].label.toLowerCase()}
                <span className="block text-xs text-muted">
                  {formatInstant(new Date(past.validFrom))} until {formatInstant(new Date(past.validTo))}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </article>
  );
}
