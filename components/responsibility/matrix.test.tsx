// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { CellView, ResponsibilityMatrix } from "#lib/contract/responsibility.ts";
import { cellStatuses, parties, partyTitles } from "#lib/domain/responsibility-model.ts";

import { hostileNames, show } from "../testing/render-ui.tsx";
import { CellButton } from "./cell-button.tsx";
import { partyFills, statusMarks } from "./cell-looks.ts";
import { EvidenceList } from "./evidence-list.tsx";
import { MatrixLegend } from "./matrix-legend.tsx";
import { MatrixTable } from "./matrix-table.tsx";

afterEach(cleanup);

const cell = (overrides: Partial<CellView> = {}): CellView => ({
  rowId: "row",
  party: "customer",
  status: "gap",
  overridden: false,
  admitted: true,
  changedAt: "2026-03-01T00:00:00Z",
  ...overrides,
});
const button = (overrides: Partial<CellView> = {}, isOpen = false) => {
  const onOpen = vi.fn<() => void>();
  const shown = show(
    <CellButton
      cell={cell(overrides)}
      workload="Claims"
      row="Prompt safety"
      isOpen={isOpen}
      onOpen={onOpen}
    />,
  );
  return { ...shown, onOpen, drawn: screen.getByRole("button") };
};

describe("a cell", () => {
  test.each(parties.flatMap((party) => cellStatuses.map((status) => [party, status] as const)))(
    "%s and %s are both said in words",
    (party, status) => {
      const { drawn } = button({ party, status });
      expect(drawn.getAttribute("aria-label")).toBe(
        `Claims, Prompt safety: ${partyTitles[party]} is accountable, ${statusMarks[status].label.toLowerCase()}`,
      );
    },
  );

  test("every party has a fill of its own and every status a mark of its own", () => {
    const fills = parties.map((party) => {
      const { drawn } = button({ party });
      expect(drawn.className).toContain(partyFills[party].split(" ").at(-1));
      cleanup();
      return drawn.className;
    });
    expect(new Set(fills).size).toBe(parties.length);
    const marks = cellStatuses.map((status) => {
      const { drawn } = button({ status });
      const mark = [...drawn.querySelectorAll("svg > *")].map((part) => part.outerHTML).join("");
      cleanup();
      return mark;
    });
    expect(new Set(marks).size).toBe(cellStatuses.length);
  });

  test("says that a person decided, and shows a dot", () => {
    const { drawn } = button({ overridden: true });
    expect(drawn.getAttribute("aria-label")).toMatch(/, decided by a person$/);
    expect(drawn.querySelector("span[aria-hidden]")).not.toBeNull();
    cleanup();
    expect(button().drawn.querySelector("span[aria-hidden]")).toBeNull();
  });

  test("what the filter leaves out stays in its place, faded", () => {
    expect(button({ admitted: false }).drawn.className).toContain("opacity-20");
    cleanup();
    expect(button().drawn.className).not.toContain("opacity-20");
  });

  test("opens when pressed, and says whether it is open", async () => {
    const { user, drawn, onOpen } = button({}, true);
    expect(drawn.getAttribute("aria-pressed")).toBe("true");
    await user.click(drawn);
    expect(onOpen).toHaveBeenCalledOnce();
  });
});

test("the legend names every party and every status", () => {
  show(<MatrixLegend />);
  for (const party of parties) expect(screen.getByText(partyTitles[party])).toBeTruthy();
  for (const status of cellStatuses) expect(screen.getByText(statusMarks[status].label)).toBeTruthy();
});

