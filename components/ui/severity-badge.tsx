import type { Severity } from "#lib/domain/severity.ts";

import { cn } from "./cn.ts";

export const severityTitles: Record<Severity, string> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  info: "Info",
};

const colors: Record<Severity, string> = {
  critical: "text-critical",
  high: "text-high",
  medium: "text-medium",
  low: "text-low",
  info: "text-info",
};
export const severityTextClass = (severity: Severity): string => colors[severity];

const bars: Record<Exclude<Severity, "critical">, number> = { high: 3, medium: 2, low: 1, info: 0 };

/** Bars that rise with severity, so it reads without colour; critical is a filled square. */
export function SeverityIcon({ severity, className }: { severity: Severity; className?: string }) {
  return (
    <svg viewBox="0 0 12 12" className={cn("size-3 shrink-0", colors[severity], className)} aria-hidden>
      {severity === "critical" ? (
        <path
          fill="currentColor"
          fillRule="evenodd"
          d="M2.5 0h7A2.5 2.5 0 0 1 12 2.5v7A2.5 2.5 0 0 1 9.5 12h-7A2.5 2.5 0 0 1 0 9.5v-7A2.5 2.5 0 0 1 2.5 0ZM5.2 2.4l.2 4.4h1.2l.2-4.4H5.2Zm.8 7.4a.85.85 0 1 0 0-1.7.85.85 0 0 0 0 1.7Z"
        />
      ) : (
        [0, 1, 2].map((bar) => (
          <rect
            key={bar}
            x={0.5 + bar * 4}
            y={7.5 - bar * 3.25}
            width="2.75"
            height={4 + bar * 3.25}
            rx="1"
            fill="currentColor"
            opacity={bar < bars[severity] ? 1 : 0.28}
          />
        ))
      )}
    </svg>
  );
}

/** Icon and word: severity is never colour alone. */
export function SeverityBadge({ severity, className }: { severity: Severity; className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-1.5 text-sm font-medium", colors[severity], className)}>
      <SeverityIcon severity={severity} />
      {severityTitles[severity]}
    </span>
  );
}
