import { expect, test } from "vitest";
import { z } from "zod";

import { listItems } from "./paging.ts";
import { normalizeEach } from "../normalized.ts";

const sourceOf = (answers: unknown[]) => {
  const inputs: unknown[] = [];
  return {
    inputs,
    call: async (_service: string, _operation: string, input: unknown) => {
      inputs.push(input);
      return answers.shift();
    },
  };
};
const all = async (source: ReturnType<typeof sourceOf>) => {
  const items: unknown[] = [];
  for await (const page of listItems(source, "aiplatform", "models.list", "models", { filter: "x" }))
    items.push(...page);
  return items;
};

test("pages concatenate to the whole and each asks for the next", async () => {
  const source = sourceOf([{ models: [1], nextPageToken: "t" }, {}, { models: ["never"] }]);
  expect(await all(source)).toEqual([1]);
  expect(source.inputs).toEqual([{ filter: "x" }, { filter: "x", pageToken: "t" }]);
});

test("an answer without the list is an empty list", async () => {
  expect(await all(sourceOf([{}]))).toEqual([]);
});

test("a list that is not a list is malformed, not empty", async () => {
  await expect(all(sourceOf([{ models: "none" }]))).rejects.toMatchObject({ reason: "malformed" });
  await expect(all(sourceOf(["<html>"]))).rejects.toMatchObject({ reason: "malformed" });
});

test("a location that could not be reached makes the listing incomplete", async () => {
  const source = sourceOf([{ models: [1], unreachable: ["projects/p/locations/europe-west4"] }]);
  await expect(all(source)).rejects.toMatchObject({ reason: "failed" });
});

test("a page token that does not advance ends the listing", async () => {
  const source = sourceOf([{ nextPageToken: "t" }, { nextPageToken: "t" }]);
  await expect(all(source)).rejects.toMatchObject({ reason: "malformed" });
});

test("one record that does not parse is counted and the others stand", () => {
  const batch = normalizeEach("aiplatform:models.list", [1, "two", 3], (record) => {
    z.number().parse(record);
    return { resources: [], relationships: [{ from: String(record), kind: "serves", to: "x" }] };
  });
  expect(batch.relationships.map(({ from }) => from)).toEqual(["1", "3"]);
  expect(batch.unparsed).toHaveLength(1);
});
