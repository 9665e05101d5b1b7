"use client";
import Link from "next/link";

import type { ComplianceScope, ControlDetail } from "#lib/contract/compliance.ts";
import { counted } from "#lib/domain/counted.ts";

import { OutcomeBar } from "../checks/outcome-bar.tsx";
import { UnknownList } from "../checks/unknown-list.tsx";
import { useCan } from "../shell/viewer.tsx";
import { Badge } from "../ui/badge.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { SeverityBadge } from "../ui/severity-badge.tsx";
import { AttestationForm } from "./attestation-form.tsx";
import { AttestationList } from "./attestation-list.tsx";
import { ControlStatus } from "./control-status.tsx";
import { FailingLink } from "./failing-link.tsx";

const linkClass = "text-accent-text underline";

/** What a control asks for in our words, how it stands, and everything that says so. */
export function ControlBody({ control, scope }: { control: ControlDetail; scope: ComplianceScope }) {
  const { framework, id, title, text, group, status, reason, attestation, otherEditions } = control;
  const canAttest = useCan("compliance:write");
  return (
    <article className="flex flex-col gap-6 px-4 py-4 sm:px-6">
      <header className="flex flex-col gap-1.5">
        <p className="text-sm text-muted">
          {framework.shortTitle} · {group}
        </p>
        <h2 className="text-lg font-semibold text-pretty">
          <span className="mr-2 font-mono text-base font-normal text-muted">{id}</span>
          {title}
        </h2>
        <p className="text-sm text-muted">{text}</p>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <ControlStatus status={status} className="font-medium" />
          <span className="text-muted">{reason}</span>
        </p>
        {otherEditions.map((other) => (
          <p key={other.frameworkId} className="text-xs text-muted">
            The same risk is{" "}
            <Link
              className={linkClass}
              href={`/compliance/${other.frameworkId}?control=${encodeURIComponent(other.controlId)}`}
            >
              {other.controlId}
            </Link>{" "}
            in the other edition
          </p>
        ))}
      </header>
      <Failing control={control} scope={scope} />
      <Unknowns control={control} />
      <Checks control={control} />
      <section className="flex flex-col gap-3">
        <div>
          <h3 className="text-sm font-semibold">Attestations</h3>
          <p className="text-sm text-muted">
            {attestation === null ? "Checks alone decide this control." : `To be shown: ${attestation}.`}
          </p>
        </div>
        <AttestationList attestations={control.attestations} canRevoke={canAttest} />
        {canAttest && <AttestationForm control={control} workloadId={scope.workload || null} />}
      </section>
    </article>
  );
}

function Failing({ control, scope }: { control: ControlDetail; scope: ComplianceScope }) {
  const { findings, openCount, framework, id } = control;
  if (openCount === 0) return null;
  return (
    <section>
      <header className="mb-1 flex items-center justify-between gap-3">
        <h3 className="text-sm font-semibold">Failing</h3>
        <FailingLink frameworkId={framework.id} controlId={id} count={openCount} scope={scope} />
      </header>
      <ul className="divide-y divide-line text-sm">
        {findings.slice(0, 10).map((finding) => (
          <li key={finding.id} className="flex items-start gap-3 py-1.5">
            <SeverityBadge severity={finding.severity} className="w-20 shrink-0" />
            <span className="min-w-0 flex-1">
              <Link href={`/findings/${finding.id}`} className={linkClass}>
                {finding.resourceName}
              </Link>
              <span className="block text-muted wrap-anywhere">{finding.reason}</span>
            </span>
            <span className="shrink-0 text-xs text-muted">
              <RelativeTime at={finding.openedAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Unknowns({ control: { unknown, unknownCount, uncollected } }: { control: ControlDetail }) {
  if (unknown.length === 0 && uncollected.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">Could not be decided</h3>
      {unknown.length > 0 && (
        <>
          <p className="mb-1 text-xs text-muted">{counted(unknownCount, "evaluation")}</p>
          <UnknownList unknown={unknown} />
        </>
      )}
      {uncollected.length > 0 && (
        <ul className="divide-y divide-line text-sm">
          {uncollected.map(({ title, account, region, message }) => (
            <li key={`${title} ${account} ${region}`} className="py-1.5">
              {title} <span className="text-muted">{[account, region].filter(Boolean).join(" · ")}</span>
              <span className="block text-muted">{message}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Checks({ control: { checks } }: { control: ControlDetail }) {
  const applying = checks.filter(
    ({ openCount, exceptedCount, passCount, unknownCount }) =>
      openCount + exceptedCount + passCount + unknownCount > 0,
  );
  const others = checks.length - applying.length;
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">Checks</h3>
      <ul className="divide-y divide-line text-sm">
        {applying.map((check) => (
          <li key={check.id} className="flex flex-col gap-1 py-2 sm:flex-row sm:items-center sm:gap-3">
            <span className="min-w-0 flex-1">
              <Link href={`/checks/${check.id}`} className={linkClass}>
                {check.title}
              </Link>
              {check.isUncollected && <Badge className="ml-2">Not all collected</Badge>}
              {check.exceptedCount > 0 && <Badge className="ml-2">{check.exceptedCount} excepted</Badge>}
            </span>
            <span className="w-full sm:w-56">
              <OutcomeBar check={{ ...check, failCount: check.openCount + check.exceptedCount }} />
            </span>
          </li>
        ))}
      </ul>
      {others > 0 && (
        <p className="mt-1 text-xs text-muted">
          {counted(others, "more check")} would be evidence and {others === 1 ? "applies" : "apply"} to
          nothing here.
        </p>
      )}
      {checks.length === 0 && (
        <p className="text-sm text-muted">No check can tell: it is for a person to show.</p>
      )}
    </section>
  );
}
