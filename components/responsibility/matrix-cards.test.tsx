// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { ResponsibilityMatrix } from "#lib/contract/responsibility.ts";

import { hostileNames, show } from "../testing/render-ui.tsx";
import { sampleCell, sampleColumn, sampleMatrix } from "../testing/sample-responsibility.ts";
import { MatrixCards } from "./matrix-cards.tsx";
import { WorkloadCells } from "./workload-cells.tsx";

afterEach(cleanup);

type Options = {
  matrix?: ResponsibilityMatrix;
  shownId?: string | null;
  open?: { workloadId: string; rowId: string };
};

function cards({ matrix = sampleMatrix(), shownId = null, open }: Options = {}) {
  const onShow = vi.fn<(workloadId: string) => void>();
  const onOpen = vi.fn<(workloadId: string, rowId: string) => void>();
  const shown = show(
    <MatrixCards matrix={matrix} shownId={shownId} onShow={onShow} open={open ?? null} onOpen={onOpen} />,
  );
  return { ...shown, onShow, onOpen };
}
const rows = () => screen.queryAllByRole("listitem").map(({ textContent }) => textContent);
const picker = () => screen.getByRole("combobox", { name: "Workload" });

describe("one workload at a time", () => {
  test("rows stand under the layer of the model they are in", () => {
    cards();
    const usage = within(screen.getByRole("region", { name: "AI usage" }));
    expect(usage.getAllByRole("listitem")).toHaveLength(2);
    const platform = within(screen.getByRole("region", { name: "AI platform" }));
    expect(platform.getAllByRole("listitem")).toHaveLength(1);
  });

  test("a row nobody resolved is not drawn, nor a group without rows", () => {
    cards({ shownId: "w2" });
    expect(rows()).toHaveLength(2);
    expect(screen.queryByRole("region", { name: "AI platform" })).toBeNull();
  });

  test("what the filters leave out is not drawn, and nothing left is said", () => {
    const cells = [sampleCell(), sampleCell({ rowId: "policy", admitted: false })];
    cards({ matrix: sampleMatrix({ workloads: [sampleColumn("w1", "Claims", cells)] }) });
    expect(rows()).toEqual(["User trainingGapCustomer"]);
    cleanup();
    const none = cells.map((cell) => ({ ...cell, admitted: false }));
    cards({ matrix: sampleMatrix({ workloads: [sampleColumn("w1", "Claims", none)] }) });
    expect(screen.getByText("Nothing of Claims matches these filters.")).toBeTruthy();
    expect(picker().textContent).toBe("Claims");
  });

  test("a person's decision is said in words, to whoever sees and whoever hears", () => {
    const cells = [sampleCell({ overridden: true, status: "met" })];
    cards({ matrix: sampleMatrix({ workloads: [sampleColumn("w1", "Claims", cells)] }) });
    expect(rows()).toEqual(["User trainingMet, decided by a personCustomer"]);
    expect(screen.getByRole("button").getAttribute("aria-label")).toBe(
      "Claims, User training: Customer is accountable, met, decided by a person",
    );
  });

  test("opens the row of the workload that is shown, and says which is open", async () => {
    const { user, onOpen } = cards({ shownId: "w2", open: { workloadId: "w2", rowId: "policy" } });
    const [training, policy] = screen.getAllByRole("button");
    expect(policy?.getAttribute("aria-pressed")).toBe("true");
    expect(training?.getAttribute("aria-pressed")).toBe("false");
    if (training) await user.click(training);
    expect(onOpen.mock.calls).toEqual([["w2", "training"]]);
  });

  test("the picker says how much is wrong in each, one gap as one, and else what runs it", async () => {
    const matrix = sampleMatrix({
      workloads: [
        sampleColumn("w1", "Two", [sampleCell(), sampleCell({ rowId: "policy" })]),
        sampleColumn("w2", "One", [sampleCell(), sampleCell({ rowId: "policy", status: "unknown" })]),
        sampleColumn("w3", "None", [sampleCell({ status: "unproved" })]),
        sampleColumn("w4", "Unresolved", []),
      ],
    });
    const { user, onShow } = cards({ matrix });
    await user.click(picker());
    expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual([
      "Two2 gaps",
      "One1 gap",
      "NonePaaS",
      "UnresolvedPaaS",
    ]);
    await user.click(screen.getByRole("option", { name: /None/ }));
    expect(onShow.mock.calls).toEqual([["w3"]]);
  });

  test("no workload draws nothing at all", () => {
    const { container } = cards({ matrix: sampleMatrix({ workloads: [] }) });
    expect(container.querySelector("section section, [role=combobox], li")).toBeNull();
  });

  test.each(Object.entries(hostileNames))("a hostile name (%s) is text", (_, name) => {
    const { container } = cards({
      matrix: sampleMatrix({ workloads: [sampleColumn("w1", name, [sampleCell()])] }),
    });
    expect(screen.getAllByText(name).length).toBeGreaterThan(0);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("on the page of a workload", () => {
  test("each row says how it stands and who must act, and leads to its evidence", () => {
    show(<WorkloadCells matrix={sampleMatrix()} workloadId="w1" />);
    expect(rows().map((row) => row?.replace(/\d+\w+ ago$|\w+ \d+.*$/, ""))).toEqual([
      expect.stringMatching(/^GapUser trainingCustomer/),
      expect.stringMatching(/^MetUsage policyCustomer/),
      expect.stringMatching(/^UnprovedComputeProvider/),
    ]);
    expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
      "/responsibility?workload=w1&cell=training&in=w1",
      "/responsibility?workload=w1&cell=policy&in=w1",
      "/responsibility?workload=w1&cell=compute&in=w1",
    ]);
  });

  test("a row that was never resolved is left out rather than guessed", () => {
    show(<WorkloadCells matrix={sampleMatrix()} workloadId="w2" />);
    expect(screen.getAllByRole("link")).toHaveLength(2);
  });

  test.each([
    ["that the matrix does not know", sampleMatrix(), "gone"],
    ["without a cell", sampleMatrix({ workloads: [sampleColumn("w1", "Claims", [])] }), "w1"],
  ])("a workload %s is not resolved yet, and it is said when it will be", (_, matrix, id) => {
    show(<WorkloadCells matrix={matrix} workloadId={id} />);
    expect(screen.getByText("Its responsibilities have not been resolved yet")).toBeTruthy();
    expect(screen.getByText("They are after the next sync.")).toBeTruthy();
  });
});
