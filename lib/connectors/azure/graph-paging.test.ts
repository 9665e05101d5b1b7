import { describe, expect, test } from "vitest";
import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { queryAll, queryGraph } from "./graph-query.ts";

const Row = z.object({ id: z.string() });
type Answer = Record<string, unknown> | string | null | unknown[];

/** A graph that answers in turn and keeps what it was asked. */
function graph(...answers: Answer[]) {
  const inputs: Record<string, unknown>[] = [];
  const source: Source = {
    scope: { account: "sub", region: null },
    signal: new AbortController().signal,
    call: async (_service, _operation, input = {}) => {
      inputs.push(input);
      if (inputs.length > answers.length) throw new Error("asked once too often");
      return answers[inputs.length - 1];
    },
  };
  const tokens = () =>
    inputs.map(
      ({ body }) =>
        z.object({ options: z.looseObject({ $skipToken: z.string().optional() }) }).parse(body).options
          .$skipToken,
    );
  return { source, tokens };
}
const rows = (...ids: string[]) => ids.map((id) => ({ id }));
const idsOf = async (...answers: Answer[]) => {
  const { source, tokens } = graph(...answers);
  const { rows: found } = await queryAll(source, "Resources", Row);
  return { ids: found.map(({ id }) => id), tokens: tokens() };
};

describe("pages of the resource graph", () => {
  test.each<[string, Answer[], string[], (string | undefined)[]]>([
    ["one page", [{ data: rows("a", "b"), resultTruncated: "false" }], ["a", "b"], [undefined]],
    ["no row at all", [{ data: [], count: 0, totalRecords: 0, resultTruncated: "false" }], [], [undefined]],
    [
      "three pages, each asked for with the token of the one before",
      [{ data: rows("a"), $skipToken: "1" }, { data: rows("b"), $skipToken: "2" }, { data: rows("c") }],
      ["a", "b", "c"],
      [undefined, "1", "2"],
    ],
    [
      "an empty page in the middle",
      [{ data: [], $skipToken: "1" }, { data: rows("a") }],
      ["a"],
      [undefined, "1"],
    ],
    ["a token that is null", [{ data: rows("a"), $skipToken: null }], ["a"], [undefined]],
    ["a token that is empty, which is none", [{ data: rows("a"), $skipToken: "" }], ["a"], [undefined]],
    [
      "pages that say they are cut, with a token to go on",
      [
        { data: rows("a"), $skipToken: "1", resultTruncated: "true" },
        { data: rows("b"), resultTruncated: "false" },
      ],
      ["a", "b"],
      [undefined, "1"],
    ],
  ])("%s", async (_, answers, ids, tokens) => {
    expect(await idsOf(...answers)).toEqual({ ids, tokens });
  });

  test("come one at a time, so that a large estate is never held whole", async () => {
    const { source, tokens } = graph({ data: rows("a"), $skipToken: "1" }, { data: rows("b") });
    const pages = queryGraph(source, "Resources", Row);
    expect((await pages.next()).value).toMatchObject({ rows: [{ id: "a" }] });
    expect(tokens()).toHaveLength(1);
  });
});

describe("an answer that is not whole is an error, never a shorter list", () => {
  test.each<[string, Answer[], string]>([
    ["cut short, with nothing to go on", [{ data: rows("a"), resultTruncated: "true" }], "failed"],
    ["cut short, as a boolean", [{ data: rows("a"), resultTruncated: true }], "failed"],
    [
      "cut short on the second page",
      [
        { data: rows("a"), $skipToken: "1" },
        { data: rows("b"), resultTruncated: "True" },
      ],
      "failed",
    ],
    [
      "a token that does not advance",
      [
        { data: rows("a"), $skipToken: "1" },
        { data: rows("a"), $skipToken: "1" },
      ],
      "malformed",
    ],
    ["no rows", [{}], "malformed"],
    ["rows that are none", [{ data: "rows" }], "malformed"],
    ["a table in place of objects", [{ data: { columns: [{ name: "id" }], rows: [["a"]] } }], "malformed"],
    ["a page of HTML", ["<html>"], "malformed"],
    ["null", [null], "malformed"],
    ["a list", [[]], "malformed"],
  ])("%s", async (_, answers, reason) => {
    await expect(idsOf(...answers)).rejects.toMatchObject({
      reason,
      call: "Microsoft.ResourceGraph:Resources",
    });
  });
});

test("rows that do not parse are counted with their id, and the others stand", async () => {
  const { source } = graph({
    data: [{ id: 1 }, null, "x", { name: "n" }, { id: "good" }, { id: "/named", kind: 3 }],
  });
  const Strict = z.object({ id: z.string(), kind: z.string().optional() });
  const { rows: found, unparsed } = await queryAll(source, "Resources", Strict);
  expect(found).toEqual([{ id: "good" }]);
  expect(unparsed.map(({ message }) => message.split(":")[0])).toEqual([
    "a record",
    "a record",
    "a record",
    "a record",
    "/named",
  ]);
  expect(new Set(unparsed.map(({ call }) => call))).toEqual(new Set(["Microsoft.ResourceGraph:Resources"]));
});

test("what is counted on every page adds up", async () => {
  const { source } = graph({ data: [{}], $skipToken: "1" }, { data: [{}, ...rows("a")] });
  const all = await queryAll(source, "Resources", Row);
  expect([all.rows.length, all.unparsed.length]).toEqual([1, 2]);
});
