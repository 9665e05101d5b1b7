import Link from "next/link";
import type { ReactNode } from "react";

import type { ExceptionView } from "#lib/contract/remediation.ts";

import { exceptionReasonTitles } from "../exceptions/exception-reasons.ts";
import { LayerLabel } from "../layer-strip/layer-look.tsx";
import { formatDay } from "../ui/format-time.ts";
import { RelativeTime } from "../ui/relative-time.tsx";
import { SeverityBadge } from "../ui/severity-badge.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { exceptionLooks } from "./exception-look.ts";

type Props = { exception: ExceptionView; /** What the reader may do with it. */ children?: ReactNode };

/** One request not to fix: what for, why, until when, and what became of it. */
export function ExceptionRow({ exception, children }: Props) {
  const { finding, state, reason, comment, requestedBy, requestedAt, expiresAt } = exception;
  return (
    <li className="flex flex-col gap-1.5 px-4 py-3 text-sm sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <Link
            href={`/findings/${finding.id}`}
            className="inline-flex min-h-6 items-center font-medium hover:underline"
          >
            {finding.title}
          </Link>
          <p className="text-muted">
            {finding.resourceName}: {finding.reason}
          </p>
        </div>
        {children}
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs">
        <StatusBadge {...exceptionLooks[state]} className="text-xs" />
        <SeverityBadge severity={finding.severity} className="text-xs" />
        <LayerLabel layer={finding.layer} />
        <span className="text-muted">
          {exceptionReasonTitles[reason] ?? reason} until {formatDay(new Date(expiresAt))}, asked by{" "}
          {requestedBy.name} <RelativeTime at={requestedAt} />
        </span>
      </div>
      <blockquote className="max-w-3xl rounded-md border border-line bg-sunken px-2.5 py-1.5 whitespace-pre-wrap wrap-anywhere">
        {comment}
      </blockquote>
      <Decision exception={exception} />
    </li>
  );
}

function Decision({ exception: { decidedBy, decidedAt, decision, state } }: { exception: ExceptionView }) {
  if (!decidedBy || !decidedAt) return null;
  return (
    <p className="text-xs text-muted">
      {decidedBy.name} {state === "denied" ? "denied" : "approved"} it <RelativeTime at={decidedAt} />
      {decision && <>: {decision}</>}
    </p>
  );
}
