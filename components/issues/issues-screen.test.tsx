// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { CorrelationCoverage, IssueFacets, IssueView } from "#lib/contract/issues.ts";
import { permissionsOfRole } from "#lib/domain/permission.ts";

import { giveElementsSize, narrowScreen } from "../testing/layout.ts";
import { hostileNames, serve, show, type Request } from "../testing/render-ui.tsx";
import { sampleIssue } from "../testing/sample-issue.ts";
import { IssuesScreen } from "./issues-screen.tsx";

beforeEach(giveElementsSize);
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const issues: IssueView[] = [
  sampleIssue(),
  sampleIssue({
    id: "i2",
    story: "Outsiders reach the training data.",
    severity: "high",
    score: 61,
    team: { id: "t", name: "Claims platform" },
    workload: { id: "w", name: "Claims assistant" },
  }),
  sampleIssue({ id: "i3", story: "A key opens the model.", severity: "low", score: 9, layers: ["model"] }),
];
const facets: IssueFacets = {
  status: { open: 2, "in-progress": 1 },
  severity: { critical: 1, high: 1, low: 1 },
  layer: { api: 2, data: 2, model: 1 },
  provider: { aws: 3 },
  workload: { w: 1 },
  path: { "public-endpoint-to-data": 3 },
  total: 3,
};
const seesEverything: CorrelationCoverage = {
  refreshedAt: "2026-03-10T00:00:00Z",
  undecided: [],
  undecidedCount: 0,
  truncated: [],
};
const list = "GET /api/v1/issues";
const answers = {
  [list]: { body: { items: issues, nextCursor: null } },
  "GET /api/v1/issues/facets": { body: facets },
  "GET /api/v1/issues/coverage": { body: seesEverything },
  "GET /api/v1/fixes": { body: { items: [] } },
};
const none = {
  ...answers,
  [list]: { body: { items: [], nextCursor: null } },
  "GET /api/v1/issues/facets": {
    body: { status: {}, severity: {}, layer: {}, provider: {}, workload: {}, path: {}, total: 0 },
  },
};
const withTotal = (total: number) => ({
  ...answers,
  "GET /api/v1/issues/facets": { body: { ...facets, total } },
});
const table = () => screen.findByRole("table", { name: "Issues" });
const stories = async () =>
  within(await table())
    .getAllByRole("row")
    .slice(1)
    .map((row) => within(row).getAllByRole("cell")[1]?.textContent);
/** The filters of the newest request for the list. */
const asked = (requests: readonly Request[]): URLSearchParams => {
  const paths = requests.filter(({ path }) => /^\/api\/v1\/issues(\?|$)/.test(path)).map(({ path }) => path);
  return new URL(paths.at(-1) ?? "", "http://nacre.example").searchParams;
};

