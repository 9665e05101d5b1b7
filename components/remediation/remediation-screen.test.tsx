// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { ExceptionView, WorkList } from "#lib/contract/remediation.ts";
import { permissionsOfRole, type Role } from "#lib/domain/permission.ts";

import { giveElementsSize, narrowScreen } from "../testing/layout.ts";
import { serve, show } from "../testing/render-ui.tsx";
import { sampleFindingDetail } from "../testing/sample-finding.ts";
import { sampleException, sampleWork, sampleWorkItem } from "../testing/sample-work.ts";
import { RemediationScreen } from "./remediation-screen.tsx";

beforeEach(giveElementsSize);
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const late = sampleWorkItem();
const soon = sampleWorkItem({ id: "f2", title: "Agent has a guardrail", dueAt: inDays(3), overdue: false });
const later = sampleWorkItem({
  id: "f3",
  title: "Endpoint asks who calls",
  dueAt: inDays(20),
  overdue: false,
  assignee: null,
  team: { id: "t", name: "Platform" },
});
const undated = sampleWorkItem({ id: "f4", title: "Model is pinned", dueAt: null, overdue: false });
const full = sampleWork({
  items: [late, soon, later, undated],
  overdueCount: 1,
  dueThisWeekCount: 1,
  unownedCount: 14,
  byOwner: [
    { owner: "Grace Hopper", openCount: 3, overdueCount: 1 },
    { owner: "Platform", openCount: 1, overdueCount: 0 },
  ],
});

type Options = { work?: WorkList; exceptions?: ExceptionView[]; search?: string; role?: Role };
function open({ work = full, exceptions = [], search = "", role = "analyst" }: Options = {}) {
  const requests = serve({
    "GET /api/v1/work": { body: work },
    "GET /api/v1/exceptions": { body: { items: exceptions } },
    "GET /api/v1/findings/f1": { body: sampleFindingDetail() },
    "GET /api/v1/people": { body: { items: [] } },
    "GET /api/v1/teams": { body: { items: [] } },
  });
  return { ...show(<RemediationScreen />, { search, can: permissionsOfRole[role] }), requests };
}
const heading = () => screen.getByRole("heading", { level: 1 }).textContent;
const titles = async () => {
  await screen.findByRole("table", { name: "Work" });
  return [late, soon, later, undated].map(({ title }) => title).filter((title) => screen.queryByText(title));
};
const asked = (requests: readonly { path: string }[], path: string) =>
  requests.filter((request) => request.path.startsWith(path)).map((request) => request.path);
const option = (name: string | RegExp) => screen.getByRole("radio", { name });

describe("whose work each role sees", () => {
  test.each([
    ["admin", "My work", true],
    ["analyst", "My work", true],
    ["engineer", "My work", false],
    ["auditor", "Everybody's work", false],
  ] as const)("an %s lands on %s", async (role, title, mayChoose) => {
    const { requests } = open({ role });
    await titles();
    expect(heading()).toBe(title);
    expect(screen.queryByRole("radio", { name: "Everybody's" }) !== null).toBe(mayChoose);
    expect(asked(requests, "/api/v1/work")).toEqual([
      title === "My work" ? "/api/v1/work" : "/api/v1/work?whose=all",
    ]);
  });

  test("an engineer who asks for everybody's is asked for their own", async () => {
    const { requests } = open({ role: "engineer", search: "?whose=all" });
    await titles();
    expect(heading()).toBe("My work");
    expect(asked(requests, "/api/v1/work")).toEqual(["/api/v1/work"]);
  });

  test("everybody's is chosen in the address, and lets go of what narrowed one's own", async () => {
    const { user, searches, requests } = open({ search: "?due=overdue" });
    await titles();
    await user.click(option("Everybody's"));
    await waitFor(() => expect(searches.at(-1)).toBe("?whose=all"));
    expect(heading()).toBe("Everybody's work");
    expect(asked(requests, "/api/v1/work").at(-1)).toBe("/api/v1/work?whose=all");
    expect(await screen.findByRole("list", { name: "Work by owner" })).toBeTruthy();
  });

  test("going back to one's own lets go of the owner", async () => {
    const { user, searches } = open({ search: "?whose=all&owner=Platform" });
    expect(await titles()).toEqual(["Endpoint asks who calls"]);
    await user.click(option("Mine"));
    await waitFor(() => expect(searches.at(-1)).toBe("?whose=me"));
  });
});

