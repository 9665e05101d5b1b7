// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { WorkloadView } from "#lib/contract/workloads.ts";

import { giveElementsSize, narrowScreen } from "../testing/layout.ts";
import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { sampleWorkload } from "../testing/sample-workload.ts";
import { WorkloadsScreen } from "./workloads-screen.tsx";

beforeEach(giveElementsSize);
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const list = "GET /api/v1/workloads";
const worstIssue = {
  id: "i1",
  story: "Anyone can call the assistant.",
  severity: "critical",
  score: 85,
} as const;
const claims = sampleWorkload({
  environment: { value: "production", reason: "Tagged env=prod" },
  owner: { value: "Claims team", reason: "Tagged owner" },
  openIssueCount: 3,
  worstIssue,
  verifiedAt: "2026-03-01T00:00:00Z",
});
const research = sampleWorkload({
  id: "w2",
  name: "Research agent",
  providers: ["aws", "azure"],
  serviceModel: "paas",
  layers: [{ layer: "data", worst: null, openCount: 0, known: false }],
});

type Options = { workloads?: WorkloadView[]; next?: string | null; search?: string };
function open({ workloads = [claims, research], next = null, search = "" }: Options = {}) {
  const requests = serve({ [list]: { body: { items: workloads, nextCursor: next } } });
  return { ...show(<WorkloadsScreen />, { search }), requests };
}
const lastQuery = (requests: readonly { path: string }[]) =>
  Object.fromEntries(new URL(requests.at(-1)?.path ?? "", "http://x").searchParams);
const row = async (name: string) => {
  const found = (await screen.findByRole("link", { name })).closest("tr");
  return within(found ?? document.body);
};
const headers = () => screen.getAllByRole("columnheader").map(({ textContent }) => textContent);

describe("while it comes, and where it does not", () => {
  test("says that it loads", () => {
    serve({ [list]: "never" });
    show(<WorkloadsScreen />);
    expect(screen.getByText("Loading workloads")).toBeTruthy();
  });

  test("says what is wrong, and asks again when told to", async () => {
    serve({ [list]: { status: 403, body: { detail: "Not for you." } } });
    const { user } = show(<WorkloadsScreen />);
    expect((await screen.findByRole("alert")).textContent).toContain("Not for you.");
    serve({ [list]: { body: { items: [claims], nextCursor: null } } });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("link", { name: "Claims assistant" })).toBeTruthy();
  });

  test("an estate without a workload is told where they come from", async () => {
    open({ workloads: [] });
    expect(await screen.findByText("No AI workload has been found yet")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Check the connections" }).getAttribute("href")).toBe(
      "/connections",
    );
  });

  test.each(["?q=nothing", "?provider=gcp", "?owner=Ada", "?environment=test", "?serviceModel=saas"])(
    "filters (%s) that leave nothing are told from an empty estate, and cleared at once",
    async (search) => {
      const { user, searches } = open({ workloads: [], search });
      const empty = (await screen.findByText("No workload matches these filters")).closest("div");
      await user.click(within(empty ?? document.body).getByRole("button", { name: "Clear the filters" }));
      await waitFor(() => expect(searches.at(-1)).toBe(""));
    },
  );

  test.each(["?group=owner", "?view=matrix", "?group=cloud&view=matrix"])(
    "an empty estate is one in every view (%s)",
    async (search) => {
      open({ workloads: [], search });
      expect(await screen.findByText("No AI workload has been found yet")).toBeTruthy();
    },
  );
});

