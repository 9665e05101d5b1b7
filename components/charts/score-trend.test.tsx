// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { PostureTrend } from "#lib/contract/posture.ts";
import { layers } from "#lib/domain/layer.ts";

import { ScoreTrend } from "./score-trend.tsx";
import ScoreTrendChart from "./score-trend-chart.tsx";

type Day = PostureTrend["days"][number];
const open = { model: 0, data: 0, identity: 0, api: 0, pipeline: 0 };
const day = (iso: string, scores: Partial<Day["scores"]>): Day => ({
  day: iso,
  ...open,
  scores: { model: null, data: null, identity: null, api: null, pipeline: null, ...scores },
});
const days = [
  day("2026-03-01", { model: 80, data: 60, api: 50 }),
  day("2026-03-09", { model: 85, data: 55, api: 50, pipeline: 90 }),
];

afterEach(cleanup);

test("says of each layer its newest score, how it moved, and leads to its findings", () => {
  render(<ScoreTrend days={days} label="Score" />);
  expect(screen.getAllByRole("link").map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
    ["Model 85+5", "/findings?layer=model"],
    ["Data 55−5", "/findings?layer=data"],
    ["Identity none", "/findings?layer=identity"],
    ["API 50±0", "/findings?layer=api"],
    ["Pipeline 90", "/findings?layer=pipeline"],
  ]);
});

test("has the same as a table, the newest day first, which scrolls by the keyboard", () => {
  render(<ScoreTrend days={days} label="Score" />);
  const table = within(screen.getByRole("region", { name: "Score, as a table", hidden: true }));
  expect(table.getAllByRole("row", { hidden: true }).map(({ textContent }) => textContent)).toEqual([
    "DayModelDataIdentityAPIPipeline",
    "9 Mar 20268555none5090",
    "1 Mar 20268060none50none",
  ]);
  expect(screen.getByRole("region", { hidden: true }).tabIndex).toBe(0);
});

test.each([[[]], [days.slice(0, 1)]])("%j is no course yet, and says so", (few) => {
  render(<ScoreTrend days={few} label="Score" />);
  expect(screen.getByText(/the course begins with the second/)).toBeTruthy();
  expect(screen.queryByRole("table", { hidden: true })).toBeNull();
});

class Measures {
  readonly #report: ResizeObserverCallback;
  constructor(report: ResizeObserverCallback) {
    this.#report = report;
  }
  observe(target: Element): void {
    const size = [{ inlineSize: 340, blockSize: 200 }];
    const contentRect = new DOMRect(0, 0, 340, 200);
    const sizes = { borderBoxSize: size, contentBoxSize: size, devicePixelContentBoxSize: size };
    this.#report([{ target, contentRect, ...sizes }], this);
  }
  unobserve(): void {}
  disconnect(): void {}
}

beforeEach(() => {
  vi.stubGlobal("ResizeObserver", Measures);
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 340, 200));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("each layer has a line of its own color and its own dashes", () => {
  const { container } = render(<ScoreTrendChart days={days} label="Score" />);
  const lines = [...container.querySelectorAll(".recharts-line")];
  expect(lines).toHaveLength(layers.length);
  const drawn = [...container.querySelectorAll(".recharts-line-curve")];
  expect(new Set(drawn.map((line) => line.getAttribute("stroke"))).size).toBe(drawn.length);
  expect(new Set(drawn.map((line) => line.getAttribute("stroke-dasharray"))).size).toBe(drawn.length);
});
