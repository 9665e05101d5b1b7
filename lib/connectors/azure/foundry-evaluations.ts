import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { armKey } from "./arm.ts";
import { detail, eachParent, type Detail } from "./detail.ts";
import { endpointOf, Project, projectsQuery } from "./foundry-projects.ts";
import { parseRows, queryGraph } from "./graph-query.ts";
import { withUnknown } from "../normalized.ts";

const service = "foundry";
/** Runs are asked for evaluation by evaluation, so only of the newest. */
const evaluationsMax = 25;

const Evaluation = z.object({
  id: z.string(),
  name: z.string().nullish(),
  testing_criteria: z
    .array(z.object({ name: z.string().nullish(), evaluator_name: z.string().nullish() }))
    .nullish(),
});
const Run = z.object({ status: z.string(), created_at: z.number().nullish() });
const Runs = z.object({ data: z.array(Run) });
const List = z.object({ data: z.array(z.unknown()) });

export const foundryEvaluations: Collector = {
  id: "foundry-evaluations",
  title: "Foundry evaluations",
  per: "account",
  produces: ["azure.ai-foundry.evaluation", "hosted-on"],
  leavesOpen: ["azure.ai-foundry.evaluation"],
  permissions: [
    "Microsoft.CognitiveServices/accounts/AIServices/evaluations/read",
    "Microsoft.CognitiveServices/accounts/projects/read",
  ],
  collect: async function* (source) {
    for await (const { rows, unparsed } of queryGraph(source, projectsQuery, Project)) {
      yield { resources: [], relationships: [], unparsed };
      yield* eachParent(rows, async (row) => {
        const endpoint = endpointOf(row);
        if (endpoint === null) return { resources: [], relationships: [] };
        const call = { service, operation: "Evals_List" };
        const answer = List.safeParse(await source.call(service, call.operation, { endpoint }));
        if (!answer.success) throw new ProviderError("malformed", call, "The answer has no list `data`");
        const newest = answer.data.data.slice(0, evaluationsMax);
        const runs = new Map<string, Detail<z.infer<typeof Runs>>>();
        for (const { id } of parseRows(newest, Evaluation, "").rows)
          runs.set(
            id,
            await detail(source, { service, operation: "EvalRuns_List" }, { endpoint, evalId: id }, Runs),
          );
        return normalizeEvaluations(newest, runs, row, source.scope.account);
      });
    }
  },
};

export function normalizeEvaluations(
  records: readonly unknown[],
  runs: ReadonlyMap<string, Detail<z.infer<typeof Runs>>>,
  row: Project,
  account: string,
): Batch {
  const { rows, unparsed } = parseRows(records, Evaluation, "foundry:Evals_List");
  const keyOf = (id: string) => `${armKey(row.id)}/evaluations/${id}`.toLowerCase();
  return {
    resources: rows.map((evaluation): Resource<"azure.ai-foundry.evaluation"> => {
      const answer = runs.get(evaluation.id);
      const told = (answer?.value?.data ?? []).toSorted((a, b) => (b.created_at ?? 0) - (a.created_at ?? 0));
      const finished = told.find(({ status }) => status === "completed");
      return withUnknown(
        {
          key: keyOf(evaluation.id),
          type: "azure.ai-foundry.evaluation",
          name: evaluation.name || evaluation.id,
          account,
          region: row.location ?? null,
          tags: {},
          properties: { lastStatus: told[0]?.status ?? null, runCount: told.length },
          facets: {
            finishedAt: instantOf(finished?.created_at),
            measures: (evaluation.testing_criteria ?? []).flatMap(
              ({ name, evaluator_name }) => evaluator_name ?? name ?? [],
            ),
          },
        },
        {
          "facets.finishedAt": answer?.unknown ?? null,
          "properties.lastStatus": answer?.unknown ?? null,
          "properties.runCount": answer?.unknown ?? null,
        },
      );
    }),
    relationships: rows.map(({ id }) => ({ from: keyOf(id), kind: "hosted-on", to: armKey(row.id) })),
    unparsed,
  };
}

const lastSecond = 253_402_300_799;
const instantOf = (seconds: number | null | undefined): string | null =>
  typeof seconds === "number" && seconds >= 0 && seconds <= lastSecond
    ? new Date(seconds * 1_000).toISOString()
    : null;
