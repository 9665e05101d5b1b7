// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { CellAddress } from "#lib/contract/responsibility.ts";

import { serve, show } from "../testing/render-ui.tsx";
import { sampleCellDetail, sampleRow, sampleStated } from "../testing/sample-responsibility.ts";
import { CellDrawer } from "./cell-drawer.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const address = (rowId = "training"): CellAddress => ({ workloadId: "w1", modelId: "microsoft", rowId });
const answers = {
  "GET /api/v1/responsibility/w1/microsoft/training": { body: sampleCellDetail() },
  "GET /api/v1/responsibility/w1/microsoft/policy": {
    body: sampleCellDetail({ row: sampleRow("policy", "usage", "Usage policy") }),
  },
};
const drawer = (at: CellAddress | null, onClose: () => void = () => {}) => (
  <CellDrawer address={at} onClose={onClose} />
);
const title = (name: string) => screen.findByRole("heading", { level: 2, name });

describe("the drawer", () => {
  test("is not there without a cell, and asks nothing", () => {
    const requests = serve(answers);
    show(drawer(null));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(requests).toEqual([]);
  });

  test("says that it loads, then what it found", async () => {
    serve(answers);
    show(drawer(address()));
    expect(screen.getByText("Loading the evidence")).toBeTruthy();
    expect(await title("User training")).toBeTruthy();
  });

  test("a cell that cannot be read says why, and is asked for again", async () => {
    serve({});
    const { user } = show(drawer(address()));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("No answer for GET");
    serve(answers);
    await user.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(await title("User training")).toBeTruthy();
  });

  test("closes by its button and by escape", async () => {
    serve(answers);
    const onClose = vi.fn<() => void>();
    const { user } = show(drawer(address(), onClose));
    await title("User training");
    await user.click(screen.getByRole("button", { name: "Close" }));
    await user.keyboard("{Escape}");
    expect(onClose).toHaveBeenCalledTimes(2);
  });

  test("what was half filled in for one cell is never in the form of the next", async () => {
    serve(answers);
    const { user, rerender } = show(drawer(address("policy")));
    await title("Usage policy");
    rerender(drawer(address("training")));
    await title("User training");
    await user.click(screen.getByRole("button", { name: "Decide otherwise" }));
    fireEvent.change(screen.getByRole("textbox", { name: "Why" }), { target: { value: "For training." } });
    // It is known already, so nothing is loaded in between.
    rerender(drawer(address("policy")));
    await title("Usage policy");
    expect(screen.queryByRole("textbox", { name: "Why" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Decide otherwise" }));
    expect(screen.getByRole("textbox", { name: "Why" })).toHaveProperty("value", "");
  });

  test("a long history is shown whole, newest first, each with its state", async () => {
    const history = Array.from({ length: 100 }, (_, at) => ({
      ...sampleStated,
      status: at % 2 === 0 ? ("met" as const) : ("gap" as const),
      validFrom: new Date(Date.UTC(2026, 0, 100 - at)).toISOString(),
      validTo: new Date(Date.UTC(2026, 0, 101 - at)).toISOString(),
      hash: `h${at}`,
    }));
    serve({ "GET /api/v1/responsibility/w1/microsoft/training": { body: sampleCellDetail({ history }) } });
    show(drawer(address()));
    await title("User training");
    const past = screen
      .getAllByRole("listitem")
      .map(({ textContent }) => textContent)
      .filter((words) => words?.includes(" until "));
    expect(past).toHaveLength(100);
    expect([past[0], past[1]].map((words) => words?.split(/\d/)[0]?.trim())).toEqual([
      expect.stringMatching(/^Customer, met/),
      expect.stringMatching(/^Customer, gap/),
    ]);
  });
});
