"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, ShieldQuestion, X } from "lucide-react";

import { ProbeResult, type ProbeView } from "#lib/contract/connections.ts";
import { counted } from "#lib/domain/counted.ts";
import type { Provider } from "#lib/domain/provider.ts";

import { messageOf } from "../api/api-error.ts";
import { sendJson } from "../api/fetch-json.ts";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { CodeBlock } from "../ui/code-block.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { probeQuery } from "./connections-query.ts";
import { grantText } from "./grant-text.ts";
import { SyncProblem } from "./sync-problem.tsx";
import { UnknownWords } from "./unknown-words.tsx";

type Props = { connectionId: string; provider: Provider };

/** Tries every permission once, live, and says which are missing and what grants them. */
export function PermissionCheck({ connectionId, provider }: Props) {
  const { data: probe, error, refetch } = useQuery(probeQuery(connectionId));
  const canWrite = useCan("connection:write");
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: () => sendJson("POST", `/api/v1/connections/${connectionId}/probe`, undefined, ProbeResult),
    onSuccess: (result) => client.setQueryData(probeQuery(connectionId).queryKey, result),
  });
  if (error && !probe) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  if (!probe) return <SkeletonRows rows={3} label="Loading the permission check" />;
  const isPending = start.isPending || probe.state === "pending";
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <output className="text-sm text-muted">
          {sentence(probe, isPending)}{" "}
          {probe.state === "done" && probe.probedAt && <RelativeTime at={probe.probedAt} />}
        </output>
        {canWrite && (
          <Button size="sm" pending={isPending} onClick={() => start.mutate()}>
            {!isPending && <ShieldQuestion aria-hidden />}
            {probe.state === "never" ? "Check permissions" : "Check again"}
          </Button>
        )}
      </div>
      {!isPending && <SyncProblem sync={probe} />}
      {!isPending && probe.probes.length > 0 && <ProbeTable probes={probe.probes} provider={provider} />}
    </div>
  );
}

function sentence({ state, probes }: ProbeResult, isPending: boolean): string {
  if (isPending) return "Trying each permission…";
  if (state === "never") return "Nobody has checked the permissions of this connection yet.";
  const refused = probes.filter(({ ok }) => !ok).length;
  if (probes.length === 0) return "The connection could not be opened.";
  if (refused === 0)
    return probes.length === 1
      ? "The permission is granted. Checked"
      : `All ${probes.length} permissions are granted. Checked`;
  return `${refused} of ${counted(probes.length, "permission")} ${refused === 1 ? "is" : "are"} missing. Checked`;
}

function ProbeTable({ probes, provider }: { probes: readonly ProbeView[]; provider: Provider }) {
  const missing = probes.flatMap(({ ok, permission, unknown }) =>
    !ok && unknown?.reason === "denied" ? [permission] : [],
  );
  const grant = grantText(provider, missing);
  return (
    <>
      <div className="scroll-thin max-h-96 overflow-auto rounded-md border border-line">
        <table className="w-full text-sm">
          <thead className="sticky top-0 bg-surface text-left text-xs text-muted">
            <tr>
              <th scope="col" className="h-8 w-24 px-3 font-medium">
                Granted
              </th>
              <th scope="col" className="h-8 px-3 font-medium">
                Permission
              </th>
              <th scope="col" className="hidden h-8 px-3 font-medium sm:table-cell">
                Reads
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {probes
              .toSorted((a, b) => Number(a.ok) - Number(b.ok))
              .map((probe) => (
                <ProbeRow key={`${probe.collectorId} ${probe.permission}`} probe={probe} />
              ))}
          </tbody>
        </table>
      </div>
      {grant && (
        <div className="flex flex-col gap-1.5">
          <p className="text-xs text-muted">{grant.where}</p>
          <CodeBlock code={grant.text} language={grant.language} label="Grants what is missing" />
        </div>
      )}
    </>
  );
}

const ProbeRow = ({ probe: { ok, permission, title, unknown } }: { probe: ProbeView }) => (
  <tr className="align-top">
    <td className="px-3 py-1.5">
      <span className="inline-flex items-center gap-1.5">
        {ok ? (
          <Check className="size-4 text-good" aria-hidden />
        ) : (
          <X className="size-4 text-critical" aria-hidden />
        )}
        {ok ? "Yes" : "No"}
      </span>
    </td>
    <td className="px-3 py-1.5">
      <code className="font-mono text-xs break-all">{permission}</code>
      {unknown && (
        <div>
          <UnknownWords unknown={unknown} />
        </div>
      )}
    </td>
    <td className="hidden px-3 py-1.5 text-muted sm:table-cell">{title}</td>
  </tr>
);
