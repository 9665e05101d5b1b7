"use client";
import type { UseQueryResult } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useMemo, useState } from "react";

import type { ExplorerAnswer } from "#lib/contract/explorer.ts";
import { counted } from "#lib/domain/counted.ts";

import { messageOf } from "../api/api-error.ts";
import { UnknownWords } from "../connections/unknown-words.tsx";
import { DataTable } from "../data-table/data-table.tsx";
import { GraphView } from "../graph/graph-view.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { AnswerCard, answerColumns, toRows } from "./answer-columns.tsx";

/** What the graph answered, with what could not be told and whether it was cut short. */
export function AnswerView({ query }: { query: UseQueryResult<ExplorerAnswer> }) {
  const { data, error, isPending, refetch } = query;
  if (isPending) return <SkeletonRows rows={8} label="Asking the graph" />;
  if (error && !data) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  return data ? <Answer answer={data} /> : null;
}

function Answer({ answer }: { answer: ExplorerAnswer }) {
  const [shownAs, setShownAs] = useState<"table" | "graph">("table");
  const rows = useMemo(() => toRows(answer), [answer]);
  const columns = useMemo(() => answerColumns(answer.columns), [answer]);
  return (
    <section aria-label="Answer" className="flex min-h-96 flex-1 flex-col">
      <div className="flex flex-wrap items-center justify-between gap-2 px-4 py-2 sm:px-6">
        <output className="text-sm">
          <span className="font-medium">{counted(rows.length, "row")}</span>
          {answer.cutShort && <span className="text-muted"> · {cutWords[answer.cutShort]}</span>}
          {answer.readAt && (
            <span className="text-muted">
              {" "}
              · as read <RelativeTime at={answer.readAt} />
            </span>
          )}
        </output>
        <Segmented
          label="Show the answer as"
          value={shownAs}
          onChange={setShownAs}
          options={[
            { value: "table", label: "Table" },
            { value: "graph", label: "Graph" },
          ]}
        />
      </div>
      <Undecided undecided={answer.undecided} />
      {shownAs === "graph" && rows.length > 0 ? (
        <GraphView
          graph={answer.graph}
          arrangement="bands"
          label="The resources of the answer and what leads from one to the other"
        />
      ) : (
        <DataTable
          label="Answer"
          columns={columns}
          card={(row) => <AnswerCard row={row} columns={answer.columns} />}
          cardHeight={28 * answer.columns.length + 20}
          rowHeight={52}
          rows={rows}
          rowId={({ id }) => id}
          total={answer.cutShort ? null : rows.length}
          state={{ isPending: false, error: null, retry: () => {} }}
          more={{ hasNext: false, isFetching: false, fetch: () => {} }}
          empty={<NoRows isUndecided={answer.undecided.count > 0} />}
        />
      )}
    </section>
  );
}

const cutWords: Record<NonNullable<ExplorerAnswer["cutShort"]>, string> = {
  rows: "there are more: raise the limit or ask more narrowly",
  steps: "cut short, as it looked at too many relationships: ask more narrowly",
  time: "cut short after five seconds: ask more narrowly",
};

function Undecided({ undecided }: { undecided: ExplorerAnswer["undecided"] }) {
  if (undecided.count === 0) return null;
  return (
    <details className="border-y border-line bg-sunken px-4 py-2 text-sm sm:px-6">
      <summary className="cursor-pointer">
        {counted(undecided.count, "answer")} could not be decided, as something about it was not collected
      </summary>
      <ul className="mt-2 flex flex-col gap-1">
        {undecided.reasons.map((unknown) => (
          <li key={`${unknown.call} ${unknown.permission}`}>
            <UnknownWords unknown={unknown} />
          </li>
        ))}
      </ul>
    </details>
  );
}

const NoRows = ({ isUndecided }: { isUndecided: boolean }) => (
  <EmptyState
    icon={SearchX}
    title={isUndecided ? "Nothing that is certain" : "Nothing answers this question"}
  >
    {isUndecided
      ? "What could not be decided is listed above, with the permission that would tell."
      : "The whole inventory was asked. Take a condition away, or follow more relationships."}
  </EmptyState>
);
