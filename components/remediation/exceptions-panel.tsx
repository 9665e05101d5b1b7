"use client";
import { useQuery } from "@tanstack/react-query";
import { ShieldOff } from "lucide-react";
import Link from "next/link";

import type { ExceptionView } from "#lib/contract/remediation.ts";

import { messageOf } from "../api/api-error.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { ExceptionActions } from "./exception-actions.tsx";
import { partExceptions } from "./exception-look.ts";
import { ExceptionRow } from "./exception-row.tsx";
import { exceptionsQuery } from "./remediation-query.ts";

/** Requests not to fix something: what waits for the reader, for others, and what was decided. */
export function ExceptionsPanel() {
  const { data, isPending, error, refetch } = useQuery(exceptionsQuery);
  if (isPending) return <SkeletonRows rows={5} label="Loading exceptions" />;
  if (error && !data) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  if (data.items.length === 0)
    return (
      <EmptyState
        icon={ShieldOff}
        title="Nobody has asked for an exception"
        action={
          <Button asChild>
            <Link href="/findings">Open the findings</Link>
          </Button>
        }
      >
        Where something cannot or need not be fixed, ask for an exception on the finding. It has a reason, an
        end, and somebody else approves it.
      </EmptyState>
    );
  const { mine, others, decided } = partExceptions(data.items);
  return (
    <div className="scroll-thin min-h-0 flex-1 overflow-y-auto pb-10">
      <Section title="Waiting for your decision" exceptions={mine} />
      <Section title="Waiting for somebody else" exceptions={others} />
      <Section title="Decided" exceptions={decided} />
    </div>
  );
}

function Section({ title, exceptions }: { title: string; exceptions: readonly ExceptionView[] }) {
  if (exceptions.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="border-b border-line bg-sunken px-4 py-1.5 text-xs font-medium text-muted sm:px-6">
        {title} ({exceptions.length})
      </h2>
      <ul className="divide-y divide-line">
        {exceptions.map((exception) => (
          <ExceptionRow key={exception.id} exception={exception}>
            <ExceptionActions exception={exception} />
          </ExceptionRow>
        ))}
      </ul>
    </section>
  );
}
