import { severities, type Severity } from "#lib/domain/severity.ts";

import { cn } from "../ui/cn.ts";
import { severityTextClass } from "../ui/severity-badge.tsx";

const fills: Record<Severity, string> = {
  critical: "bg-critical",
  high: "bg-high",
  medium: "bg-medium",
  low: "bg-low",
  info: "bg-info",
};

type Props = { counts: Readonly<Record<Severity, number>>; withNumbers?: boolean };

/** How many of each severity, as one bar and in words. No library: five boxes need none. */
export function SeverityBar({ counts, withNumbers = false }: Props) {
  const present = severities.filter((severity) => counts[severity] > 0);
  const sentence = present.map((severity) => `${counts[severity]} ${severity}`).join(", ") || "none";
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <span className="sr-only">{sentence}</span>
      <div aria-hidden className="flex h-1.5 gap-px overflow-hidden rounded-full bg-line">
        {present.map((severity) => (
          <span key={severity} className={fills[severity]} style={{ flexGrow: counts[severity] }} />
        ))}
      </div>
      {withNumbers && (
        <div aria-hidden className="flex flex-wrap gap-x-3 text-xs">
          {present.map((severity) => (
            <span key={severity} className={cn("font-medium", severityTextClass(severity))}>
              {counts[severity].toLocaleString("en")} {severity}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
