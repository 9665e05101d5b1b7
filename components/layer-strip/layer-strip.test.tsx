// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";

import type { LayerCell } from "#lib/contract/layer-strip.ts";
import { layers, type Layer } from "#lib/domain/layer.ts";

import { hostileNames } from "../testing/render-ui.tsx";
import { LayerStrip } from "./layer-strip.tsx";

afterEach(cleanup);

const cell = (layer: Layer, overrides: Partial<LayerCell> = {}): LayerCell => ({
  layer,
  worst: null,
  openCount: 0,
  known: true,
  ...overrides,
});
const known = layers.map((layer) => cell(layer));
const hrefs: Record<Layer, string> = {
  model: "/findings?layer=model",
  data: "/findings?layer=data",
  identity: "/findings?layer=identity",
  api: "/findings?layer=api",
  pipeline: "/findings?layer=pipeline",
};
const hatched = (container: HTMLElement) => container.querySelectorAll(".hatched");

describe("LayerStrip", () => {
  test("is one sentence to a screen reader, beginning with what it stands for", () => {
    render(<LayerStrip label="Claims assistant" cells={[cell("data", { worst: "high", openCount: 2 })]} />);
    const name = screen.getByRole("list").getAttribute("aria-label");
    expect(name).toMatch(/^Claims assistant\. Model: /);
    expect(name).toContain("Data: 2 open, worst high.");
  });

  test("leads from each cell to the list behind it, in the fixed order, however the cells came", () => {
    render(<LayerStrip label="Estate" cells={known.toReversed()} hrefs={hrefs} />);
    expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual(
      layers.map((layer) => hrefs[layer]),
    );
  });

  test("says in words what each linked cell counts", () => {
    render(
      <LayerStrip
        label="Estate"
        cells={[cell("identity", { worst: "critical", openCount: 7 })]}
        hrefs={hrefs}
      />,
    );
    expect(screen.getByRole("link", { name: "Identity: 7 open, worst critical" }).textContent).toBe("7");
  });

  test("hatches exactly the layers that are not fully known", () => {
    const { container } = render(
      <LayerStrip label="Estate" cells={known.map((one) => ({ ...one, known: one.layer !== "api" }))} />,
    );
    expect(hatched(container)).toHaveLength(1);
    expect(hatched(container)[0]?.textContent).toBe("API: nothing open, coverage incomplete");
  });

  test("hatches all five when nobody reported anything", () => {
    const { container } = render(<LayerStrip label="Estate" cells={[]} />);
    expect(screen.getAllByRole("listitem")).toHaveLength(5);
    expect(hatched(container)).toHaveLength(5);
  });

  test("offers no link where there is no list behind it", () => {
    render(<LayerStrip label="Estate" cells={known} />);
    expect(screen.queryAllByRole("link")).toEqual([]);
  });

  test("keeps a count that would not fit short, and says the whole number", () => {
    render(
      <LayerStrip
        label="Estate"
        cells={[cell("model", { worst: "low", openCount: 12_345 })]}
        hrefs={hrefs}
      />,
    );
    expect(screen.getByRole("link", { name: "Model: 12345 open, worst low" }).textContent).toBe("999+");
  });

  test("shows the layer's icon beside the count only where there is room for both", () => {
    const counted = [cell("model", { worst: "low", openCount: 3 })];
    const icons = (size: "sm" | "md") => {
      render(<LayerStrip label="Estate" cells={counted} size={size} />);
      const [first] = screen.getAllByRole("listitem");
      const count = first?.querySelectorAll("svg").length;
      cleanup();
      return count;
    };
    expect(icons("sm")).toBe(1);
    expect(icons("md")).toBe(2);
  });

  test.each(Object.entries(hostileNames))("says a hostile name (%s) as text", (_, name) => {
    const { container } = render(<LayerStrip label={name} cells={known} />);
    expect(within(container).getByRole("list").getAttribute("aria-label")).toContain(name);
    expect(container.querySelector("img, script")).toBeNull();
  });
});