describe("the numbers above the list", () => {
  const narrowed = (name: string) => screen.getByRole("button", { name });

  test("count what is open, late, soon due, and what nobody owns", async () => {
    open({ search: "?whose=all" });
    await titles();
    const header = screen.getByRole("heading", { level: 1 }).closest("header");
    expect(header?.textContent).toContain("4 open1 overdue1 due within 7 days14 findings nobody owns");
    expect(screen.getByRole("link", { name: "14 findings nobody owns" }).getAttribute("href")).toBe(
      "/findings?assignee=nobody",
    );
  });

  test.each([
    ["1 overdue", "overdue", ["Training bucket is private"]],
    ["1 due within 7 days", "week", ["Agent has a guardrail"]],
  ])("%s narrows to what it counts, and widens again", async (name, due, expected) => {
    const { user, searches } = open();
    await titles();
    await user.click(narrowed(name));
    await waitFor(() => expect(searches.at(-1)).toBe(`?due=${due}`));
    expect(await titles()).toEqual(expected);
    expect(narrowed(name).getAttribute("aria-pressed")).toBe("true");
    await user.click(narrowed(name));
    await waitFor(() => expect(searches.at(-1)).toBe(""));
    expect(await titles()).toHaveLength(4);
  });

  test("nothing left of what was asked for is told from nothing to do", async () => {
    const { user, searches } = open({
      work: sampleWork({ items: [later], overdueCount: 0 }),
      search: "?due=overdue",
    });
    expect(await screen.findByText("No work is left of what was asked for")).toBeTruthy();
    expect(narrowed("0 overdue").getAttribute("aria-pressed")).toBe("true");
    await user.click(screen.getByRole("button", { name: "Show all of it" }));
    await waitFor(() => expect(searches.at(-1)).toBe(""));
    expect(await titles()).toEqual(["Endpoint asks who calls"]);
  });

  test("owner and due narrow together", async () => {
    open({ search: "?whose=all&owner=Grace%20Hopper&due=week" });
    expect(await titles()).toEqual(["Agent has a guardrail"]);
  });

  test.each([
    ["analyst", "", "Nothing is assigned to you.", "Nothing is waiting for you"],
    ["auditor", "", "Nothing is assigned.", "Nothing is assigned to anybody"],
  ] as const)("an %s with nothing to do reads so above and below", async (role, search, summary, empty) => {
    open({ role, search, work: sampleWork({ items: [], overdueCount: 0, byOwner: [] }) });
    expect(await screen.findByText(empty)).toBeTruthy();
    expect(screen.getByText(summary)).toBeTruthy();
  });

  test("while they load they are being counted; where they cannot, the list says why", async () => {
    serve({ "GET /api/v1/work": "never", "GET /api/v1/exceptions": "never" });
    show(<RemediationScreen />);
    expect(screen.getByText("Counting…")).toBeTruthy();
    cleanup();
    serve({ "GET /api/v1/work": { status: 500, body: { detail: "It broke." } } });
    const { user } = show(<RemediationScreen />);
    expect((await screen.findByRole("alert")).textContent).toContain("It broke.");
    expect(screen.queryByText("Counting…")).toBeNull();
    serve({ "GET /api/v1/work": { body: full }, "GET /api/v1/exceptions": { body: { items: [] } } });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await titles()).toHaveLength(4);
  });
});

