"use client";
import { useQuery } from "@tanstack/react-query";
import { Download, Play, Telescope } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useState } from "react";

import { explorerParsers, serializeExplorer } from "#lib/contract/explorer.ts";
import { printQuery } from "#lib/contract/query/print-query.ts";

import { SavedViews } from "../saved-views/saved-views.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { AnswerView } from "./answer-view.tsx";
import { firstQuery } from "./edit-query.ts";
import { explorerQuery, exportHref } from "./explorer-query.ts";
import { QueryBuilder } from "./query-builder.tsx";
import { QueryEditor } from "./query-editor.tsx";
import { readQuestion } from "./read-question.ts";
import { TemplateList, TemplateMenu } from "./template-list.tsx";

/** Questions to the graph: asked as text or put together, answered as a table and as a picture. */
export function ExplorerScreen() {
  const [{ q }, setAddress] = useQueryStates(explorerParsers, { history: "push" });
  // What is written but not yet asked; the address holds what was asked.
  const [draft, setDraft] = useState({ asked: q, text: q });
  const text = draft.asked === q ? draft.text : q;
  const setText = (written: string) => setDraft({ asked: q, text: written });
  const [mode, setMode] = useState<"text" | "builder">("text");
  const question = readQuestion(text);
  const answer = useQuery(explorerQuery(q));
  const ask = (asked: string) => {
    if (!readQuestion(asked).query) return;
    setDraft({ asked, text: asked });
    if (asked === q) void answer.refetch();
    else void setAddress({ q: asked });
  };
  return (
    <div className="flex min-h-[calc(100dvh-48px)] flex-col lg:min-h-dvh">
      <PageHeader
        title="Explorer"
        summary="Ask the graph: which resources lead to which, over how many relationships, and what holds for them."
        actions={
          <>
            <TemplateMenu onChoose={ask} />
            <SavedViews
              page="explorer"
              current={serializeExplorer({ q }).replace(/^\?/, "")}
              isFiltered={q !== ""}
              canonical={(query) => query}
              onApply={(query) => ask(new URLSearchParams(query).get("q") ?? "")}
            />
          </>
        }
      />
      <section aria-label="Question" className="flex flex-col gap-2 border-b border-line px-4 pb-4 sm:px-6">
        {mode === "text" ? (
          <QueryEditor text={text} problem={question.problem} onChange={setText} onAsk={() => ask(text)} />
        ) : (
          <Builder text={text} onText={setText} />
        )}
        <div className="flex flex-wrap items-center gap-2">
          <Button
            variant="primary"
            disabled={question.query === null}
            pending={answer.isFetching}
            onClick={() => ask(text)}
          >
            <Play aria-hidden />
            Ask
          </Button>
          <Segmented
            label="Write the question"
            value={mode}
            onChange={setMode}
            options={[
              { value: "text", label: "As text" },
              { value: "builder", label: "From parts" },
            ]}
          />
          {q !== "" && (
            <Button variant="ghost" asChild className="ml-auto">
              <a href={exportHref(q)} download>
                <Download aria-hidden />
                CSV
              </a>
            </Button>
          )}
        </div>
      </section>
      {q === "" ? <TemplateList onChoose={ask} /> : <AnswerView query={answer} />}
    </div>
  );
}

/** Parts of the question; a text that asks nothing is mended as text first. */
function Builder({ text, onText }: { text: string; onText: (text: string) => void }) {
  const { query, problem } = readQuestion(text);
  if (problem)
    return (
      <EmptyState icon={Telescope} title="The text cannot be taken apart">
        {problem.message} Mend it as text, or clear it.
      </EmptyState>
    );
  return <QueryBuilder query={query ?? firstQuery} onChange={(changed) => onText(printQuery(changed))} />;
}
