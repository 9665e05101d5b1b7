import Link from "next/link";

import type { FindingView } from "#lib/contract/findings.ts";

import { LayerLabel } from "../layer-strip/layer-look.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { SeverityBadge } from "../ui/severity-badge.tsx";
import { FindingStatus } from "./finding-status.tsx";

type Props = { findings: readonly FindingView[]; empty: string; withResource?: boolean };

/** A short list of findings inside another page; the whole list is one link away. */
export function FindingRows({ findings, empty, withResource = false }: Props) {
  if (findings.length === 0) return <EmptyState title={empty} />;
  return (
    <ul className="divide-y divide-line text-sm">
      {findings.map((finding) => (
        <li key={finding.id}>
          <Link
            href={`/findings/${finding.id}`}
            className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-1.5 outline-offset-[-2px] hover:bg-hover sm:px-6"
          >
            <SeverityBadge severity={finding.severity} className="w-24" />
            <span className="min-w-48 flex-1">
              {finding.title}{" "}
              <span className="text-muted">{withResource ? finding.resource.name : finding.reason}</span>
            </span>
            <LayerLabel layer={finding.layer} className="w-24 text-muted" />
            <FindingStatus status={finding.status} />
            <RelativeTime at={finding.openedAt} className="w-16 text-right text-muted" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