describe("the list", () => {
  test("is in the server's order, and each row says score, sentence, layers, workload and owner", async () => {
    serve(answers);
    show(<IssuesScreen />);
    expect(await stories()).toEqual(issues.map(({ story }) => story));
    const row = await screen.findByRole("row", { name: /Outsiders reach/ });
    const cells = within(row)
      .getAllByRole("cell")
      .map(({ textContent }) => textContent);
    expect(cells.slice(0, 5)).toEqual([
      "61, High",
      "Outsiders reach the training data.",
      "Crosses Data, API",
      "Claims assistant",
      "CPClaims platform",
    ]);
  });

  test("who has no owner and no workload is a dash, not a blank", async () => {
    serve(answers);
    show(<IssuesScreen />);
    const row = await screen.findByRole("row", { name: /A key opens the model/ });
    expect(
      within(row)
        .getAllByRole("cell")
        .slice(3, 5)
        .map(({ textContent }) => textContent),
    ).toEqual(["–", "–"]);
  });

  test("a sentence longer than its row can be read whole on hover", async () => {
    const story = `${"A very long way leads on. ".repeat(20)}End.`;
    serve({ ...answers, [list]: { body: { items: [sampleIssue({ story })], nextCursor: null } } });
    show(<IssuesScreen />);
    expect((await screen.findByText(story)).title).toBe(story);
  });

  test("a row opens its issue, by a click and by the keyboard", async () => {
    serve(answers);
    const { user, visited } = show(<IssuesScreen />);
    await user.click(await screen.findByText("A key opens the model."));
    expect(visited).toEqual(["/issues/i3"]);
    screen.getByRole("row", { name: /Anyone can call/ }).focus();
    await user.keyboard("{ArrowDown}{Enter}");
    expect(visited).toEqual(["/issues/i3", "/issues/i2"]);
  });

  test("asks the next page when the end comes near, and adds it below", async () => {
    const requests: string[] = [];
    vi.stubGlobal("fetch", async (url: string) => {
      requests.push(url);
      const { pathname, searchParams } = new URL(url, "http://nacre.example");
      if (pathname.endsWith("/facets")) return Response.json(facets);
      if (pathname.endsWith("/coverage")) return Response.json(seesEverything);
      return Response.json(
        searchParams.get("cursor") === "second"
          ? { items: issues.slice(2), nextCursor: null }
          : { items: issues.slice(0, 2), nextCursor: "second" },
      );
    });
    show(<IssuesScreen />);
    await screen.findByText("A key opens the model.");
    expect(await stories()).toEqual(issues.map(({ story }) => story));
    expect(requests.filter((url) => url.includes("cursor=second"))).toHaveLength(1);
  });

  test("on a telephone each issue is a card with its owner", async () => {
    narrowScreen();
    serve(answers);
    const { user, visited } = show(<IssuesScreen />);
    const card = await screen.findByRole("button", { name: /Outsiders reach/ });
    expect(card.textContent).toContain("61, High");
    expect(card.textContent).toContain("Claims platform");
    await user.click(card);
    expect(visited).toEqual(["/issues/i2"]);
  });

  test.each(Object.entries(hostileNames))("hostile words (%s) are text", async (_, name) => {
    const hostile = sampleIssue({ story: name, team: { id: "t", name }, workload: { id: "w", name } });
    serve({ ...answers, [list]: { body: { items: [hostile], nextCursor: null } } });
    const { container } = show(<IssuesScreen />);
    expect(await screen.findAllByText(name)).toHaveLength(3);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("the number of issues", () => {
  test.each([
    [0, "0 issues: paths from an entry to something worth taking"],
    [1, "1 issue: a path from an entry to something worth taking"],
    [2, "2 issues: paths from an entry to something worth taking"],
    [12_345, "12,345 issues: paths from an entry to something worth taking"],
  ])("%i is said in words that agree", async (total, words) => {
    serve(withTotal(total));
    show(<IssuesScreen />);
    expect(await screen.findByText(words)).toBeTruthy();
  });

  test("is not made up while it is counted, nor when counting fails", async () => {
    serve({ ...answers, "GET /api/v1/issues/facets": { status: 500, body: { title: "Broken" } } });
    show(<IssuesScreen />);
    await stories();
    expect(screen.getByText("Counting…")).toBeTruthy();
  });
});

describe("filters", () => {
  test("without any, asks for what is still to be done, worst first", async () => {
    const requests = serve(answers);
    show(<IssuesScreen />);
    await stories();
    expect([...asked(requests)]).toEqual([]);
    expect(screen.queryByRole("button", { name: /clear/i })).toBeNull();
  });

  test.each([
    ["severity:critical", "severity", "critical"],
    ["layer:identity", "layer", "identity"],
    ["status:resolved", "status", "resolved"],
  ])("typing %s narrows the list and the address", async (typed, name, value) => {
    const requests = serve(answers);
    const { user, searches } = show(<IssuesScreen />);
    await stories();
    await user.type(screen.getByRole("textbox", { name: "Filter issues" }), `${typed}{Enter}`);
    await waitFor(() => expect(new URLSearchParams(searches.at(-1)).get(name)).toBe(value));
    await waitFor(() => expect(asked(requests).get(name)).toBe(value));
  });

  test("words that are no filter are searched for", async () => {
    const requests = serve(answers);
    const { user } = show(<IssuesScreen />);
    await stories();
    await user.type(screen.getByRole("textbox", { name: "Filter issues" }), "training data{Enter}");
    await waitFor(() => expect(asked(requests).get("q")).toBe("training data"));
  });

  test("each facet offers its values with how many there are", async () => {
    serve(answers);
    const { user } = show(<IssuesScreen />);
    await stories();
    await user.click(screen.getByRole("button", { name: /Severity/ }));
    const critical = await screen.findByRole("checkbox", { name: /Critical/ });
    expect(critical.closest("label")?.textContent ?? critical.textContent).toMatch(/Critical.*1/);
  });

  test("the order can be turned to newest, and the address says so", async () => {
    const requests = serve(answers);
    const { user, searches } = show(<IssuesScreen />);
    await stories();
    await user.click(within(await table()).getByRole("button", { name: "Opened" }));
    await waitFor(() => expect(asked(requests).get("sort")).toBe("newest"));
    expect(searches.at(-1)).toContain("sort=newest");
    expect(screen.getByRole("columnheader", { name: /Opened/ }).getAttribute("aria-sort")).toBe("descending");
  });

  test.each([
    ["workload=w1", "In one workload"],
    ["path=public-endpoint-to-data", "Path: public-endpoint-to-data"],
    ["resource=r1", "Through one resource"],
    ["fix=f1", "Broken by one change"],
    ["team=t1", "Of one team"],
  ])("a link with %s is named on the page and can be taken away", async (search, label) => {
    const requests = serve(answers);
    const { user, searches } = show(<IssuesScreen />, { search: `?${search}` });
    await stories();
    const [name = "", value = ""] = search.split("=");
    expect(asked(requests).get(name)).toBe(value);
    await user.click(screen.getByRole("button", { name: `Remove the filter ${label}` }));
    await waitFor(() => expect(asked(requests).get(name)).toBeNull());
    expect(searches.at(-1)).not.toContain(value);
    expect(screen.queryByText(label)).toBeNull();
  });

  test("an address with a value that does not exist shows the list as it is by itself", async () => {
    const requests = serve(answers);
    show(<IssuesScreen />, { search: "?severity=terrible&sort=sideways&due=someday" });
    await stories();
    expect([...asked(requests)]).toEqual([]);
  });
});

describe("nothing to show", () => {
  test("because of the filters: says so and offers to clear them", async () => {
    serve(none);
    const { user, searches } = show(<IssuesScreen />, { search: "?severity=low&workload=w" });
    expect(await screen.findByText("No issue matches these filters")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Clear the filters" }));
    expect(await screen.findByText("No path leads from an entry to something worth taking")).toBeTruthy();
    expect(searches.at(-1)).toBe("");
  });

  test("in an estate without paths: says what that does not mean, and where to look", async () => {
    serve(none);
    show(<IssuesScreen />);
    expect(await screen.findByText("No path leads from an entry to something worth taking")).toBeTruthy();
    expect(screen.getByText(/A denied call may hide a path/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "See what is connected" }).getAttribute("href")).toBe(
      "/connections",
    );
  });

  test("for who sees only their own work: does not call the estate clean", async () => {
    serve(none);
    show(<IssuesScreen />, { can: permissionsOfRole.engineer });
    expect(await screen.findByText("No issue is assigned to you or your teams")).toBeTruthy();
    expect(screen.getByText("Issues of others are not shown to you.")).toBeTruthy();
    expect(screen.queryByText(/No path leads/)).toBeNull();
  });
});

describe("when the server does not answer as it should", () => {
  test("while it has not, the page says that it loads", async () => {
    serve({ ...answers, [list]: "never" });
    show(<IssuesScreen />);
    expect(await screen.findByText(/Loading issues/i)).toBeTruthy();
    expect(screen.queryByText(/No path leads/)).toBeNull();
  });

  test("a failure is told, and trying again brings the list", async () => {
    serve({ ...answers, [list]: { status: 503, body: { title: "The database is away" } } });
    const { user } = show(<IssuesScreen />);
    expect((await screen.findByRole("alert")).textContent).toContain("The database is away");
    serve(answers);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await stories()).toHaveLength(3);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("an answer that is none of ours is a failure, not an empty list", async () => {
    serve({ ...answers, [list]: { body: { items: [{ id: "i1" }], nextCursor: null } } });
    show(<IssuesScreen />);
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect(screen.queryByText(/No path leads/)).toBeNull();
  });
});

describe("how far the search saw", () => {
  const gap = {
    pathId: "public-endpoint-to-data",
    resourceKey: "arn:aws:s3:::claims",
    call: "s3:GetBucketPolicy",
    permission: "s3:GetBucketPolicy",
    message: "Access denied",
  };
  const seen = (part: Partial<CorrelationCoverage>) => ({
    ...answers,
    "GET /api/v1/issues/coverage": {
      body: { ...seesEverything, undecidedCount: part.undecided?.length ?? 0, ...part },
    },
  });

  test("is not mentioned where it saw everything", async () => {
    serve(answers);
    show(<IssuesScreen />);
    await stories();
    expect(screen.queryByText(/where a path may hide/)).toBeNull();
  });

  test.each([
    [{ undecided: [gap] }, "One place where a path may hide"],
    [{ undecided: [gap, { ...gap, resourceKey: "b" }] }, "2 places where a path may hide"],
    [{ undecided: [gap], truncated: [{ pathId: "p", limit: 500 }] }, "2 places where a path may hide"],
    [{ truncated: [{ pathId: "p", limit: 500 }] }, "One place where a path may hide"],
    [{ undecided: [gap], undecidedCount: 3_000 }, "3000 places where a path may hide"],
    [{ undecided: [gap], undecidedCount: 3_000 }, "and 2999 more of these kinds"],
  ])("%j is said", async (part, words) => {
    serve(seen(part));
    show(<IssuesScreen />);
    expect(await screen.findByText(words)).toBeTruthy();
  });

  test("names the resource, the call and the permission that would tell", async () => {
    serve(seen({ undecided: [gap, { ...gap, call: "list", permission: null }] }));
    show(<IssuesScreen />);
    const items = (await screen.findAllByText("arn:aws:s3:::claims")).map(
      (code) => code.closest("li")?.textContent,
    );
    expect(items).toEqual([
      "arn:aws:s3:::claims for public-endpoint-to-data: Access denied s3:GetBucketPolicy needs s3:GetBucketPolicy",
      "arn:aws:s3:::claims for public-endpoint-to-data: Access denied list",
    ]);
  });

  test("says where the search stopped by itself", async () => {
    serve(seen({ truncated: [{ pathId: "public-endpoint-to-data", limit: 500 }] }));
    show(<IssuesScreen />);
    expect(
      await screen.findByText("public-endpoint-to-data: more than 500 paths; the search stopped there."),
    ).toBeTruthy();
  });
});
