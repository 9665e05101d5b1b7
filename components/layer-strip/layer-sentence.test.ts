import { describe, expect, test } from "vitest";

import type { LayerCell } from "#lib/contract/layer-strip.ts";

import { cellSentence, inOrder, stripSentence } from "./layer-sentence.ts";

const cell = (overrides: Partial<LayerCell>): LayerCell => ({
  layer: "model",
  worst: null,
  openCount: 0,
  known: true,
  ...overrides,
});

test("cells keep the fixed order whatever order they arrive in", () => {
  const cells = [cell({ layer: "pipeline" }), cell({ layer: "identity" }), cell({ layer: "model" })];
  expect(inOrder(cells).map(({ layer }) => layer)).toEqual(["model", "data", "identity", "api", "pipeline"]);
});

test("a layer nobody reported on is unknown, never clean", () => {
  expect(inOrder([]).every(({ known }) => !known)).toBe(true);
  expect(cellSentence(inOrder([])[0] ?? cell({}))).toBe("Model: nothing open, coverage incomplete");
});

describe("a cell reads as a sentence", () => {
  test("with its count and worst severity", () => {
    expect(cellSentence(cell({ layer: "identity", worst: "critical", openCount: 3 }))).toBe(
      "Identity: 3 open, worst critical",
    );
  });

  test("without a severity when nothing is open", () => {
    expect(cellSentence(cell({ layer: "api", worst: "low" }))).toBe("API: nothing open");
  });

  test("with both what is open and what is not known", () => {
    expect(cellSentence(cell({ layer: "data", worst: "high", openCount: 1, known: false }))).toBe(
      "Data: 1 open, worst high, coverage incomplete",
    );
  });
});

test("a strip reads as five sentences", () => {
  expect(stripSentence([cell({})])).toBe(
    "Model: nothing open. Data: nothing open, coverage incomplete. Identity: nothing open, coverage incomplete. " +
      "API: nothing open, coverage incomplete. Pipeline: nothing open, coverage incomplete.",
  );
});
