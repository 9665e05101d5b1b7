"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";

import { ScoreWeightsView, sumOf, WeightsPreview } from "#lib/contract/score.ts";
import { counted } from "#lib/domain/counted.ts";
import { scoreFactors, type ScoreWeights } from "#lib/domain/score.ts";

import { messageOf } from "../api/api-error.ts";
import { getJson, sendJson } from "../api/fetch-json.ts";
import { factorTitles } from "../issues/factor-titles.ts";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { FromTo } from "../ui/from-to.tsx";
import { Input } from "../ui/input.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Section } from "./section.tsx";

const path = "/api/v1/issues/weights";
const queryKey = ["score-weights"] as const;

export function ScoreWeightsForm() {
  const query = useQuery({ queryKey, queryFn: ({ signal }) => getJson(path, ScoreWeightsView, signal) });
  return (
    <Section
      title="Score"
      summary="An issue's score is the sum of points for these factors. The weights say how many points each can give, and add up to 100."
    >
      {query.error && <ErrorState message={messageOf(query.error)} onRetry={() => void query.refetch()} />}
      {query.isPending && <SkeletonRows rows={9} label="Loading the weights" />}
      {query.data && <Weights key={query.data.changedAt} view={query.data} />}
    </Section>
  );
}

function Weights({ view }: { view: ScoreWeightsView }) {
  const mayChange = useCan("organization:write");
  const client = useQueryClient();
  const [weights, setWeights] = useState<ScoreWeights>(view.weights);
  const sum = sumOf(weights);
  const differs = scoreFactors.some((factor) => weights[factor] !== view.weights[factor]);
  const preview = useMutation({
    mutationFn: (input: ScoreWeights) => sendJson("POST", `${path}/preview`, input, WeightsPreview),
  });
  const save = useMutation({
    mutationFn: (input: ScoreWeights) => sendJson("PUT", path, input, WeightsPreview),
    onSuccess: async ({ moved }) => {
      toast.success(`Saved. ${counted(moved.length, "issue")} moved.`);
      await client.invalidateQueries();
    },
  });
  const set = (factor: (typeof scoreFactors)[number], value: number) => {
    preview.reset();
    setWeights({ ...weights, [factor]: Math.min(100, Math.max(0, Math.trunc(value) || 0)) });
  };
  const problem = preview.error ?? save.error;
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      <div className="grid grid-cols-[1fr_5rem_8rem] items-center gap-x-4 gap-y-2 text-sm">
        {scoreFactors.map((factor) => (
          <div key={factor} className="contents">
            <label htmlFor={`weight-${factor}`}>{factorTitles[factor]}</label>
            <Input
              id={`weight-${factor}`}
              type="number"
              min={0}
              max={100}
              value={weights[factor]}
              disabled={!mayChange}
              onChange={(event) => set(factor, event.target.valueAsNumber)}
            />
            <span className="text-xs text-muted">
              {weights[factor] === view.defaults[factor] ? "as usual" : `usually ${view.defaults[factor]}`}
            </span>
          </div>
        ))}
        <span className="border-t border-line pt-2 font-medium">Sum</span>
        <output className="border-t border-line pt-2 pl-2.5 font-semibold tabular-nums">{sum}</output>
        <span className="border-t border-line pt-2 text-xs text-critical">
          {sum !== 100 && "must be 100"}
        </span>
      </div>
      {view.changedAt && (
        <p className="text-xs text-muted">
          Changed by {view.changedBy} <RelativeTime at={view.changedAt} />
        </p>
      )}
      {problem && (
        <p role="alert" className="text-sm text-critical">
          {messageOf(problem)}
        </p>
      )}
      {mayChange && (
        <div className="flex flex-wrap gap-2">
          <Button
            disabled={sum !== 100 || !differs}
            pending={preview.isPending}
            onClick={() => preview.mutate(weights)}
          >
            See what would move
          </Button>
          <Button
            variant="primary"
            disabled={sum !== 100 || !differs || !preview.data}
            pending={save.isPending}
            onClick={() => save.mutate(weights)}
          >
            Save
          </Button>
          <Button variant="ghost" onClick={() => setWeights(view.defaults)}>
            The usual weights
          </Button>
        </div>
      )}
      {preview.data && <Preview preview={preview.data} />}
    </div>
  );
}

const Preview = ({ preview: { moved, issueCount } }: { preview: WeightsPreview }) => (
  <section aria-label="What would move" className="text-sm">
    <p className="mb-2 font-medium">
      {moved.length === 0
        ? "No score would change."
        : `${moved.length} of ${counted(issueCount, "open issue")} would get another score.`}
    </p>
    <ul className="divide-y divide-line border-y border-line">
      {moved.slice(0, 50).map(({ id, title, from, to }) => (
        <li key={id} className="flex justify-between gap-4 py-2">
          <Link href={`/issues/${id}`} className="min-w-0 hover:underline">
            {title}
          </Link>
          <FromTo from={from} to={to} />
        </li>
      ))}
    </ul>
  </section>
);
