"use client";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CheckCheck, RotateCw } from "lucide-react";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import { toast } from "sonner";

import type { JobView } from "#lib/contract/jobs.ts";

import { messageOf } from "../api/api-error.ts";
import { send } from "../api/fetch-json.ts";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { formatDuration } from "../ui/format-time.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { StatusBadge, type StatusLook } from "../ui/status-badge.tsx";
import { connectionsQuery, jobsQuery } from "./connections-query.ts";
import { isAboutConnection, jobTitle } from "./job-words.ts";
import { jobsViewParsers, statesOfView, type JobsView } from "./jobs-view.ts";

const looks: Record<JobView["state"], { look: StatusLook; label: string }> = {
  running: { look: "progress", label: "Running" },
  done: { look: "good", label: "Done" },
  failed: { look: "warn", label: "Will be tried again" },
  interrupted: { look: "paused", label: "Goes on elsewhere" },
  dead: { look: "bad", label: "Given up" },
  retried: { look: "idle", label: "Retried" },
};
/** What the worker did, and what it gave up until somebody looks. */
export function JobsScreen() {
  const [{ view }, setParams] = useQueryStates(jobsViewParsers);
  const setView = (chosen: JobsView) => void setParams({ view: chosen });
  const query = useInfiniteQuery(jobsQuery(statesOfView[view]));
  const jobs = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="pb-10">
      <PageHeader
        title="Jobs"
        crumbs={[{ label: "Connections", href: "/connections" }]}
        summary="Syncs, evaluations and other work in the background. What fails is tried again by itself; what is given up waits here."
        actions={
          <Segmented
            label="Which jobs"
            value={view}
            onChange={setView}
            options={[
              { value: "dead", label: "Given up" },
              { value: "running", label: "Under way" },
              { value: "all", label: "All" },
            ]}
          />
        }
      />
      {query.isPending && <SkeletonRows rows={6} label="Loading jobs" />}
      {query.error && jobs.length === 0 && (
        <ErrorState message={messageOf(query.error)} onRetry={() => void query.refetch()} />
      )}
      {!query.isPending && !query.error && jobs.length === 0 && (
        <EmptyState
          icon={CheckCheck}
          title={view === "dead" ? "No job was given up" : "There are no such jobs"}
          action={view !== "all" && <Button onClick={() => setView("all")}>Show all jobs</Button>}
        >
          {view === "dead" && "Everything that was started has ended or is still being tried."}
        </EmptyState>
      )}
      {jobs.length > 0 && (
        <ul aria-label="Jobs" className="divide-y divide-line border-y border-line">
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <div className="px-4 py-3 sm:px-6">
          <Button size="sm" pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show earlier jobs
          </Button>
        </div>
      )}
    </div>
  );
}

function JobRow({ job }: { job: JobView }) {
  const canRetry = useCan("job:write");
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => send("POST", `/api/v1/jobs/${job.id}/retry`),
    onSuccess: () => {
      toast.success(`${jobTitle(job.name)}: tried again`);
      return client.invalidateQueries({ queryKey: ["jobs"] });
    },
  });
  return (
    <li className="flex flex-col gap-1 px-4 py-2 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <span className="w-40">
          <StatusBadge {...looks[job.state]} />
        </span>
        <span className="font-medium" title={`${job.name} ${job.key}`.trim()}>
          {jobTitle(job.name)}
        </span>
        {isAboutConnection(job.name) && <ConnectionOf id={job.key} />}
        <span className="text-xs text-muted">
          {job.attempt > 1 && `attempt ${job.attempt}, `}started <RelativeTime at={job.startedAt} />
          {job.finishedAt &&
            `, took ${formatDuration(Date.parse(job.finishedAt) - Date.parse(job.startedAt))}`}
        </span>
        {canRetry && job.state === "dead" && (
          <Button
            size="sm"
            className="ml-auto"
            aria-label={`Retry: ${jobTitle(job.name)}`}
            pending={retry.isPending}
            onClick={() => retry.mutate()}
          >
            {!retry.isPending && <RotateCw aria-hidden />}
            Retry
          </Button>
        )}
      </div>
      {job.error && (
        <p className="rounded-md border border-line bg-sunken px-2.5 py-1.5 font-mono text-xs wrap-anywhere whitespace-pre-wrap">
          {job.error}
        </p>
      )}
    </li>
  );
}

/** Which connection a job works on, by its name. One that was removed since has none any more. */
function ConnectionOf({ id }: { id: string }) {
  const { data } = useQuery(connectionsQuery);
  if (!data) return null;
  const name = data.items.find((connection) => connection.id === id)?.name;
  return name === undefined ? (
    <span className="text-muted" title={id}>
      removed since
    </span>
  ) : (
    <Link href={`/connections/${id}`} className="min-w-0 wrap-anywhere text-accent-text hover:underline">
      {name}
    </Link>
  );
}
