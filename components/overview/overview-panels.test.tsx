// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";

import type { FixPlan as Plan, RankedFix } from "#lib/contract/issues.ts";
import type { WorkList } from "#lib/contract/remediation.ts";
import type { ResponsibilityMatrix } from "#lib/contract/responsibility.ts";

import { hostileNames, show } from "../testing/render-ui.tsx";
import { ChangeList } from "./change-list.tsx";
import { FixPlan, fixPlanTitle } from "./fix-plan.tsx";
import { OwnerList } from "./owner-list.tsx";
import { ResponsibilityPanel } from "./responsibility-panel.tsx";
import type { Change } from "./what-changed.ts";

afterEach(cleanup);

const items = () => screen.getAllByRole("listitem");
const texts = () => items().map(({ textContent }) => textContent);
const addresses = () => screen.getAllByRole("link").map((link) => link.getAttribute("href"));
/** The widths of the bars of a row, in percent. */
const bars = (row: Element | undefined) =>
  [...(row?.querySelectorAll("[style]") ?? [])].map((bar) =>
    Math.round(Number.parseFloat(/width:\s*([\d.]+)/.exec(bar.getAttribute("style") ?? "")?.[1] ?? "")),
  );

describe("who has what", () => {
  const work = (byOwner: WorkList["byOwner"]): WorkList => ({
    items: [],
    overdueCount: 0,
    dueThisWeekCount: 0,
    unownedCount: null,
    byOwner,
  });
  const owner = (name: string, openCount: number, overdueCount = 0) => ({
    owner: name,
    openCount,
    overdueCount,
  });

  test("says for each owner how much is late, and otherwise how much is open: never a bare 'of'", () => {
    show(
      <OwnerList
        whose="all"
        work={work([owner("Claims", 4, 1), owner("Ada", 4, 4), owner("Grace", 3), owner("Noor", 1)])}
      />,
    );
    expect(texts()).toEqual(["CClaims1 overdue of 4", "AAda4 overdue of 4", "GGrace3 open", "NNoor1 open"]);
  });

  test("each bar is as long as the owner's share of the busiest, and its red part as what is late", () => {
    show(<OwnerList whose="all" work={work([owner("Claims", 4, 1), owner("Grace", 2)])} />);
    expect(items().map((row) => bars(row))).toEqual([
      [25, 75],
      [0, 50],
    ]);
  });

  test("a row opens the work of its owner, within what the reader sees", () => {
    show(<OwnerList whose="all" work={work([owner("Claims", 1)])} />);
    expect(addresses()).toEqual(["/remediation?whose=all&owner=Claims"]);
    cleanup();
    show(<OwnerList whose="me" work={work([owner("Claims", 1)])} />);
    expect(addresses()).toEqual(["/remediation?whose=me&owner=Claims"]);
  });

  test("an owner whose name is no address stays one owner", () => {
    show(<OwnerList whose="all" work={work([owner("R&D? #1 = us", 1)])} />);
    const address = new URL(addresses()[0] ?? "", "http://nacre.example");
    expect(address.searchParams.get("owner")).toBe("R&D? #1 = us");
    expect(address.hash).toBe("");
  });

  test.each([
    [6, 6, null],
    [7, 7, "1 more"],
    [40, 7, "34 more"],
  ])("of %i owners shows the first few and says how many more there are", (count, rows, more) => {
    show(
      <OwnerList whose="all" work={work(Array.from({ length: count }, (_, n) => owner(`Team ${n}`, 1)))} />,
    );
    expect(items()).toHaveLength(rows);
    expect(screen.queryByText(/more$/)?.textContent ?? null).toBe(more);
  });

  test("the bars are measured against the busiest even where that one is not shown", () => {
    const owners = [...Array.from({ length: 6 }, (_, n) => owner(`Team ${n}`, 1, 1)), owner("Busy", 10)];
    show(<OwnerList whose="all" work={work(owners)} />);
    expect(bars(items()[0])).toEqual([10, 0]);
  });

  test("nothing assigned says what assigning is good for", () => {
    show(<OwnerList whose="all" work={work([])} />);
    expect(screen.getByText("Nothing is assigned yet")).toBeTruthy();
    expect(screen.getByText(/give it a due date/)).toBeTruthy();
  });

  test.each(Object.entries(hostileNames))("a hostile owner (%s) is text", (_, name) => {
    const { container } = show(<OwnerList whose="all" work={work([owner(name, 1)])} />);
    expect(screen.getByText(name)).toBeTruthy();
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("the few changes that break the most", () => {
  const fix = (id: string, overrides: Partial<RankedFix> = {}): RankedFix => ({
    id,
    aspect: "network",
    resourceKey: id,
    resourceName: `resource ${id}`,
    change: `Change ${id}`,
    effort: "low",
    checkIds: [],
    breaks: ["i1"],
    brokenScore: 85,
    ...overrides,
  });
  const plan = (steps: RankedFix[], brokenCount = steps.length, issueCount = 11): Plan => ({
    steps,
    brokenCount,
    issueCount,
  });

  test("stand in the order to make them, each with where, how hard, and the issues it breaks", () => {
    show(
      <FixPlan plan={plan([fix("a", { breaks: ["i1", "i2"] }), fix("b", { effort: "high" })], 3)} empty="" />,
    );
    expect(texts()).toEqual([
      "1Change aresource alow effort2 issues",
      "2Change bresource bhigh effort1 issue",
    ]);
    expect(screen.getByRole("link", { name: "2 issues" }).getAttribute("href")).toBe("/issues?fix=a");
  });

  test.each([
    [3, 3, 11, "Together they act on 3 of 11 open issues."],
    [2, 11, 11, "Together they act on 11 of 11 open issues."],
    [1, 1, 4, "It acts on 1 of 4 open issues."],
    [1, 1, 1, "It acts on the one open issue."],
  ])("%i steps that break %i of %i are summed up as a sentence", (count, broken, all, sentence) => {
    const steps = Array.from({ length: count }, (_, n) => fix(String(n)));
    const { container } = show(<FixPlan plan={plan(steps, broken, all)} empty="" />);
    expect(container.querySelector("ol + p")?.textContent).toBe(`${sentence} Simulate`);
  });

  test.each([
    [0, "What to fix first"],
    [1, "Fix this one"],
    [2, "Fix these two"],
    [3, "Fix these three"],
    [5, "Fix these 5"],
  ])("%i are announced as %s", (count, title) => {
    expect(fixPlanTitle(plan(Array.from({ length: count }, (_, n) => fix(String(n)))))).toBe(title);
  });

  test("none is said in the page's own words, without a sum of nothing", () => {
    show(<FixPlan plan={plan([], 0, 0)} empty="No issue is assigned to you or your teams" />);
    expect(screen.getByText("No issue is assigned to you or your teams")).toBeTruthy();
    expect(screen.queryByText(/open issues/)).toBeNull();
  });

  test.each(Object.entries(hostileNames))("hostile words (%s) are text", (_, name) => {
    const { container } = show(
      <FixPlan plan={plan([fix("a", { change: name, resourceName: name })])} empty="" />,
    );
    expect(screen.getAllByText(name)).toHaveLength(2);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("what changed", () => {
  const change = (overrides: Partial<Change> = {}): Change => ({
    id: "i1",
    at: new Date(Date.now() - 3.5 * 3_600_000).toISOString(),
    kind: "issue-opened",
    title: "Anyone can call the assistant.",
    detail: "New",
    href: "/issues/i1",
    ...overrides,
  });

  test("each says what, how and when, and leads there", () => {
    show(
      <ChangeList
        changes={[
          change(),
          change({
            id: "s1",
            kind: "sync-incomplete",
            title: "AWS could not be synced",
            detail: "Denied",
            href: "/connections/c1",
          }),
        ]}
      />,
    );
    expect(texts()).toEqual([
      "Anyone can call the assistant.New, 3h ago",
      "AWS could not be syncedDenied, 3h ago",
    ]);
    expect(addresses()).toEqual(["/issues/i1", "/connections/c1"]);
  });

  test("the kinds differ in shape, not only in colour", () => {
    const kinds = ["issue-opened", "issue-reopened", "issue-resolved", "sync-incomplete"] as const;
    show(<ChangeList changes={kinds.map((kind, n) => change({ id: String(n), kind }))} />);
    const shapes = items().map((item) => item.querySelector("svg")?.innerHTML);
    expect(new Set(shapes).size).toBe(kinds.length);
  });

  test("an issue that was opened again after it was resolved is two changes, not one", () => {
    show(<ChangeList changes={[change({ kind: "issue-reopened" }), change({ kind: "issue-resolved" })]} />);
    expect(items()).toHaveLength(2);
  });

  test("nothing is said, with the days that were looked at", () => {
    show(<ChangeList changes={[]} />);
    expect(screen.getByText("Nothing changed in 7 days")).toBeTruthy();
  });

  test.each(Object.entries(hostileNames))("hostile words (%s) are text", (_, name) => {
    const { container } = show(<ChangeList changes={[change({ title: name, detail: name })]} />);
    expect(screen.getByText(name)).toBeTruthy();
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("how responsibility stands", () => {
  const matrix = (byStatus: Record<string, number>): ResponsibilityMatrix => ({
    model: {
      id: "microsoft",
      title: "AI shared responsibility",
      publisher: "",
      edition: "",
      source: "",
      notes: [],
    },
    models: [],
    rows: [],
    workloads: [],
    byStatus,
    byParty: {},
  });
  const standing = () =>
    screen.getAllByRole("link").map((link) => [link.textContent, link.getAttribute("href"), bars(link)[0]]);

  test("each status has its number of all, its share, and the cells behind it", () => {
    show(<ResponsibilityPanel matrix={matrix({ met: 13, gap: 19, unproved: 24, unknown: 0 })} />);
    expect(standing()).toEqual([
      ["Met13 of 56", "/responsibility?status=met", 23],
      ["Gap19 of 56", "/responsibility?status=gap", 34],
      ["Unproved24 of 56", "/responsibility?status=unproved", 43],
      ["Unknown0 of 56", "/responsibility?status=unknown", 0],
    ]);
  });

  test("a status nobody counted is none, not missing", () => {
    show(<ResponsibilityPanel matrix={matrix({ unknown: 2 })} />);
    expect(standing().map(([text]) => text)).toEqual([
      "Met0 of 2",
      "Gap0 of 2",
      "Unproved0 of 2",
      "Unknown2 of 2",
    ]);
  });

  test.each([[{}], [{ met: 0, gap: 0, unproved: 0, unknown: 0 }]])(
    "no cells at all (%j) is not all met",
    (byStatus) => {
      const { container } = show(<ResponsibilityPanel matrix={matrix(byStatus)} />);
      expect(screen.getByText("No responsibility has been resolved yet")).toBeTruthy();
      expect(within(container).queryAllByRole("link")).toEqual([]);
    },
  );
});
