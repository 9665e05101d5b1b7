import Link from "next/link";

import { severities, type Severity } from "#lib/domain/severity.ts";

import { cn } from "../ui/cn.ts";
import { SeverityIcon, severityTextClass } from "../ui/severity-badge.tsx";

const fills: Record<Severity, string> = {
  critical: "bg-critical",
  high: "bg-high",
  medium: "bg-medium",
  low: "bg-low",
  info: "bg-info",
};

type Props = {
  counts: Readonly<Record<Severity, number>>;
  /** The list behind each number. */
  hrefOf: (severity: Severity) => string;
};

/** How many of each severity, as one bar and as numbers. No library: five boxes need none. */
export function SeverityBar({ counts, hrefOf }: Props) {
  const present = severities.filter((severity) => counts[severity] > 0);
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div aria-hidden className="flex h-1.5 gap-px overflow-hidden rounded-full bg-line">
        {present.map((severity) => (
          <span key={severity} className={fills[severity]} style={{ flexGrow: counts[severity] }} />
        ))}
      </div>
      <div className="flex flex-wrap gap-x-4 text-xs">
        {present.length === 0 && <span className="py-1 text-muted">Nothing open</span>}
        {present.map((severity) => (
          <Link
            key={severity}
            href={hrefOf(severity)}
            className={cn(
              "inline-flex min-h-6 items-center gap-1.5 font-medium hover:underline",
              severityTextClass(severity),
            )}
          >
            <SeverityIcon severity={severity} />
            {counts[severity].toLocaleString("en")} {severity}
          </Link>
        ))}
      </div>
    </div>
  );
}
