import Link from "next/link";

import {
  serializeComplianceScope,
  type ComplianceScope,
  type FrameworkView,
} from "#lib/contract/compliance.ts";
import { counted } from "#lib/domain/counted.ts";

import { StatusBar, StatusCounts } from "./status-bar.tsx";

type Props = { framework: FrameworkView; scope: ComplianceScope };

/** One framework: which edition, how its controls stand, and how much of that is known. */
export function FrameworkCard({ framework, scope }: Props) {
  const { id, title, publisher, edition, controlCount, byStatus, coverage } = framework;
  const proven = byStatus.passing + byStatus.attested;
  return (
    <article className="relative flex h-full flex-col gap-3 rounded-lg border border-line bg-surface p-4 focus-within:border-line-strong hover:border-line-strong">
      <header>
        <h2 className="text-base font-semibold text-pretty">
          <Link
            href={serializeComplianceScope(`/compliance/${id}`, scope)}
            className="after:absolute after:inset-0 after:rounded-lg"
          >
            {title}
          </Link>
        </h2>
        <p className="mt-0.5 truncate text-xs text-muted" title={`${publisher}, ${edition}`}>
          {publisher}, {edition}
        </p>
      </header>
      <div className="mt-auto flex flex-col gap-2">
        <p className="flex items-baseline justify-between gap-3 text-sm">
          <span>
            <span className="text-lg font-semibold tabular-nums">{proven}</span>{" "}
            <span className="text-muted">of {counted(controlCount, "control")} shown</span>
          </span>
          <span className="text-xs text-muted tabular-nums">
            {coverage === null ? "nothing to decide" : `${coverage} % decided`}
          </span>
        </p>
        <StatusBar byStatus={byStatus} />
        <StatusCounts byStatus={byStatus} />
      </div>
    </article>
  );
}
