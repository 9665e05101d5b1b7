// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";

import type { LayerCell } from "#lib/contract/layer-strip.ts";
import type { PostureSummary } from "#lib/contract/posture.ts";
import { layers, layerTitles, type Layer } from "#lib/domain/layer.ts";
import { severities } from "#lib/domain/severity.ts";

import { EstatePanel, toCell } from "../overview/estate-panel.tsx";
import { EstateStrip, type LayerPosture } from "./estate-strip.tsx";
import { LayerCrossing } from "./layer-crossing.tsx";

afterEach(cleanup);

const each = <T,>(of: (layer: Layer) => T): Record<Layer, T> => ({
  model: of("model"),
  data: of("data"),
  identity: of("identity"),
  api: of("api"),
  pipeline: of("pipeline"),
});
const posture = (overrides: Partial<LayerPosture> = {}): LayerPosture => ({
  score: 91,
  change7Days: null,
  change30Days: null,
  coverage: 100,
  ...overrides,
});
const cell = (layer: Layer, overrides: Partial<LayerCell> = {}): LayerCell => ({
  layer,
  worst: null,
  openCount: 0,
  known: true,
  ...overrides,
});
const strip = (cells: readonly LayerCell[], given: Partial<LayerPosture> = {}) =>
  render(
    <EstateStrip
      cells={cells}
      postures={each(() => posture(given))}
      hrefs={each((layer) => `/findings?layer=${layer}`)}
      checksHrefs={each((layer) => `/checks?layer=${layer}`)}
    />,
  );
const cellOf = (layer: Layer) => {
  const found = screen
    .getAllByRole("listitem")
    .find(({ textContent }) => textContent.startsWith(layerTitles[layer]));
  if (!found) throw new Error(`no cell for ${layer}`);
  return found;
};

describe("the estate, layer by layer", () => {
  test("has five cells in the fixed order, however they came", () => {
    strip(layers.map((layer) => cell(layer)).toReversed());
    const names = within(screen.getByRole("list", { name: "Posture by layer" }))
      .getAllByRole("listitem")
      .map(({ textContent }) => layers.find((layer) => textContent.startsWith(layerTitles[layer])));
    expect(names).toEqual([...layers]);
  });

  test("each number opens what it counts: the open its findings, score and coverage its checks", () => {
    strip([cell("identity", { worst: "critical", openCount: 5 })]);
    const addresses = within(cellOf("identity"))
      .getAllByRole("link")
      .map((link) => [link.textContent, link.getAttribute("href")]);
    expect(addresses).toEqual([
      ["91", "/checks?layer=identity"],
      ["5 open", "/findings?layer=identity"],
      ["100% known", "/checks?layer=identity"],
    ]);
  });

  test("a score is named for who cannot see where it stands", () => {
    strip([cell("api")]);
    expect(screen.getByRole("link", { name: "API score 91" })).toBeTruthy();
  });

  test("a layer without a score says so, in words and with a dash", () => {
    strip([cell("api")], { score: null });
    expect(screen.getByRole("link", { name: "API score not known" }).textContent).toBe("–");
  });

  test("a score of nothing is 0, not unknown", () => {
    strip([cell("api")], { score: 0 });
    expect(screen.getByRole("link", { name: "API score 0" }).textContent).toBe("0");
  });

  test.each([
    [0, "Nothing open"],
    [1, "1 open"],
    [12_345, "12,345 open"],
  ])("%i open is said as %s", (openCount, words) => {
    strip([cell("data", { openCount, worst: openCount > 0 ? "low" : null })]);
    expect(within(cellOf("data")).getByText(words)).toBeTruthy();
  });

  test.each([
    [null, "not evaluated"],
    [0, "0% known"],
    [99.96, "99% known"],
    [100, "100% known"],
  ])("coverage of %s is said as %s: never rounded up to whole", (coverage, words) => {
    strip([cell("data")], { coverage });
    expect(within(cellOf("data")).getByText(words)).toBeTruthy();
  });

  test.each([
    [null, null, ""],
    [4, null, "+4 in 7d"],
    [-12, null, "−12 in 7d"],
    [0, null, "±0 in 7d"],
    [null, 3, "+3 in 30d"],
    [4, -3, "+4 in 7d−3 in 30d"],
  ])("a change of %s in a week and %s in a month reads %j", (change7Days, change30Days, words) => {
    strip([cell("model")], { change7Days, change30Days });
    expect(cellOf("model").textContent).toBe(`Model91${words}Nothing open100% known`);
  });

  test("better and worse differ in shape, not only in colour", () => {
    const shapeOf = (change7Days: number) => {
      strip([cell("model")], { change7Days });
      const shape = within(cellOf("model")).getByText(/in 7d/).querySelector("svg")?.innerHTML;
      cleanup();
      return shape;
    };
    expect(shapeOf(3)).not.toBe(shapeOf(-3));
  });

  const combinations = [null, ...severities].flatMap((worst) =>
    [true, false].flatMap((known) => [0, 3].map((openCount) => ({ worst, known, openCount }))),
  );
  test.each(combinations)("%j: hatched where it is not known, an icon only for what is open", (given) => {
    const { container } = strip([cell("pipeline", given)], {});
    const found = cellOf("pipeline");
    expect(found.querySelector(".hatched") !== null).toBe(!given.known);
    const findings = within(found).getByRole("link", { name: /^Pipeline: / });
    expect(findings.querySelector("svg") !== null).toBe(given.openCount > 0 && given.worst !== null);
    const sentence = findings.getAttribute("aria-label") ?? "";
    expect(sentence.includes("coverage incomplete")).toBe(!given.known);
    expect(sentence.includes("worst")).toBe(given.openCount > 0 && given.worst !== null);
    // The layers nobody reported on are there, and unknown.
    expect(container.querySelectorAll(".hatched")).toHaveLength(given.known ? 4 : 5);
  });
});

