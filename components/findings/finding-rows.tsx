import Link from "next/link";

import type { FindingView } from "#lib/contract/findings.ts";
import type { Layer } from "#lib/domain/layer.ts";
import type { Severity } from "#lib/domain/severity.ts";

import { LayerLabel } from "../layer-strip/layer-look.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { SeverityBadge } from "../ui/severity-badge.tsx";

export type ShortFinding = {
  id: string;
  title: string;
  reason: string;
  severity: Severity;
  layer: Layer;
  resourceName?: string;
};

type Props = { findings: readonly ShortFinding[]; empty: string };

/** A short list of findings inside another page; the whole list is one link away. */
export function FindingRowsOf({ findings, empty }: Props) {
  if (findings.length === 0) return <EmptyState title={empty} />;
  return (
    <ul className="divide-y divide-line text-sm">
      {findings.map(({ id, title, reason, severity, layer, resourceName }) => (
        <li key={id}>
          <Link
            href={`/findings/${id}`}
            className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-1.5 outline-offset-[-2px] hover:bg-hover"
          >
            <SeverityBadge severity={severity} className="w-24" />
            <span className="min-w-48 flex-1">
              {title} <span className="text-muted">{reason}</span>
            </span>
            {resourceName && <span className="max-w-56 truncate text-muted">{resourceName}</span>}
            <LayerLabel layer={layer} className="w-24 text-muted" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

export const shortFinding = (finding: FindingView): ShortFinding => ({
  ...finding,
  resourceName: finding.resource.name,
});
