// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { ResponsibilityMatrix } from "#lib/contract/responsibility.ts";
import { cellStatuses, parties, partyTitles } from "#lib/domain/responsibility-model.ts";
import { permissionsOfRole, roles } from "#lib/domain/permission.ts";

import { serve, show } from "../testing/render-ui.tsx";
import {
  sampleCell,
  sampleCellDetail,
  sampleColumn,
  sampleDocument,
  sampleMatrix,
  sampleOverride,
  sampleStated,
} from "../testing/sample-responsibility.ts";
import { cellSentence, statusMarks } from "./cell-looks.ts";
import { ResponsibilityScreen } from "./responsibility-screen.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const decided = sampleCellDetail({
  status: "met",
  override: sampleOverride(),
  documents: [sampleDocument()],
  evidence: [{ kind: "pass", checkId: "a/b", title: "Keys are rotated", resourceCount: 1 }],
  history: [
    { ...sampleStated, validFrom: "2026-01-01T00:00:00Z", validTo: "2026-02-01T00:00:00Z", hash: "h" },
  ],
});
const list = "GET /api/v1/responsibility";
const cell = "GET /api/v1/responsibility/w1/microsoft/training";
const override = "/api/v1/responsibility/w1/microsoft/training/override";
const answers = { [list]: { body: sampleMatrix() }, [cell]: { body: decided } };
const evidence = () => screen.findByRole("heading", { level: 2, name: "User training" });
const names = () => screen.getAllByRole("button").map((button) => button.textContent);

describe("each role before the evidence of a cell", () => {
  test.each(roles)("an %s reads all of it, and changes exactly what they may", async (role) => {
    serve(answers);
    show(<ResponsibilityScreen />, { search: "?in=w1&cell=training", can: permissionsOfRole[role] });
    await evidence();
    for (const words of ["Keys are rotated", "SOC 2 report", "Decided by a person", "Before"])
      expect(screen.getAllByText(words).length).toBeGreaterThan(0);
    const mayWrite = permissionsOfRole[role].includes("responsibility:write");
    const offered = ["Decide otherwise", "Take the decision back", "Add a document"].filter((name) =>
      names().includes(name),
    );
    expect(offered).toEqual(mayWrite ? ["Decide otherwise", "Take the decision back", "Add a document"] : []);
  });
});

describe("after a decision", () => {
  test("matrix and evidence are read again, and what was taken back is gone", async () => {
    const requests = serve({ ...answers, [`DELETE ${override}`]: { status: 204, body: null } });
    const { user } = show(<ResponsibilityScreen />, { search: "?in=w1&cell=training" });
    await evidence();
    await user.click(screen.getByRole("button", { name: "Take the decision back" }));
    expect(await screen.findByText("Decision taken back")).toBeTruthy();
    const asked = () => requests.map(({ method, path }) => `${method} ${path}`);
    await waitFor(() => expect(asked()).toHaveLength(5));
    expect(asked().slice(0, 3)).toEqual(expect.arrayContaining([list, cell, `DELETE ${override}`]));
    expect(asked().slice(3)).toEqual(expect.arrayContaining([list, cell]));
  });

  test("a refusal leaves the decision where it was, and reads nothing again", async () => {
    const requests = serve({
      ...answers,
      [`DELETE ${override}`]: { status: 403, body: { detail: "Not for you." } },
    });
    const { user } = show(<ResponsibilityScreen />, { search: "?in=w1&cell=training" });
    await evidence();
    await user.click(screen.getByRole("button", { name: "Take the decision back" }));
    await waitFor(() => expect(requests.filter(({ method }) => method === "DELETE")).toHaveLength(1));
    expect(requests.filter(({ method }) => method === "GET")).toHaveLength(2);
    expect(screen.getByText("Decided by a person", { selector: "span" })).toBeTruthy();
  });
});

describe("a large matrix", () => {
  const large = sampleMatrix({
    workloads: Array.from({ length: 40 }, (_, at) =>
      sampleColumn(
        `w${at}`,
        `Workload ${at}`,
        ["training", "policy", "compute"].map((rowId, row) =>
          sampleCell({
            rowId,
            party: parties[(at + row) % parties.length] ?? "customer",
            status: cellStatuses[at % cellStatuses.length] ?? "gap",
          }),
        ),
      ),
    ),
  });

  test("says every cell in words, and is still one stop for the tab key", async () => {
    serve({ [list]: { body: large } });
    show(<ResponsibilityScreen />);
    await screen.findByRole("grid");
    const cells = screen.getAllByRole("button", { name: /is accountable, / });
    expect(cells).toHaveLength(120);
    expect(new Set(cells.map((one) => one.getAttribute("aria-label"))).size).toBe(120);
    expect(cells.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  });

  test("is what the contract says it is", () => {
    expect(ResponsibilityMatrix.parse(large)).toEqual(large);
  });
});

test("each party and each status has words of its own", () => {
  const sentences = parties.flatMap((party) =>
    cellStatuses.map((status) => cellSentence("Claims", "Training", party, status)),
  );
  expect(new Set(sentences).size).toBe(parties.length * cellStatuses.length);
  expect(new Set(Object.values(partyTitles)).size).toBe(parties.length);
  expect(new Set(cellStatuses.map((status) => statusMarks[status].label)).size).toBe(cellStatuses.length);
});