describe("posture as the strip shows it", () => {
  type Summary = PostureSummary["layers"][number];
  const summary = (layer: Layer, overrides: Partial<Summary> = {}): Summary => ({
    layer,
    score: 80,
    coverage: 100,
    open: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
    unknownCount: 0,
    change7: null,
    change30: null,
    ...overrides,
  });
  const open = (given: Partial<Summary["open"]>) => ({
    critical: 0,
    high: 0,
    medium: 0,
    low: 0,
    info: 0,
    ...given,
  });

  test.each<[string, Partial<Summary>, Omit<LayerCell, "layer">]>([
    ["nothing open", {}, { worst: null, openCount: 0, known: true }],
    ["several severities", { open: open({ high: 2, low: 3 }) }, { worst: "high", openCount: 5, known: true }],
    ["only information", { open: open({ info: 1 }) }, { worst: "info", openCount: 1, known: true }],
    ["something undecided", { unknownCount: 1 }, { worst: null, openCount: 0, known: false }],
    ["nothing evaluated", { coverage: null, score: null }, { worst: null, openCount: 0, known: false }],
    ["coverage of nothing", { coverage: 0, unknownCount: 4 }, { worst: null, openCount: 0, known: false }],
  ])("%s", (_, given, expected) => {
    expect(toCell(summary("data", given))).toEqual({ layer: "data", ...expected });
  });

  test("the panel shows each layer's own numbers", () => {
    const summaries = layers.map((layer, n) => summary(layer, { score: 50 + n, open: open({ medium: n }) }));
    render(<EstatePanel posture={{ evaluatedAt: null, layers: summaries }} />);
    for (const [n, layer] of layers.entries())
      expect(cellOf(layer).textContent).toBe(
        `${layerTitles[layer]}${50 + n}${n === 0 ? "Nothing open" : `${n} open`}100% known`,
      );
  });

  test("who sees only their own findings is not told that a layer has none", () => {
    const summaries = [summary("model"), summary("data", { open: open({ high: 2 }) })];
    render(<EstatePanel posture={{ evaluatedAt: null, layers: summaries }} isOwn />);
    expect(cellOf("model").textContent).toBe("Model80None yours100% known");
    expect(cellOf("data").textContent).toBe("Data802 yours100% known");
    expect(screen.getByRole("link", { name: "Data: 2 open, worst high, of yours" })).toBeTruthy();
    expect(screen.queryByText("Nothing open")).toBeNull();
  });

  test("a layer the summary leaves out is unknown, not clean", () => {
    render(<EstatePanel posture={{ evaluatedAt: null, layers: [summary("model")] }} />);
    expect(cellOf("api").textContent).toBe("API–Nothing opennot evaluated");
    expect(cellOf("api").querySelector(".hatched")).toBeTruthy();
  });
});

describe("the layers something crosses", () => {
  test.each<[readonly Layer[], string]>([
    [["api"], "Crosses API"],
    [["pipeline", "model"], "Crosses Model, Pipeline"],
    [[...layers], "Crosses Model, Data, Identity, API, Pipeline"],
    [["data", "data"], "Crosses Data"],
    [[], "Crosses no layer"],
  ])("%j is one sentence, in the fixed order", (crossed, sentence) => {
    render(<LayerCrossing crossed={crossed} />);
    expect(screen.getByText(sentence).closest("[title]")?.getAttribute("title")).toBe(sentence);
  });

  test("keeps each layer's place, so that rows can be compared down a column", () => {
    const places = (crossed: readonly Layer[]) => {
      const { container } = render(<LayerCrossing crossed={crossed} />);
      const filled = [...container.querySelectorAll("[aria-hidden].size-4")].map(
        (place) => place.querySelector("svg") !== null,
      );
      cleanup();
      return filled;
    };
    expect(places(["model", "pipeline"])).toEqual([true, false, false, false, true]);
    expect(places(["identity"])).toEqual([false, false, true, false, false]);
    expect(places([])).toEqual([false, false, false, false, false]);
  });
});