describe("the matrix", () => {
  const row = (id: string, group: string) => ({
    id,
    group,
    title: `Row ${id}`,
    meaning: `Means ${id}`,
    documents: [],
  });
  const matrix = (name = "Claims"): ResponsibilityMatrix => ({
    model: {
      id: "microsoft",
      title: "Shared responsibility",
      publisher: "Microsoft",
      edition: "1",
      source: "x",
      notes: [],
    },
    models: [],
    rows: [row("a", "usage"), row("b", "application"), row("c", "application")],
    workloads: [
      {
        id: "w1",
        name,
        serviceModel: "paas",
        cells: [cell({ rowId: "a" }), cell({ rowId: "b", status: "met" })],
      },
    ],
    byStatus: {},
    byParty: {},
  });

  test("is a table whose rows and columns have names, by layer of the model", () => {
    show(<MatrixTable matrix={matrix()} open={null} onOpen={() => {}} />);
    expect(screen.getByRole("grid", { name: /Shared responsibility: who must act/ })).toBeTruthy();
    expect(screen.getAllByRole("rowheader").map(({ textContent }) => textContent)).toEqual([
      "Row a",
      "Row b",
      "Row c",
    ]);
    for (const group of ["AI usage", "AI application"]) expect(screen.getByText(group)).toBeTruthy();
    expect(screen.getByRole("link", { name: "Claims" }).getAttribute("href")).toBe("/workloads/w1");
  });

  test("a cell that nobody resolved says so, and is no pass", () => {
    show(<MatrixTable matrix={matrix()} open={null} onOpen={() => {}} />);
    const third = screen.getByRole("rowheader", { name: "Row c" }).closest("tr") ?? document.body;
    expect(within(third).getByText("not resolved")).toBeTruthy();
    expect(within(third).queryByRole("button")).toBeNull();
  });

  test("opens the cell of that workload and that row", async () => {
    const onOpen = vi.fn<(workloadId: string, rowId: string) => void>();
    const { user } = show(
      <MatrixTable matrix={matrix()} open={{ workloadId: "w1", rowId: "a" }} onOpen={onOpen} />,
    );
    const [first, second] = screen.getAllByRole("button");
    expect([first, second].map((one) => one?.getAttribute("aria-pressed"))).toEqual(["true", "false"]);
    if (second) await user.click(second);
    expect(onOpen.mock.calls).toEqual([["w1", "b"]]);
  });

  test.each(Object.entries(hostileNames))("a workload with a hostile name (%s) is text", (_, name) => {
    const { container } = show(<MatrixTable matrix={matrix(name)} open={null} onOpen={() => {}} />);
    expect(screen.getByText(name)).toBeTruthy();
    expect(screen.getAllByRole("button")[0]?.getAttribute("aria-label")).toContain(name);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("what a status rests on", () => {
  test("each piece says in words what it proves, and leads on", () => {
    show(
      <EvidenceList
        workloadId="w1"
        evidence={[
          { kind: "finding", checkId: "a/b", title: "Fails here", outcome: "open", resourceKeys: ["1", "2"] },
          {
            kind: "finding",
            checkId: "a/c",
            title: "Excepted here",
            outcome: "excepted",
            resourceKeys: ["1"],
          },
          { kind: "unknown", checkId: "a/d", title: "Not decided", resourceKeys: ["1"] },
          { kind: "pass", checkId: "a/e", title: "Passes here", resourceCount: 3 },
          {
            kind: "document",
            id: "d",
            title: "Contract",
            sha256: "x",
            expiresAt: "2020-01-01T00:00:00Z",
            isValid: false,
          },
          { kind: "model", resourceKey: "m", name: "llama", origin: null },
        ]}
      />,
    );
    const words = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
    expect(words.slice(0, 4)).toEqual([
      "Fails hereFails on 2 resources",
      "Excepted hereExcepted on 1 resource",
      "Not decidedCould not be decided on 1 resource",
      "Passes herePasses on 3 resources",
    ]);
    expect(words[4]).toMatch(/^ContractExpired /);
    expect(words[5]).toBe("llamaWhere its model comes from is not known");
    const [first] = screen.getAllByRole("link");
    expect(first?.getAttribute("href")).toMatch(/^\/findings\?.*check=a\/b.*workload=w1/);
  });

  test("nothing to rest on asks for a document", () => {
    show(<EvidenceList workloadId="w1" evidence={[]} />);
    expect(screen.getByText("No check and no document speaks to this")).toBeTruthy();
  });
});
