import type { Severity } from "#lib/domain/severity.ts";

import { cn } from "../ui/cn.ts";
import { SeverityIcon, severityTextClass, severityTitles } from "../ui/severity-badge.tsx";

/** The number and the severity it belongs to. */
export const Score = ({ score, severity }: { score: number; severity: Severity }) => (
  <span
    className={cn("inline-flex items-center gap-1.5 align-middle font-semibold", severityTextClass(severity))}
  >
    <SeverityIcon severity={severity} />
    {score}
    <span className="sr-only">, {severityTitles[severity]}</span>
  </span>
);
