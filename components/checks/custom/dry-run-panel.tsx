"use client";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";

import { DryRun } from "#lib/contract/custom-checks.ts";
import { counted } from "#lib/domain/counted.ts";

import { messageOf } from "../../api/api-error.ts";
import { sendJson } from "../../api/fetch-json.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { customChecksPath } from "./custom-checks-query.ts";
import type { Written } from "./draft.ts";

const days = 90;

/** What the check would say of the estate as it is and as it was. Stores nothing. */
export function DryRunPanel({ definition, canRun }: { definition: Written["definition"]; canRun: boolean }) {
  const run = useMutation({
    meta: { showsErrors: true },
    mutationFn: () => sendJson("POST", `${customChecksPath}/dry-run`, { definition, days }, DryRun),
  });
  return (
    <Card
      title="Dry run"
      aside={
        <Button size="sm" disabled={!canRun} pending={run.isPending} onClick={() => run.mutate()}>
          Try it on the estate
        </Button>
      }
    >
      <div aria-live="polite">
        {run.error && <p className="text-sm text-critical">{messageOf(run.error)}</p>}
        {!run.data && !run.error && (
          <p className="text-sm text-muted">
            {canRun
              ? `Says what it would find now and would have found in ${days} days, and stores nothing.`
              : "Once the definition is right, it can be tried on the estate."}
          </p>
        )}
        {run.data && <Result result={run.data} />}
      </div>
    </Card>
  );
}

function Result({ result: { present, past, isWhole } }: { result: DryRun }) {
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p>
        <strong>{counted(present.failCount, "resource")}</strong> would fail now, {present.passCount} pass,{" "}
        {present.unknownCount} could not be decided.
      </p>
      {present.unknownBecause && <p className="text-xs text-muted">{present.unknownBecause}</p>}
      <Resources
        label="Would fail now"
        resources={present.failing.map((resource) => ({ id: resource.key, resource, note: null }))}
      />
      <p>
        It would have raised <strong>{counted(past.findingCount, "finding")}</strong> in {past.days} days.
      </p>
      <Resources
        label="Would have failed"
        resources={past.failing.map(({ from, to, ...resource }) => ({
          id: `${resource.key} ${from}`,
          resource,
          note: (
            <>
              <RelativeTime at={from} />{" "}
              {to ? (
                <>
                  until <RelativeTime at={to} />
                </>
              ) : (
                "until now"
              )}
            </>
          ),
        }))}
      />
      {!isWhole && (
        <p className="text-xs text-muted">
          There was more than could be looked at: the numbers are the least.
        </p>
      )}
    </div>
  );
}

type Listed = { id: string; resource: DryRun["present"]["failing"][number]; note: ReactNode };

const Resources = ({ label, resources }: { label: string; resources: readonly Listed[] }) =>
  resources.length > 0 && (
    <ul aria-label={label} className="divide-y divide-line border-y border-line text-xs">
      {resources.slice(0, 50).map(({ id, resource, note }) => (
        <li key={id} className="flex flex-wrap justify-between gap-x-3 py-1.5">
          {resource.id ? (
            <Link href={`/inventory/${resource.id}`} className="min-w-0 wrap-anywhere hover:underline">
              {resource.name}
            </Link>
          ) : (
            <span className="min-w-0 wrap-anywhere">{resource.name}</span>
          )}
          <span className="text-muted">{note ?? resource.typeTitle}</span>
        </li>
      ))}
    </ul>
  );
