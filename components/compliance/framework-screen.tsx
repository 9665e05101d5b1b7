"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState, useQueryStates } from "nuqs";

import {
  complianceScopeParsers,
  type ComplianceScope,
  type FrameworkDetail,
} from "#lib/contract/compliance.ts";
import { parseAsOneOf } from "#lib/contract/parsers.ts";
import { controlStatuses } from "#lib/domain/framework.ts";

import { messageOf } from "../api/api-error.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Select } from "../ui/select.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { frameworkQuery } from "./compliance-query.ts";
import { ControlDrawer } from "./control-drawer.tsx";
import { ControlTable } from "./control-table.tsx";
import { EvidenceLinks } from "./evidence-links.tsx";
import { ScopeBar } from "./scope-bar.tsx";
import { StatusBar, StatusCounts } from "./status-bar.tsx";
import { statusLooks } from "./status-looks.ts";

const everyStatus = "*";

/** One framework: its controls by group, each with its status, and the drawer with what proves it. */
export function FrameworkScreen({ frameworkId }: { frameworkId: string }) {
  const [scope] = useQueryStates(complianceScopeParsers);
  const [open, setOpen] = useQueryState("control", parseAsString.withOptions({ history: "push" }));
  const { data, isPending, error, refetch } = useQuery(frameworkQuery(frameworkId, scope));
  return (
    <div className="pb-10">
      <PageHeader
        title={data?.title ?? "Framework"}
        crumbs={[{ label: "Compliance", href: "/compliance" }]}
        summary={data && <Source framework={data} />}
        actions={data && <EvidenceLinks frameworkId={data.id} scope={scope} />}
      />
      <ScopeBar options={data?.options} />
      {isPending && <SkeletonRows rows={12} label="Loading controls" />}
      {error && !data && <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />}
      {data && <Controls framework={data} scope={scope} openId={open} onOpen={(id) => void setOpen(id)} />}
      <ControlDrawer
        address={open === null ? null : { frameworkId, controlId: open }}
        scope={scope}
        onClose={() => void setOpen(null)}
      />
    </div>
  );
}

function Source({ framework }: { framework: FrameworkDetail }) {
  const { publisher, edition, source, publishedOn, evaluatedAt, notes } = framework;
  return (
    <>
      <p>
        {publisher}, {edition}
        {publishedOn && `, published ${publishedOn}`}.{" "}
        <a href={source} target="_blank" rel="noreferrer" className="text-accent-text underline">
          Source
        </a>
        {evaluatedAt && (
          <>
            {" "}
            · evaluated <RelativeTime at={evaluatedAt} />
          </>
        )}
      </p>
      {notes.map((note) => (
        <p key={note} className="text-xs">
          {note}
        </p>
      ))}
    </>
  );
}

type ControlsProps = {
  framework: FrameworkDetail;
  scope: ComplianceScope;
  openId: string | null;
  onOpen: (id: string) => void;
};

function Controls({ framework, scope, openId, onOpen }: ControlsProps) {
  const [status, setStatus] = useQueryState("status", parseAsOneOf(controlStatuses));
  const shown = framework.controls.filter((control) => status === null || control.status === status);
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 px-4 py-3 sm:px-6">
        <div className="flex min-w-60 flex-1 flex-col gap-2">
          <StatusBar byStatus={framework.byStatus} />
          <StatusCounts byStatus={framework.byStatus} />
        </div>
        <div data-print="hide">
          <Select
            label="Status"
            value={status ?? everyStatus}
            onChange={(chosen) => void setStatus(controlStatuses.find((known) => known === chosen) ?? null)}
            options={[
              { value: everyStatus, label: "Every status" },
              ...controlStatuses.map((value) => ({
                value,
                label: statusLooks[value].label,
                hint: String(framework.byStatus[value]),
              })),
            ]}
            className="w-44"
          />
        </div>
      </div>
      {shown.length === 0 ? (
        <EmptyState
          title="No control has this status here"
          action={<Button onClick={() => void setStatus(null)}>Show every control</Button>}
        />
      ) : (
        <ControlTable
          frameworkId={framework.id}
          controls={shown}
          scope={scope}
          openId={openId}
          onOpen={onOpen}
        />
      )}
    </>
  );
}
