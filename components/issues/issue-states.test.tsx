// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { ScoreReason, type IssueDetail } from "#lib/contract/issues.ts";
import { severities } from "#lib/domain/severity.ts";

import { serve, show } from "../testing/render-ui.tsx";
import { sampleIssue } from "../testing/sample-issue.ts";
import { FixList } from "./fix-list.tsx";
import { IssueActions } from "./issue-actions.tsx";
import { IssueRows } from "./issue-rows.tsx";
import { PathContext } from "./path-context.tsx";
import { ScoreExplanation } from "./score-explanation.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("why a score is what it is", () => {
  const reason = (points: number, overrides: Partial<IssueDetail["because"][number]> = {}) => ({
    factor: "exposure" as const,
    points,
    text: `reason of ${points}`,
    resourceKey: null,
    ...overrides,
  });
  const explain = (because: IssueDetail["because"], score = 0) =>
    show(<ScoreExplanation issue={sampleIssue({ because, score })} />);
  const rows = () => screen.getAllByRole("listitem").map(({ textContent }) => textContent);

  test.each([...ScoreReason.shape.factor.options])("%s has a name that a person reads", (factor) => {
    explain([reason(1, { factor, text: "" })]);
    const [row = ""] = rows();
    expect(row).toMatch(/^[A-Z][a-z ]+ \+1$/);
  });

  test.each([
    [40, "+40"],
    [0, "+0"],
    [-8, "−8"],
  ])("%i points are written %s", (points, words) => {
    explain([reason(points)]);
    expect(rows()).toEqual([`Exposure reason of ${points}${words}`]);
  });

  test("two reasons of one kind are both there", () => {
    explain([reason(5, { text: "the first way in" }), reason(5, { text: "the second way in" })]);
    expect(rows()).toHaveLength(2);
  });

  test.each([[[]], [[0, 0]], [[-5]], [[10, -10]]])("points %j draw no bar outside its line", (points) => {
    const { container } = explain(points.map((one, n) => reason(one, { text: String(n) })));
    for (const bar of container.querySelectorAll<HTMLElement>("[style]")) {
      const left = Number.parseFloat(bar.style.left);
      const width = Number.parseFloat(bar.style.width);
      expect([left >= 0, width >= 0, left + width <= 100.001]).toEqual([true, true, true]);
    }
  });

  test.each([...severities])("the sum says %s in words, too", (severity) => {
    show(<ScoreExplanation issue={sampleIssue({ severity, score: 12 })} />);
    expect(screen.getByText("Score").parentElement?.textContent?.toLowerCase()).toBe(`score12, ${severity}`);
  });
});

describe("what breaks an issue", () => {
  const [fix] = sampleIssue().fixes;
  const fixes = (...given: Partial<IssueDetail["fixes"][number]>[]) =>
    given.flatMap((overrides, n) =>
      fix ? [{ ...fix, id: `fix${n}`, change: `Change ${n}`, ...overrides }] : [],
    );
  const list = (given: IssueDetail["fixes"], simulated: ReadonlySet<string> = new Set()) => {
    const asked: [string, boolean][] = [];
    const shown = show(
      <FixList
        issue={sampleIssue({ fixes: given })}
        simulated={simulated}
        onSimulate={(id, on) => asked.push([id, on])}
      />,
    );
    return { ...shown, asked };
  };

  test.each([
    [["i1"], "Breaks only this"],
    [["i1", "i2"], "Breaks 1 more"],
    [["i1", "i2", "i3", "i4"], "Breaks 3 more"],
    // One that breaks others, but is listed for a resolved issue, which is no longer among them.
    [["i2", "i3"], "Breaks 2 more"],
    [[], "Breaks only this"],
  ])("one that breaks %j says: %s", (breaks, words) => {
    list(fixes({ breaks }));
    expect(screen.getByRole("link", { name: words })).toBeTruthy();
  });

  test("are numbered in the order in which they are best made", () => {
    list(fixes({}, {}, {}));
    expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent.slice(0, 9))).toEqual([
      "1Change 0",
      "2Change 1",
      "3Change 2",
    ]);
  });

  test("each is switched for itself", async () => {
    const { user, asked } = list(fixes({}, {}), new Set(["fix1"]));
    const [first, second] = screen.getAllByRole("switch");
    expect([first, second].map((one) => one?.getAttribute("aria-checked"))).toEqual(["false", "true"]);
    if (first) await user.click(first);
    if (second) await user.click(second);
    expect(asked).toEqual([
      ["fix0", true],
      ["fix1", false],
    ]);
  });

  test("a switch answers to the keyboard", async () => {
    const { user, asked } = list(fixes({}));
    screen.getByRole("switch").focus();
    await user.keyboard(" ");
    expect(asked).toEqual([["fix0", true]]);
  });

  test("one without a check has none to lead to; one with several leads to each", () => {
    list(fixes({ checkIds: [] }, { checkIds: ["a/one", "b/two"] }));
    const [first, second] = screen.getAllByRole("listitem");
    const checks = (item: HTMLElement | undefined) =>
      within(item ?? document.body)
        .getAllByRole("link")
        .map((link) => link.getAttribute("href"))
        .filter((href) => href?.startsWith("/checks"));
    expect(checks(first)).toEqual([]);
    expect(checks(second)).toEqual(["/checks/a/one", "/checks/b/two"]);
  });
});