describe("one line each", () => {
  test("says what it runs on, where, whose it is, and what is worst", async () => {
    open();
    const words = (await row("Claims assistant")).getAllByRole("cell").map(({ textContent }) => textContent);
    expect(words.slice(2, 6)).toEqual([
      "85, CriticalAnyone can call the assistant.+2",
      "AWS Agent PaaS",
      "production",
      "Claims team",
    ]);
  });

  test("what nobody said or knows is said to be so", async () => {
    open();
    const words = (await row("Research agent")).getAllByRole("cell").map(({ textContent }) => textContent);
    expect(words.slice(2)).toEqual(["None open", "AWS, Azure PaaS", "not said", "nobody", "never"]);
  });

  test("each number leads to what it counts", async () => {
    open();
    const links = (await row("Claims assistant"))
      .getAllByRole("link")
      .map((link) => [link.getAttribute("aria-label") ?? link.textContent, link.getAttribute("href")]);
    expect(links).toContainEqual(["API: 3 open, worst high", "/findings?layer=api&workload=w1&view=list"]);
    expect(links).toContainEqual(["85, CriticalAnyone can call the assistant.", "/issues/i1"]);
    expect(links).toContainEqual(["All 3 open issues", "/issues?workload=w1"]);
  });

  test("a single issue has no more to lead to", async () => {
    open({ workloads: [sampleWorkload({ openIssueCount: 1, worstIssue })] });
    expect((await row("Claims assistant")).queryByRole("link", { name: /open issues/ })).toBeNull();
  });

  test("a name opens its workload, and so does the line", async () => {
    const { user, visited } = open();
    const name = await screen.findByRole("link", { name: "Claims assistant" });
    expect(name.getAttribute("href")).toBe("/workloads/w1");
    expect(name.title).toBe("Claims assistant: the agent is called so");
    await user.click(screen.getByText("production"));
    expect(visited).toEqual(["/workloads/w1"]);
  });

  test("keys move along the lines and open one", async () => {
    const { user, visited } = open();
    await screen.findByRole("link", { name: "Claims assistant" });
    await user.keyboard("jjo");
    expect(visited).toEqual(["/workloads/w2"]);
  });

  test.each(Object.entries(hostileNames))("hostile names (%s) are text", async (_, name) => {
    const { container } = open({
      workloads: [
        sampleWorkload({
          name,
          owner: { value: name, reason: name },
          worstIssue: { ...worstIssue, story: name },
        }),
      ],
    });
    await waitFor(() => expect(screen.getAllByText(name).length).toBeGreaterThanOrEqual(3));
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("filters", () => {
  test("what is typed and what is in the address is asked of the server", async () => {
    const { user, requests } = open({ search: "?provider=aws,azure&environment=production" });
    await screen.findByRole("link", { name: "Claims assistant" });
    expect(lastQuery(requests)).toMatchObject({ provider: "aws,azure", environment: "production" });
    await user.type(screen.getByRole("textbox", { name: "Filter workloads" }), "claims{Enter}");
    await waitFor(() => expect(lastQuery(requests)).toMatchObject({ provider: "aws,azure", q: "claims" }));
  });

  test("an owner who came with a link can be taken away", async () => {
    const { user, requests, searches } = open({ search: "?owner=Claims%20team" });
    await screen.findByRole("link", { name: "Claims assistant" });
    expect(lastQuery(requests)).toMatchObject({ owner: "Claims team" });
    await user.click(screen.getByRole("button", { name: "Remove the filter Owner: Claims team" }));
    await waitFor(() => expect(searches.at(-1)).toBe(""));
  });

  test("an address nobody could have chosen is read as none", async () => {
    const { requests } = open({ search: "?provider=aws,moon&view=poster&group=colour" });
    await screen.findByRole("link", { name: "Claims assistant" });
    expect(lastQuery(requests)).toEqual({});
    expect(headers()).toContain("Runs on");
  });

  test("clearing the filters keeps the view", async () => {
    const { user, searches } = open({ search: "?q=claims&view=matrix&group=owner" });
    await screen.findByRole("link", { name: "Claims assistant" });
    await user.click(screen.getByRole("button", { name: "Clear" }));
    await waitFor(() => expect(searches.at(-1)).toBe("?view=matrix&group=owner"));
  });
});

describe("layers across", () => {
  const view = (name: string) => screen.getByRole("radio", { name });

  test("is chosen in the address, and taken back", async () => {
    const { user, searches } = open();
    await screen.findByRole("link", { name: "Claims assistant" });
    await user.click(view("Layers"));
    await waitFor(() => expect(searches.at(-1)).toBe("?view=matrix"));
    expect(headers().slice(0, 6)).toEqual(["Workload", "Model", "Data", "Identity", "API", "Pipeline"]);
    await user.click(view("List"));
    await waitFor(() => expect(searches.at(-1)).toBe(""));
    expect(headers()).toContain("Environment");
  });

  test("each cell says what is open in words, and leads to it", async () => {
    open({ search: "?view=matrix" });
    const cells = (await row("Claims assistant")).getAllByRole("link", { name: /: / });
    const api = cells.find((cell) => cell.getAttribute("aria-label") === "API: 3 open, worst high");
    expect(api?.textContent).toBe("3");
    expect(api?.getAttribute("href")).toBe("/findings?layer=api&workload=w1&view=list");
  });

  test("what was not collected is hatched and said, never shown as clean", async () => {
    open({ search: "?view=matrix" });
    const cells = (await row("Research agent")).getAllByRole("link", { name: /: / });
    expect(cells).toHaveLength(5);
    for (const cell of cells) {
      expect(cell.getAttribute("aria-label")).toMatch(/: nothing open, coverage incomplete$/);
      expect(cell.className).toContain("hatched");
    }
  });

  test("a count of thousands is written as people read it", async () => {
    open({
      workloads: [
        sampleWorkload({ layers: [{ layer: "data", worst: "low", openCount: 12_345, known: true }] }),
      ],
      search: "?view=matrix",
    });
    expect((await row("Claims assistant")).getByText("12,345")).toBeTruthy();
  });
});

describe("groups", () => {
  const groups = () =>
    screen
      .getAllByRole("rowgroup")
      .flatMap((group) => group.getAttribute("aria-label") ?? [])
      .map((name) => [
        name,
        ...within(screen.getByRole("rowgroup", { name }))
          .getAllByRole("link", { name: /assistant$|agent$/ })
          .map(({ textContent }) => textContent),
      ]);

  test("are chosen in the address; what runs on two clouds stands under both", async () => {
    const { user, searches } = open();
    await screen.findByRole("link", { name: "Claims assistant" });
    await user.click(screen.getByRole("combobox", { name: "Group" }));
    await user.click(screen.getByRole("option", { name: "By cloud" }));
    await waitFor(() => expect(searches.at(-1)).toBe("?group=cloud"));
    expect(groups()).toEqual([
      ["AWS", "Claims assistant", "Research agent"],
      ["Azure", "Research agent"],
    ]);
  });

  test.each([
    [
      "owner",
      [
        ["Claims team", "Claims assistant"],
        ["Nobody", "Research agent"],
      ],
    ],
    [
      "service-model",
      [
        ["PaaS", "Research agent"],
        ["Agent PaaS", "Claims assistant"],
      ],
    ],
  ])("by %s, each heading says how many it holds", async (group, expected) => {
    open({ search: `?group=${group}` });
    await screen.findByRole("link", { name: "Claims assistant" });
    expect(groups()).toEqual(expected);
    for (const heading of screen.getAllByRole("rowheader")) expect(heading.textContent).toMatch(/ 1$/);
  });

  test("hold in the view of layers, too", async () => {
    open({ search: "?group=owner&view=matrix" });
    await screen.findByRole("link", { name: "Claims assistant" });
    expect(headers()).toContain("Pipeline");
    expect(groups()).toHaveLength(2);
  });

  test("that are not all yet say so, and load the rest", async () => {
    const { user, requests } = open({ search: "?group=owner", next: "page2" });
    await screen.findByText(/These are not all yet/);
    serve({
      [list]: { body: { items: [sampleWorkload({ id: "w3", name: "Third agent" })], nextCursor: null } },
    });
    await user.click(screen.getByRole("button", { name: "Load more" }));
    await waitFor(() => expect(groups()[1]).toEqual(["Nobody", "Research agent", "Third agent"]));
    expect(screen.queryByRole("button", { name: "Load more" })).toBeNull();
    expect(requests).toHaveLength(1);
  });
});

describe("on a narrow screen", () => {
  test("a card says the same in two lines, and opens the workload", async () => {
    narrowScreen();
    const { user, visited } = open();
    const card = await screen.findByRole("button", { name: /Claims assistant/ });
    expect(card.textContent).toContain("Agent PaaS · AWS · production");
    expect(card.textContent).toContain("85");
    await user.click(card);
    expect(visited).toEqual(["/workloads/w1"]);
  });

  test("layers across have no room and are not offered; groups are", async () => {
    narrowScreen();
    open({ search: "?group=owner&view=matrix" });
    const team = within(await screen.findByRole("region", { name: "Claims team" }));
    expect(team.getByRole("link").getAttribute("href")).toBe("/workloads/w1");
    expect(screen.queryByRole("radio", { name: "Layers" })).toBeNull();
    expect(screen.getByRole("combobox", { name: "Group" }).textContent).toBe("By owner");
  });
});
