import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";

import { ChangesForm } from "#components/changes/changes-form.tsx";
import { ChangesView } from "#components/changes/changes-view.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { Context } from "#lib/access/context.ts";
import { historyStart } from "#lib/access/moment.ts";
import { pageContext } from "#lib/access/page-context.ts";
import type { Changes } from "#lib/contract/changes.ts";
import { AppError } from "#lib/domain/errors.ts";
import { listChanges } from "#lib/history/list-changes.ts";

export const metadata: Metadata = { title: "Changes" };

const weekMs = 7 * 24 * 60 * 60 * 1000;

export default async function ChangesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const { from, to, subject } = await searchParams;
  const start = await historyStart(ctx);
  const usual = start && new Date(Math.max(start.getTime(), Date.now() - weekMs)).toISOString();
  const asked = { from: textOf(from) ?? usual ?? "", to: textOf(to) };
  const answer = start === null ? null : await compared(ctx, asked);
  return (
    <div className="pb-10">
      <PageHeader
        title="Changes"
        summary="What differs between two moments: what came, what went, and what is otherwise."
      />
      <ChangesForm {...asked} first={start?.toISOString().slice(0, 10) ?? null} />
      {answer === null && (
        <EmptyState title="There is no history yet">
          It begins with the first sync of a connection.
        </EmptyState>
      )}
      {typeof answer === "string" && (
        <EmptyState title="These two moments cannot be compared">{answer}</EmptyState>
      )}
      {answer !== null && typeof answer !== "string" && (
        <ChangesView
          changes={answer}
          opened={textOf(subject)}
          hrefOf={(chosen) => addressOf({ ...asked, subject: chosen })}
        />
      )}
    </div>
  );
}

/** The differences, or why there are none to tell. */
async function compared(
  ctx: Context,
  { from, to }: { from: string; to: string | undefined },
): Promise<Changes | string> {
  try {
    return await listChanges(ctx, { from, ...(to === undefined ? {} : { to }) });
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid-input")
      return error.fields[0]?.message ?? error.message;
    throw error;
  }
}

function addressOf({ from, to, subject }: { from: string; to: string | undefined; subject: string }): string {
  const query = new URLSearchParams({ from, ...(to === undefined ? {} : { to }), subject });
  return `/changes?${query.toString()}#${subject}`;
}

const textOf = (value: string | string[] | undefined): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
