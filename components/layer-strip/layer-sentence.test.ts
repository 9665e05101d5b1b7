import { describe, expect, test } from "vitest";

import type { LayerCell } from "#lib/contract/layer-strip.ts";
import { layers, layerTitles } from "#lib/domain/layer.ts";
import { severities } from "#lib/domain/severity.ts";

import { cellSentence, inOrder, stripSentence } from "./layer-sentence.ts";

const cell = (overrides: Partial<LayerCell> = {}): LayerCell => ({
  layer: "data",
  worst: null,
  openCount: 0,
  known: true,
  ...overrides,
});

describe("the sentence of a cell", () => {
  test.each<[Partial<LayerCell>, string]>([
    [{}, "Data: nothing open"],
    [{ known: false }, "Data: nothing open, coverage incomplete"],
    [{ openCount: 1, worst: "info" }, "Data: 1 open, worst info"],
    [{ openCount: 3, worst: "critical" }, "Data: 3 open, worst critical"],
    [{ openCount: 3, worst: "critical", known: false }, "Data: 3 open, worst critical, coverage incomplete"],
    [{ openCount: 3, worst: null }, "Data: 3 open"],
    [{ openCount: 0, worst: "critical" }, "Data: nothing open"],
    [{ openCount: 12_345, worst: "low" }, "Data: 12345 open, worst low"],
  ])("%j", (given, sentence) => {
    expect(cellSentence(cell(given))).toBe(sentence);
  });

  const combinations = layers.flatMap((layer) =>
    [null, ...severities].flatMap((worst) =>
      [0, 1, 999].flatMap((openCount) => [true, false].map((known) => ({ layer, worst, openCount, known }))),
    ),
  );
  test(`each of the ${combinations.length} combinations says its layer, its number and what is not known`, () => {
    for (const given of combinations) {
      const sentence = cellSentence(given);
      expect(sentence.startsWith(`${layerTitles[given.layer]}: `)).toBe(true);
      expect(sentence.includes(given.openCount === 0 ? "nothing open" : `${given.openCount} open`)).toBe(
        true,
      );
      expect(sentence.includes("coverage incomplete")).toBe(!given.known);
      expect(sentence.includes("worst ")).toBe(given.worst !== null && given.openCount > 0);
    }
  });

  test("no two different combinations of one layer sound the same", () => {
    const open = combinations.filter(({ layer, openCount }) => layer === "data" && openCount > 0);
    expect(new Set(open.map(cellSentence)).size).toBe(open.length);
  });
});

describe("the five cells", () => {
  test("are always five, in the fixed order, and what nobody reported is unknown", () => {
    expect(inOrder([cell({ layer: "api", openCount: 2 })])).toEqual(
      layers.map((layer) =>
        layer === "api" ? cell({ layer, openCount: 2 }) : cell({ layer, known: false }),
      ),
    );
    expect(inOrder([]).map(({ known }) => known)).toEqual([false, false, false, false, false]);
  });

  test("a layer reported twice is shown once, as it was reported first", () => {
    const twice = [cell({ openCount: 1 }), cell({ openCount: 9 })];
    expect(inOrder(twice).filter(({ layer }) => layer === "data")).toEqual([cell({ openCount: 1 })]);
  });

  test("are one sentence each, said in order", () => {
    const known = layers.map((layer) => cell({ layer }));
    expect(stripSentence(known.toReversed())).toBe(
      "Model: nothing open. Data: nothing open. Identity: nothing open. API: nothing open. Pipeline: nothing open.",
    );
  });

  test("of an estate nobody looked at do not sound clean", () => {
    expect(stripSentence([]).match(/coverage incomplete/g)).toHaveLength(5);
  });
});
