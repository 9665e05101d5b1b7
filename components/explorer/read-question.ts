import { parseQuery } from "#lib/contract/query/parse-query.ts";
import { QueryProblem, type Query } from "#lib/contract/query/query.ts";

export type Question = { query: Query; problem: null } | { query: null; problem: QueryProblem | null };

/** What a text asks, or why it asks nothing; an empty text has neither. */
export function readQuestion(text: string): Question {
  if (text.trim() === "") return { query: null, problem: null };
  try {
    return { query: parseQuery(text), problem: null };
  } catch (error) {
    if (error instanceof QueryProblem) return { query: null, problem: error };
    throw error;
  }
}