describe("a finding", () => {
  test("opens beside the list, stands in the address, and closes", async () => {
    const { user, searches } = open();
    await titles();
    await user.click(screen.getByText("Training bucket is private"));
    const drawer = await screen.findByRole("dialog");
    expect(await within(drawer).findByText("Anyone can list it.")).toBeTruthy();
    expect(searches.at(-1)).toBe("?finding=f1");
    await user.click(within(drawer).getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(searches.at(-1)).toBe("");
  });

  test("is a card on a narrow screen, with when it is due", async () => {
    narrowScreen();
    const { user, searches } = open();
    const card = await screen.findByRole("button", { name: /Training bucket is private/ });
    expect(card.textContent).toMatch(/Overdue.*High.*Data.*Open/);
    await user.click(card);
    await waitFor(() => expect(searches.at(-1)).toBe("?finding=f1"));
  });
});

describe("exceptions", () => {
  const own = sampleException({
    id: "e2",
    mayDecide: false,
    requestedBy: { id: "ada", name: "Ada Byron" },
  });
  const others = sampleException({ id: "e3", mayDecide: false });

  test("the switch says how many wait for the reader, and none where none do", async () => {
    open({ exceptions: [sampleException(), others] });
    expect(await screen.findByRole("radio", { name: "Exceptions (1)" })).toBeTruthy();
    cleanup();
    open({ exceptions: [others] });
    await titles();
    expect(option("Exceptions")).toBeTruthy();
  });

  test("are shown in the address, without the choice of whose work", async () => {
    const { user, searches } = open({ exceptions: [sampleException()], search: "?finding=f1" });
    await user.click(await screen.findByRole("radio", { name: /Exceptions/ }));
    await waitFor(() => expect(searches.at(-1)).toBe("?view=exceptions"));
    expect(heading()).toBe("Exceptions");
    expect(screen.queryByRole("radio", { name: "Mine" })).toBeNull();
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test.each([
    ["none", [], "No request waits for a decision."],
    ["one for the reader", [sampleException()], "1 waits for your decision."],
    ["two for the reader", [sampleException(), sampleException({ id: "e4" })], "2 wait for your decision."],
    ["one for somebody else", [others], "1 waits for somebody else's decision."],
    ["two for somebody else", [others, own], "2 wait for somebody else's decision."],
    ["some for each", [sampleException(), others, own], "1 waits for your decision, 2 for somebody else's."],
    ["only decided ones", [sampleException({ state: "approved" })], "No request waits for a decision."],
  ])("%s waiting is said in words", async (_, exceptions, words) => {
    open({ exceptions, search: "?view=exceptions" });
    expect(await screen.findByText(words)).toBeTruthy();
  });

  test("one's own request can be taken back and not approved", async () => {
    open({ exceptions: [own], search: "?view=exceptions" });
    const waiting = within(await screen.findByRole("region", { name: "Waiting for somebody else" }));
    expect(waiting.getByRole("button", { name: /^Withdraw/ })).toBeTruthy();
    expect(waiting.queryByRole("button", { name: /^(Approve|Deny)/ })).toBeNull();
  });

  test("an auditor reads them and can do nothing with them", async () => {
    const exceptions = [others, sampleException({ id: "e5", state: "expired" })];
    open({ role: "auditor", exceptions, search: "?view=exceptions" });
    const decided = within(await screen.findByRole("region", { name: "Decided" }));
    expect(decided.getByText("Expired")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^(Approve|Deny|Withdraw)/ })).toBeNull();
  });

  test("that cannot be read leave the work as it is", async () => {
    serve({ "GET /api/v1/work": { body: full } });
    show(<RemediationScreen />);
    expect(await titles()).toHaveLength(4);
    expect(option("Exceptions")).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("that cannot be read say so in their own place, and count nothing", async () => {
    serve({ "GET /api/v1/work": { body: full } });
    show(<RemediationScreen />, { search: "?view=exceptions" });
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect(screen.queryByText(/waits? for|Counting|No request/)).toBeNull();
  });
});
