// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { RankedFix } from "#lib/contract/issues.ts";

import { giveElementsSize, narrowScreen } from "../testing/layout.ts";
import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { sampleIssue } from "../testing/sample-issue.ts";
import { FixesTable } from "./fixes-table.tsx";
import { IssuesScreen } from "./issues-screen.tsx";

beforeEach(giveElementsSize);
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const fix = (id: string, overrides: Partial<RankedFix> = {}): RankedFix => ({
  id,
  aspect: "authentication",
  resourceKey: `key of ${id}`,
  resourceName: `resource of ${id}`,
  change: `Change ${id}`,
  effort: "low",
  checkIds: [],
  breaks: ["i1"],
  brokenScore: 80,
  ...overrides,
});
const serveFixes = (items: readonly RankedFix[]) => serve({ "GET /api/v1/fixes": { body: { items } } });
const rows = async () =>
  within(await screen.findByRole("table", { name: "Fixes" }))
    .getAllByRole("row")
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole("cell")
        .map(({ textContent }) => textContent),
    );

describe("changes, by what they break", () => {
  test("each says how many issues it breaks, the change, where, and the effort", async () => {
    serveFixes([
      fix("a", { breaks: ["i1", "i2"] }),
      fix("b", { effort: "medium" }),
      fix("c", { effort: "high" }),
    ]);
    show(<FixesTable onOpen={() => {}} />);
    expect(await rows()).toEqual([
      ["2 issues", "Change a", "resource of a", "low effort"],
      ["1 issue", "Change b", "resource of b", "medium effort"],
      ["1 issue", "Change c", "resource of c", "high effort"],
    ]);
  });

  test("stand in the server's order: what breaks most first is its work", async () => {
    serveFixes([fix("small"), fix("large", { breaks: ["i1", "i2", "i3"] })]);
    show(<FixesTable onOpen={() => {}} />);
    expect((await rows()).map(([, change]) => change)).toEqual(["Change small", "Change large"]);
  });

  test("one that is longer than its column can be read whole on hover", async () => {
    const change = "Name the stores that the analysts may write. ".repeat(8);
    serveFixes([fix("a", { change })]);
    show(<FixesTable onOpen={() => {}} />);
    expect((await screen.findByText(change.trim())).title).toBe(change);
  });

  test("are cards on a telephone, with the same words", async () => {
    narrowScreen();
    serveFixes([fix("a", { breaks: ["i1", "i2"] })]);
    const opened: string[] = [];
    const { user } = show(<FixesTable onOpen={(id) => opened.push(id)} />);
    const card = await screen.findByRole("button", { name: /Change a/ });
    expect(card.textContent).toContain("2 issues");
    expect(card.textContent).toContain("low effort");
    await user.click(card);
    expect(opened).toEqual(["a"]);
  });

  test("no open issue is said as that, not as a missing answer", async () => {
    serveFixes([]);
    show(<FixesTable onOpen={() => {}} />);
    expect(await screen.findByText("There is nothing to break: no issue is open")).toBeTruthy();
  });

  test("a failure is told, and trying again brings them", async () => {
    serve({ "GET /api/v1/fixes": { status: 500, body: { title: "The ranking failed" } } });
    const { user } = show(<FixesTable onOpen={() => {}} />);
    expect((await screen.findByRole("alert")).textContent).toContain("The ranking failed");
    serveFixes([fix("a")]);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await rows()).toHaveLength(1);
  });

  test.each(Object.entries(hostileNames))("hostile words (%s) are text", async (_, name) => {
    serveFixes([fix("a", { change: name, resourceName: name })]);
    const { container } = show(<FixesTable onOpen={() => {}} />);
    expect(await screen.findAllByText(name)).toHaveLength(2);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("beside the list of issues", () => {
  const answers = {
    "GET /api/v1/issues": { body: { items: [sampleIssue()], nextCursor: null } },
    "GET /api/v1/issues/facets": {
      body: { status: {}, severity: {}, layer: {}, provider: {}, workload: {}, path: {}, total: 1 },
    },
    "GET /api/v1/issues/coverage": {
      body: { refreshedAt: null, undecided: [], undecidedCount: 0, truncated: [] },
    },
    "GET /api/v1/fixes": { body: { items: [fix("lock the door")] } },
  };

  test("are one press away, and the address says so", async () => {
    serve(answers);
    const { user, searches } = show(<IssuesScreen />);
    await user.click(await screen.findByRole("radio", { name: "By fix" }));
    expect(await rows()).toHaveLength(1);
    expect(searches.at(-1)).toContain("view=fixes");
    expect(screen.queryByRole("table", { name: "Issues" })).toBeNull();
  });

  test("offer no filter: they are ranked over everything that is open", async () => {
    serve(answers);
    show(<IssuesScreen />, { search: "?view=fixes&severity=low" });
    await rows();
    expect(screen.queryByRole("textbox", { name: "Filter issues" })).toBeNull();
  });

  test("choosing one lists the issues it breaks, under a chip that takes it back", async () => {
    const requests = serve(answers);
    const { user, searches } = show(<IssuesScreen />, { search: "?view=fixes" });
    await user.click(await screen.findByText("Change lock the door"));
    expect(await screen.findByRole("table", { name: "Issues" })).toBeTruthy();
    expect(screen.getByText("Broken by one change")).toBeTruthy();
    expect(new URLSearchParams(searches.at(-1)).get("fix")).toBe("lock the door");
    expect(new URLSearchParams(searches.at(-1)).has("view")).toBe(false);
    const listed = requests.findLast(({ path }) => path.startsWith("/api/v1/issues?"));
    expect(listed?.path).toContain("fix=lock");
    await user.click(screen.getByRole("button", { name: "Remove the filter Broken by one change" }));
    await waitFor(() => expect(new URLSearchParams(searches.at(-1)).has("fix")).toBe(false));
  });
});