describe("a short list of issues", () => {
  const words = (overrides: Partial<IssueDetail>) => {
    show(<IssueRows issues={[sampleIssue(overrides)]} empty="" />);
    return screen.getByRole("listitem").textContent;
  };

  test("is in the order it was given", () => {
    show(<IssueRows issues={["b", "a", "c"].map((id) => sampleIssue({ id, story: id }))} empty="" />);
    expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
      "/issues/b",
      "/issues/a",
      "/issues/c",
    ]);
  });

  test("says where each path begins and ends, with what they are on hover", () => {
    expect(words({})).toContain("gatewayclaims");
    expect(screen.getByText("gateway").title).toBe("gateway, API");
    expect(screen.getByText("claims").title).toBe("claims, S3 bucket");
    expect(screen.getByLabelText("to")).toBeTruthy();
  });

  test("says by when, where there is a date, and that it is late, where it is", () => {
    expect(words({ dueAt: null })).not.toMatch(/due/i);
    cleanup();
    expect(words({ dueAt: "2999-01-01T00:00:00Z" })).toContain("Due in");
    cleanup();
    expect(words({ dueAt: "2020-01-01T00:00:00Z" })).toContain("Overdue");
  });

  test("names a person before a team", () => {
    const text = words({ assignee: { id: "g", name: "Grace" }, team: { id: "t", name: "Claims team" } });
    expect(text).toContain("Grace");
    expect(text).not.toContain("Claims team");
  });
});

describe("about a path", () => {
  test("several workloads, entries and targets are all named", () => {
    const end = (n: number) => ({ id: `r${n}`, key: `k${n}`, name: `end ${n}`, typeTitle: "Thing" });
    show(
      <PathContext
        issue={sampleIssue({
          otherEntries: [end(1), end(2)],
          otherTargets: [end(3)],
          otherEntryCount: 2,
          otherTargetCount: 1,
          workloads: [
            { id: "w1", name: "Claims" },
            { id: "w2", name: "Chat" },
          ],
        })}
      />,
    );
    for (const name of ["end 1", "end 2", "end 3", "Claims", "Chat"])
      expect(screen.getByRole("link", { name })).toBeTruthy();
  });
});

describe("assigning an issue", () => {
  const endpoint = "PUT /api/v1/issues/i1/assignment";

  test("a refusal stands in the dialog, which stays open with what was chosen", async () => {
    serve({ [endpoint]: { status: 409, body: { title: "The issue was resolved meanwhile" } } });
    const { user } = show(<IssueActions issue={sampleIssue()} />);
    await user.click(screen.getByRole("button", { name: "Assign" }));
    const dialog = screen.getByRole("dialog", { name: "Assign" });
    await user.click(within(dialog).getByRole("combobox", { name: "To" }));
    await user.click(screen.getByRole("option", { name: "Ada Byron (you)" }));
    await user.click(within(dialog).getByRole("button", { name: "Assign" }));
    expect(await within(dialog).findByText(/resolved meanwhile/)).toBeTruthy();
    expect(screen.queryByText("Assignment saved")).toBeNull();
  });

  test("closing the dialog sends nothing", async () => {
    const requests = serve({});
    const { user } = show(<IssueActions issue={sampleIssue()} />);
    await user.click(screen.getByRole("button", { name: "Assign" }));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  test("its key does nothing where one may not assign", async () => {
    const { user } = show(<IssueActions issue={sampleIssue()} />, { can: ["issue:read"] });
    await user.keyboard("a");
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});
