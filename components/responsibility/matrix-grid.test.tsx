// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { ResponsibilityMatrix } from "#lib/contract/responsibility.ts";

import { show } from "../testing/render-ui.tsx";
import { sampleCell, sampleColumn, sampleMatrix } from "../testing/sample-responsibility.ts";
import { MatrixTable } from "./matrix-table.tsx";

afterEach(cleanup);

const onOpen = vi.fn<(workloadId: string, rowId: string) => void>();
const grid = (matrix: ResponsibilityMatrix = sampleMatrix()) => (
  <MatrixTable matrix={matrix} open={null} onOpen={onOpen} />
);
const focused = () => document.activeElement?.getAttribute("aria-label")?.split(":")[0];
const stops = () =>
  screen
    .getAllByRole("button")
    .filter((button) => button.tabIndex === 0)
    .map((button) => button.getAttribute("aria-label")?.split(":")[0]);

/** The links of the heading come before the cells. */
async function intoTheGrid(matrix?: ResponsibilityMatrix) {
  const shown = show(grid(matrix));
  const links = screen.getAllByRole("link").length;
  for (let press = 0; press <= links; press++) await shown.user.tab();
  return shown;
}

describe("the matrix by key", () => {
  test("is one stop for the tab key, however many cells there are", async () => {
    const { user } = await intoTheGrid();
    expect(focused()).toBe("Claims assistant, User training");
    expect(stops()).toEqual(["Claims assistant, User training"]);
    await user.tab();
    expect(focused()).toBeUndefined();
  });

  test("arrows go from cell to cell, over the headings between groups", async () => {
    const { user } = await intoTheGrid();
    await user.keyboard("{ArrowDown}");
    expect(focused()).toBe("Claims assistant, Usage policy");
    await user.keyboard("{ArrowDown}");
    expect(focused()).toBe("Claims assistant, Compute");
    await user.keyboard("{ArrowUp}{ArrowRight}");
    expect(focused()).toBe("Research agent, Usage policy");
  });

  test("stays where it is at an edge, and where a workload has no cell further on", async () => {
    const { user } = await intoTheGrid();
    await user.keyboard("{ArrowUp}{ArrowLeft}");
    expect(focused()).toBe("Claims assistant, User training");
    await user.keyboard("{ArrowRight}{ArrowDown}{ArrowDown}");
    expect(focused()).toBe("Research agent, Usage policy");
  });

  test("home and end go along the row, with control to the ends of the matrix", async () => {
    const { user } = await intoTheGrid();
    await user.keyboard("{End}");
    expect(focused()).toBe("Research agent, User training");
    await user.keyboard("{Home}");
    expect(focused()).toBe("Claims assistant, User training");
    await user.keyboard("{Control>}{End}{/Control}");
    expect(focused()).toBe("Claims assistant, Compute");
    await user.keyboard("{Control>}{Home}{/Control}");
    expect(focused()).toBe("Claims assistant, User training");
  });

  test("the tab key comes back to the cell that was left", async () => {
    const { user } = await intoTheGrid();
    await user.keyboard("{ArrowDown}{ArrowRight}");
    await user.tab();
    await user.tab({ shift: true });
    expect(focused()).toBe("Research agent, Usage policy");
    expect(stops()).toEqual(["Research agent, Usage policy"]);
  });

  test.each(["{Enter}", " "])("%o opens the cell that has the focus", async (key) => {
    onOpen.mockClear();
    const { user } = await intoTheGrid();
    await user.keyboard(`{ArrowDown}${key}`);
    expect(onOpen.mock.calls).toEqual([["w1", "policy"]]);
  });

  test("a click moves the one stop along", async () => {
    const { user } = show(grid());
    await user.click(screen.getByRole("button", { name: /^Research agent, User training/ }));
    expect(stops()).toEqual(["Research agent, User training"]);
  });

  test("a matrix that shrank under the reader still can be entered", async () => {
    const { user, rerender } = await intoTheGrid();
    await user.keyboard("{ArrowRight}{ArrowDown}");
    rerender(grid(sampleMatrix({ workloads: [sampleColumn("w1", "Claims assistant", [sampleCell()])] })));
    expect(stops()).toEqual(["Claims assistant, User training"]);
  });

  test("where nothing was resolved there is nothing to stop at", () => {
    show(grid(sampleMatrix({ workloads: [sampleColumn("w1", "Claims assistant", [])] })));
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.getAllByText("not resolved")).toHaveLength(3);
  });
});

describe("its roles", () => {
  test("a screen reader hears a grid with headings of rows and columns", () => {
    show(grid());
    expect(screen.getByRole("grid", { name: /AI shared responsibility model: who must act/ })).toBeTruthy();
    expect(screen.getAllByRole("columnheader").map(({ textContent }) => textContent)).toContain(
      "Claims assistantPaaS",
    );
    expect(screen.getAllByRole("rowheader").map(({ title }) => title)).toEqual([
      "What User training means",
      "What Usage policy means",
      "What Compute means",
    ]);
  });

  test("rows stand in the order of their model, whichever order the cells came in", () => {
    const cells = sampleMatrix().workloads[0]?.cells.toReversed() ?? [];
    show(grid(sampleMatrix({ workloads: [sampleColumn("w1", "Claims assistant", cells)] })));
    expect(screen.getAllByRole("button").map((button) => button.getAttribute("aria-label"))).toEqual([
      "Claims assistant, User training: Customer is accountable, gap",
      "Claims assistant, Usage policy: Customer is accountable, met",
      "Claims assistant, Compute: Provider is accountable, unproved",
    ]);
  });

  test("a group of a model this page does not know keeps its own word", () => {
    const [row] = sampleMatrix().rows;
    show(grid(sampleMatrix({ rows: row ? [{ ...row, group: "governance" }] : [] })));
    expect(screen.getByText("governance")).toBeTruthy();
  });
});
