import { beforeAll, describe, expect, test } from "vitest";

import { parseQuery } from "#lib/contract/query/parse-query.ts";
import { printQuery } from "#lib/contract/query/print-query.ts";
import { queryTemplates } from "#lib/contract/query/templates.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { runQuery } from "#lib/explorer/run-query.ts";
import { derive } from "#lib/inventory/derive.ts";
import { demoEstate } from "#tests/support/demo-estate.ts";
import { questionsIn } from "#tests/support/questions-in.ts";

let graph: ResourceGraph;
beforeAll(async () => {
  graph = derive(await demoEstate("as-is")).graph;
});

/** Questions whose answer the demo estate is known to have. */
const answered: readonly string[] = [
  "agents-on-writable-grounding",
  "unguarded-agents",
  "who-reads-training-data",
  "open-ways-in",
  "tools-that-act-unasked",
  "credentials-in-settings",
];

describe.each(queryTemplates)("$title", ({ text }) => {
  test("is a question, and is written as it would be printed once read", () => {
    expect(parseQuery(printQuery(parseQuery(text)))).toEqual(parseQuery(text));
  });

  test("is answered over the demo estate without being cut short", () => {
    const answer = runQuery(graph, parseQuery(text));
    expect(answer.cutShort).toBeNull();
  });
});

test.each(answered)("%s has an answer there", (id) => {
  const template = queryTemplates.find((known) => known.id === id);
  expect(runQuery(graph, parseQuery(template?.text ?? "")).rows.length).toBeGreaterThan(0);
});

test("there are at least fifteen, each once", () => {
  expect(queryTemplates.length).toBeGreaterThanOrEqual(15);
  expect(new Set(queryTemplates.map(({ id }) => id)).size).toBe(queryTemplates.length);
});

test("every question of the documentation can be asked", () => {
  const questions = questionsIn("docs/query-language.md");
  expect(questions.length).toBeGreaterThanOrEqual(7);
  for (const question of questions) expect(runQuery(graph, parseQuery(question)).cutShort).toBeNull();
});
