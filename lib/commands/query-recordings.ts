import type { Query } from "#lib/contract/query/query.ts";
import { readQuery } from "#lib/explorer/ask-graph.ts";
import { runQuery, type QueryAnswer } from "#lib/explorer/run-query.ts";
import { loadEstate } from "./load-estate.ts";

export type RecordedAnswer = QueryAnswer & { query: Query };

/** Asks the graph of recordings, all as one estate. Throws `invalid-input` where the question makes no sense. */
export async function queryRecordings(question: string, paths: readonly string[]): Promise<RecordedAnswer> {
  const query = readQuery(question);
  const { graph } = await loadEstate(paths, new AbortController().signal);
  return { ...runQuery(graph, query), query };
}
