// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { severities, type Severity } from "#lib/domain/severity.ts";

import { hostileNames } from "../testing/render-ui.tsx";
import { SeverityBar } from "./severity-bar.tsx";
import TrendAreaChart, { type Series } from "./trend-area-chart.tsx";
import { TrendArea } from "./trend-area.tsx";

afterEach(cleanup);

describe("how many of each severity", () => {
  const none: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  const bar = (counts: Partial<Record<Severity, number>>) =>
    render(
      <SeverityBar counts={{ ...none, ...counts }} hrefOf={(severity) => `/findings?severity=${severity}`} />,
    );
  const said = () => screen.queryAllByRole("link").map(({ textContent }) => textContent);
  const parts = (container: HTMLElement) =>
    [...container.querySelectorAll<HTMLElement>("[aria-hidden] [style]")].map(({ style }) =>
      Number(style.flexGrow),
    );

  test("worst first, whatever the numbers", () => {
    bar({ info: 9, low: 1, critical: 2, high: 300, medium: 4 });
    expect(said()).toEqual(["2 critical", "300 high", "4 medium", "1 low", "9 info"]);
  });

  test("only those there are, each leading to its list", () => {
    bar({ high: 1, low: 12_345 });
    expect(screen.getAllByRole("link").map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
      ["1 high", "/findings?severity=high"],
      ["12,345 low", "/findings?severity=low"],
    ]);
  });

  test("the parts of the bar stand to each other as the numbers do", () => {
    const { container } = bar({ critical: 1, medium: 3, info: 4 });
    expect(parts(container)).toEqual([1, 3, 4]);
  });

  test("nothing open is said, not left to an empty bar", () => {
    const { container } = bar({});
    expect(screen.getByText("Nothing open")).toBeTruthy();
    expect(said()).toEqual([]);
    expect(parts(container)).toEqual([]);
  });

  test("each severity has a shape of its own beside its word", () => {
    bar(Object.fromEntries(severities.map((severity) => [severity, 1])));
    const shapes = screen.getAllByRole("link").map((link) => link.querySelector("svg")?.outerHTML);
    expect(new Set(shapes).size).toBe(severities.length);
  });
});

const series: Series[] = [
  { key: "model", title: "Model", color: "red", count: 7, href: "/findings?layer=model" },
  { key: "data", title: "Data", color: "blue", count: 12_345, href: "/findings?layer=data" },
];
const day = (iso: string, model: number, data: number) => ({ day: iso, model, data });
const days = [day("2026-03-01", 1, 2), day("2026-03-02", 4, 5), day("2026-03-03", 6, 12_000)];

describe("what is open, beside its course", () => {
  const figure = () => screen.getByRole("figure");

  test("each number opens the list it counts", () => {
    render(<TrendArea days={days} series={series} label="Open findings by layer and day" />);
    expect(screen.getAllByRole("link").map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
      ["Model 7", "/findings?layer=model"],
      ["Data 12,345", "/findings?layer=data"],
    ]);
  });

  test("is said under what it is, to who cannot see the chart", () => {
    render(<TrendArea days={days} series={series} label="Open findings by layer and day" />);
    expect(within(figure()).getByText("Open findings by layer and day. Open now:")).toBeTruthy();
  });

  test("counts what is open now, which the last day may have missed", () => {
    render(<TrendArea days={[...days, day("2026-03-04", 0, 0)]} series={series} label="Open" />);
    expect(within(figure()).getByRole("link", { name: "Model 7" })).toBeTruthy();
  });

  test.each([[[]], [[day("2026-03-01", 1, 2)]]])("%j is no course yet, and says so", (few) => {
    render(<TrendArea days={few} series={series} label="Open" />);
    expect(screen.getByText(/the course begins with the second/)).toBeTruthy();
    expect(screen.getAllByRole("link")).toHaveLength(2);
  });

  test("with two days the course is drawn, hidden from who reads the numbers", () => {
    const { container } = render(<TrendArea days={days.slice(0, 2)} series={series} label="Open" />);
    expect(screen.queryByText(/the course begins with the second/)).toBeNull();
    expect(container.querySelector("figure > [aria-hidden]")).toBeTruthy();
  });

  test("nothing open is 0, not a gap", () => {
    render(<TrendArea days={days} series={series.map((one) => ({ ...one, count: 0 }))} label="Open" />);
    expect(screen.getByRole("link", { name: "Model 0" })).toBeTruthy();
  });

  test.each(Object.entries(hostileNames))("hostile titles (%s) are text", (_, name) => {
    const { container } = render(
      <TrendArea days={days} series={series.map((one) => ({ ...one, title: name }))} label={name} />,
    );
    expect(screen.getAllByText(name, { exact: false }).length).toBeGreaterThanOrEqual(2);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("the course itself", () => {
  beforeEach(() => {
    vi.stubGlobal("ResizeObserver", Measures);
    vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(function (this: HTMLElement) {
      // The words of the axes are measured in a span of their own.
      return this.tagName === "SPAN" ? new DOMRect(0, 0, 30, 12) : new DOMRect(0, 0, 600, 200);
    });
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(600);
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(200);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  class Measures {
    #report: ResizeObserverCallback;
    constructor(report: ResizeObserverCallback) {
      this.#report = report;
    }
    observe(target: Element): void {
      const size = [{ inlineSize: 600, blockSize: 200 }];
      const entry = {
        target,
        contentRect: new DOMRect(0, 0, 600, 200),
        borderBoxSize: size,
        contentBoxSize: size,
        devicePixelContentBoxSize: size,
      };
      this.#report([entry], this);
    }
    unobserve(): void {}
    disconnect(): void {}
  }
  const areas = (container: HTMLElement) =>
    [...container.querySelectorAll(".recharts-area-curve")].map((curve) => curve.getAttribute("stroke"));
  const chart = (given: readonly Readonly<Record<string, string | number>>[]) =>
    render(<TrendAreaChart days={given} series={series} label="Open" />);

  test("has an area for each layer, the first of them on top of the pile", () => {
    expect(areas(chart(days).container)).toEqual(["blue", "red"]);
  });

  test("names its days as people do, without the year", () => {
    const { container } = chart(days);
    const ticks = [
      ...container.querySelectorAll(".recharts-xAxis-tick-labels .recharts-cartesian-axis-tick-value"),
    ];
    expect(ticks.map(({ textContent }) => textContent)).toEqual(["1 Mar", "2 Mar", "3 Mar"]);
  });

  test("counts whole findings: its axis has no half", () => {
    const { container } = chart([day("2026-03-01", 0, 1), day("2026-03-02", 1, 0)]);
    const ticks = [
      ...container.querySelectorAll(".recharts-yAxis-tick-labels .recharts-cartesian-axis-tick-value"),
    ];
    expect(ticks.map(({ textContent }) => Number(textContent)).every((tick) => Number.isInteger(tick))).toBe(
      true,
    );
    expect(ticks.length).toBeGreaterThan(1);
  });

  test("of days on which nothing was open is drawn, flat", () => {
    const flat = [day("2026-03-01", 0, 0), day("2026-03-02", 0, 0)];
    expect(areas(chart(flat).container)).toHaveLength(2);
  });
});
