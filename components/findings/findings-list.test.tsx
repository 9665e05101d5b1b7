// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { findingStatuses, type FindingGroup, type FindingView } from "#lib/contract/findings.ts";
import { layers } from "#lib/domain/layer.ts";
import { permissionsOfRole, roles } from "#lib/domain/permission.ts";
import { severities } from "#lib/domain/severity.ts";

import { giveElementsSize, narrowScreen } from "../testing/layout.ts";
import { hostileNames, serve, show, type Request } from "../testing/render-ui.tsx";
import { sampleFinding, sampleFindingDetail } from "../testing/sample-finding.ts";
import { FindingsScreen } from "./findings-screen.tsx";

beforeEach(giveElementsSize);
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const search = "?view=list";
const facets = { status: {}, severity: {}, layer: {}, provider: {}, account: {}, source: {}, total: 3 };
const findings = ["f1", "f2", "f3"].map((id, index) =>
  sampleFinding({ id, title: `Finding ${index + 1}`, reason: `Reason ${index + 1}` }),
);
const group = (overrides: Partial<FindingGroup> = {}): FindingGroup => ({
  checkId: "aws/s3/bucket-public",
  title: "Bucket is private",
  severity: "high",
  layer: "data",
  count: 2,
  evaluatedCount: 8,
  unknownCount: 0,
  ...overrides,
});
const page = (items: readonly FindingView[], nextCursor: string | null = null) => ({
  body: { items, nextCursor },
});
const answers = (items: readonly FindingView[] = findings, groups: readonly FindingGroup[] = [group()]) => ({
  "GET /api/v1/findings": page(items),
  "GET /api/v1/findings/groups": { body: { items: groups } },
  "GET /api/v1/findings/facets": { body: facets },
  "GET /api/v1/people": { body: { items: [] } },
  "GET /api/v1/teams": { body: { items: [] } },
  ...Object.fromEntries(
    items.map((finding) => [
      `GET /api/v1/findings/${finding.id}`,
      { body: sampleFindingDetail({ ...finding, timeline: [] }) },
    ]),
  ),
});
const drawer = () => screen.getByRole("dialog", { name: "Finding" });
const inDrawer = async (title: string) => await within(drawer()).findByRole("heading", { name: title });
const rows = () => screen.getAllByRole("row").slice(1);
const asked = (requests: readonly Request[], path: string) =>
  requests.filter((request) => request.path.split("?")[0] === path);

describe("the drawer over the list", () => {
  const open = async () => {
    const requests = serve(answers());
    const shown = show(<FindingsScreen />, { search });
    await shown.user.click(await screen.findByText("Finding 1"));
    await inDrawer("Finding 1");
    return { ...shown, requests };
  };

  test("moves on by j and back by k without closing, and the address follows", async () => {
    const { user, searches } = await open();
    await user.keyboard("j");
    await inDrawer("Finding 2");
    await user.keyboard("j");
    await inDrawer("Finding 3");
    expect(searches.at(-1)).toContain("finding=f3");
    await user.keyboard("k");
    await inDrawer("Finding 2");
    expect(searches.at(-1)).toContain("finding=f2");
  });

  test("stays at the last and at the first", async () => {
    const { user } = await open();
    await user.keyboard("k");
    await inDrawer("Finding 1");
    await user.keyboard("jjjjj");
    expect(await inDrawer("Finding 3")).toBeTruthy();
  });

  test("closed by Escape leaves the list as it was, and gives its row the focus", async () => {
    const { user, searches } = await open();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    await waitFor(() => expect(searches.at(-1)).not.toContain("finding="));
    expect(rows()).toHaveLength(3);
  });

  test("reads the list once and each finding once, however often one goes there and back", async () => {
    const { user, requests } = await open();
    await user.keyboard("j");
    await inDrawer("Finding 2");
    await user.keyboard("k");
    await inDrawer("Finding 1");
    expect(asked(requests, "/api/v1/findings")).toHaveLength(1);
    expect(asked(requests, "/api/v1/findings/f2")).toHaveLength(1);
  });

  test("marks the row that it shows", async () => {
    const { user } = await open();
    await user.keyboard("j");
    await inDrawer("Finding 2");
    expect(rows().map((row) => row.tabIndex)).toEqual([-1, 0, -1]);
  });

  test("keeps the tab while it moves on", async () => {
    const { user } = await open();
    await user.click(within(drawer()).getByRole("tab", { name: "Remediation" }));
    await user.keyboard("j");
    await inDrawer("Finding 2");
    expect(within(drawer()).getByRole("tab", { name: "Remediation" }).getAttribute("aria-selected")).toBe(
      "true",
    );
  });

  test("of a finding that is gone says so, and the list stays", async () => {
    serve({ ...answers(), "GET /api/v1/findings/gone": { status: 404, body: { detail: "It is gone." } } });
    show(<FindingsScreen />, { search: `${search}&finding=gone` });
    expect(await within(drawer()).findByText("It is gone.")).toBeTruthy();
    expect(await screen.findByText("Finding 1")).toBeTruthy();
  });
});

describe("what is selected", () => {
  const select = async (searched = search) => {
    const requests = serve(answers());
    const shown = show(<FindingsScreen />, { search: searched });
    await screen.findByText("Finding 1");
    return { ...shown, requests };
  };
  const bar = () => screen.queryByRole("region", { name: "Selected rows" });

  test("by x, J and space is counted", async () => {
    const { user } = await select();
    await user.keyboard("jx");
    expect(bar()?.textContent).toContain("1 selected");
    await user.keyboard("J");
    expect(bar()?.textContent).toContain("2 selected");
    fireEvent.keyDown(rows()[1] ?? document.body, { key: " " });
    expect(bar()?.textContent).toContain("1 selected");
  });

  test("is let go by Escape, but not by the Escape that closes the drawer", async () => {
    const { user } = await select();
    await user.click(screen.getByRole("checkbox", { name: "Select row 2" }));
    await user.click(screen.getByText("Finding 1"));
    await inDrawer("Finding 1");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(bar()?.textContent).toContain("1 selected");
    await user.keyboard("{Escape}");
    expect(bar()).toBeNull();
  });

  test("is let go when the filter changes: nobody acts on rows that are no longer there", async () => {
    const { user } = await select();
    await user.click(screen.getByRole("checkbox", { name: "Select all loaded rows" }));
    expect(bar()?.textContent).toContain("3 selected");
    await user.click(screen.getByRole("button", { name: "Severity" }));
    await user.click(screen.getByRole("checkbox", { name: /^Low/ }));
    await user.click(screen.getByRole("button", { name: "Apply" }));
    await screen.findByText("Finding 1");
    expect(bar()).toBeNull();
  });

  test("does not offer everything that matches where everything is selected", async () => {
    const { user } = await select();
    await user.click(screen.getByRole("checkbox", { name: "Select all loaded rows" }));
    expect(screen.queryByRole("button", { name: /^Select all/ })).toBeNull();
  });

  test.each(roles)("an %s is offered what the role may do with it", async (role) => {
    serve(answers());
    const { user } = show(<FindingsScreen />, { search, can: permissionsOfRole[role] });
    await screen.findByText("Finding 1");
    await user.click(screen.getByRole("checkbox", { name: "Select row 1" }));
    const offered = within(bar() ?? document.body)
      .getAllByRole("button")
      .map((button) => button.textContent || button.getAttribute("aria-label"));
    const may = {
      admin: ["Assign", "Request exception"],
      analyst: ["Assign", "Request exception"],
      engineer: ["Request exception"],
      auditor: [],
    }[role];
    expect(offered.filter((name) => name === "Assign" || name === "Request exception")).toEqual(may);
  });

  test("a refused change keeps the selection and says why", async () => {
    serve({ ...answers(), "POST /api/v1/bulk": { status: 409, body: { detail: "One is under way." } } });
    const { user } = show(<FindingsScreen />, { search });
    await screen.findByText("Finding 1");
    await user.click(screen.getByRole("checkbox", { name: "Select row 1" }));
    await user.click(screen.getByRole("button", { name: "Request exception" }));
    await user.type(screen.getByRole("textbox", { name: "Why" }), "Accepted by us.");
    await user.click(screen.getByRole("button", { name: "Request" }));
    expect((await screen.findByRole("alert")).textContent).toContain("One is under way.");
    await user.keyboard("{Escape}");
    expect(bar()?.textContent).toContain("1 selected");
  });
});

describe("pages of a long list", () => {
  test("are asked for one after the other, by the place where the last ended, with the same filters", async () => {
    const many = (from: number) =>
      Array.from({ length: 30 }, (_, index) =>
        sampleFinding({ id: `n${from + index}`, title: `Number ${from + index}` }),
      );
    const asks: string[] = [];
    vi.stubGlobal("fetch", async (url: string) => {
      const { pathname, searchParams } = new URL(url, "http://x");
      if (pathname.endsWith("/facets")) return Response.json({ ...facets, total: 60 });
      if (pathname !== "/api/v1/findings") return Response.json({ items: [] });
      const cursor = searchParams.get("cursor");
      asks.push(`${searchParams.get("severity")} from ${cursor ?? "the start"}`);
      return Response.json(
        cursor ? { items: many(30), nextCursor: null } : { items: many(0), nextCursor: "after-29" },
      );
    });
    show(<FindingsScreen />, { search: `${search}&severity=high` });
    await screen.findByText("Number 0");
    await waitFor(() => expect(asks).toEqual(["high from the start", "high from after-29"]));
    expect(screen.getByRole("table", { name: "Findings" }).getAttribute("aria-rowcount")).toBe("61");
  });

  test("whose next one fails keep the rows that are there", async () => {
    vi.stubGlobal("fetch", async (url: string) => {
      const { pathname, searchParams } = new URL(url, "http://x");
      if (pathname.endsWith("/facets")) return Response.json(facets);
      if (pathname !== "/api/v1/findings") return Response.json({ items: [] });
      if (searchParams.has("cursor")) return Response.json({ detail: "Later." }, { status: 503 });
      return Response.json({ items: findings, nextCursor: "next" });
    });
    show(<FindingsScreen />, { search });
    expect(await screen.findByText("Finding 3")).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("a row", () => {
  const rowOf = async (overrides: Partial<FindingView>) => {
    serve(answers([sampleFinding({ title: "The one", ...overrides })]));
    show(<FindingsScreen />, { search });
    await screen.findByText("The one");
    const [row] = rows();
    return row?.textContent ?? "";
  };

  test.each(severities)("says %s as a word", async (severity) => {
    expect((await rowOf({ severity })).toLowerCase()).toContain(severity);
  });

  test.each(layers)("says the layer %s as a word", async (layer) => {
    expect((await rowOf({ layer })).toLowerCase()).toContain(layer);
  });

  test.each(findingStatuses)("says that it is %s in words", async (status) => {
    expect((await rowOf({ status })).toLowerCase()).toContain(status.replace("-", " "));
  });

  test("names the person before the team, the team without a person, and a dash without either", async () => {
    const grace = { id: "g", name: "Grace Hopper" };
    const claims = { id: "c", name: "Claims team" };
    expect(await rowOf({ assignee: grace, team: claims })).toContain("Grace Hopper");
    cleanup();
    expect(await rowOf({ team: claims })).toContain("Claims team");
    cleanup();
    expect(await rowOf({})).toContain("–");
  });

  test("says when it is due only where somebody said so", async () => {
    expect(await rowOf({ dueAt: "2020-01-01T00:00:00Z" })).toMatch(/Overdue \d+y/);
    cleanup();
    expect(await rowOf({ dueAt: null })).not.toMatch(/Due|Overdue/);
  });

  test("hides cloud and account until they are asked for, and keeps them then", async () => {
    serve(answers());
    const { user } = show(<FindingsScreen />, { search });
    await screen.findByText("Finding 1");
    expect(screen.queryByRole("columnheader", { name: "Account" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Columns" }));
    await user.click(screen.getByRole("checkbox", { name: "Account" }));
    await user.keyboard("{Escape}");
    expect(within(rows()[0] ?? document.body).getByText("111122223333")).toBeTruthy();
    cleanup();
    show(<FindingsScreen />, { search });
    expect(await screen.findByRole("columnheader", { name: /Account/ })).toBeTruthy();
  });
});

describe("by check", () => {
  const shown = async (groups: readonly FindingGroup[], narrow = false) => {
    if (narrow) narrowScreen();
    serve(answers(findings, groups));
    const result = show(<FindingsScreen />);
    await screen.findByText(groups[0]?.title ?? "");
    return result;
  };

  test.each([
    [group({ count: 2, evaluatedCount: 8 }), "2 of 8", "25%"],
    [group({ count: 8, evaluatedCount: 8 }), "8 of 8", "100%"],
    [group({ count: 0, evaluatedCount: 0 }), "0 of 0", "0%"],
    // A finding of a resource that was removed meanwhile is still listed.
    [group({ count: 9, evaluatedCount: 8 }), "9 of 8", "100%"],
  ])("the share of %o is drawn no longer than the whole", async (of, words, width) => {
    const { container } = await shown([of]);
    expect(rows()[0]?.textContent).toContain(words);
    expect(container.querySelector<HTMLElement>("td span[aria-hidden] > span")?.style.width).toBe(width);
  });

  test("what could not be decided is a number of its own, and a dash where all was", async () => {
    await shown([group({ unknownCount: 7 }), group({ checkId: "b", title: "Other" })]);
    const cells = rows().map((row) => row.lastElementChild?.textContent);
    expect(cells).toEqual(["7", "–"]);
  });

  test("where it is narrow a card says the same", async () => {
    await shown([group()], true);
    expect(screen.getByRole("button", { name: /Bucket is private/ }).textContent).toBe(
      "Bucket is privateHighData2 of 8",
    );
  });

  test("a check is opened by Enter, and its filter can be taken away again", async () => {
    const { user, searches } = await shown([group()]);
    fireEvent.keyDown(rows()[0] ?? document.body, { key: "Enter" });
    await user.click(
      await screen.findByRole("button", { name: "Remove the filter Check: aws/s3/bucket-public" }),
    );
    await waitFor(() => expect(searches.at(-1)).not.toContain("check="));
  });

  test("the switch changes between both and keeps the filters", async () => {
    serve(answers());
    const { user, searches } = show(<FindingsScreen />, { search: "?severity=high" });
    await user.click(await screen.findByRole("radio", { name: "One by one" }));
    expect(await screen.findByRole("table", { name: "Findings" })).toBeTruthy();
    expect(searches.at(-1)).toContain("severity=high");
    await user.click(screen.getByRole("radio", { name: "By check" }));
    expect(await screen.findByRole("table", { name: "Findings by check" })).toBeTruthy();
    expect(searches.at(-1)).not.toContain("view=");
  });

  test.each(Object.entries(hostileNames))("a hostile title (%s) is text", async (_, title) => {
    const { baseElement } = await shown([group({ title })]);
    expect(baseElement.querySelector("img, script")).toBeNull();
  });
});

describe("the owner chip", () => {
  const grace = {
    id: "0190a0a0-0000-7000-8000-00000000000a",
    name: "Grace Hopper",
    email: "g@example.com",
    role: "engineer",
    state: "active",
    teams: [],
    createdAt: "2026-01-01T00:00:00Z",
    seenAt: null,
  };
  const claims = {
    id: "0190a0a0-0000-7000-8000-00000000000b",
    name: "Claims",
    members: [],
    createdAt: "2026-01-01T00:00:00Z",
  };
  const withOwners = {
    ...answers(),
    "GET /api/v1/people": { body: { items: [grace] } },
    "GET /api/v1/teams": { body: { items: [claims] } },
  };

  test("filters by a person and by a team, each by its own filter", async () => {
    serve(withOwners);
    const { user, searches } = show(<FindingsScreen />, { search });
    await screen.findByText("Finding 1");
    const choose = async (name: RegExp) => {
      await user.click(screen.getByRole("button", { name: /^Owner/ }));
      await user.click(await screen.findByRole("checkbox", { name }));
      await user.click(screen.getByRole("button", { name: "Apply" }));
    };
    await choose(/Grace Hopper/);
    await waitFor(() => expect(searches.at(-1)).toContain(`assignee=${grace.id}`));
    await choose(/Claims/);
    await waitFor(() => expect(searches.at(-1)).toContain(`team=${claims.id}`));
    expect(searches.at(-1)).not.toContain("assignee=");
  });

  test("takes an owner that is typed by name", async () => {
    serve(withOwners);
    const { user, searches } = show(<FindingsScreen />, { search });
    await screen.findByText("Finding 1");
    const input = screen.getByRole("textbox", { name: "Filter findings" });
    await user.click(input);
    await user.paste('owner:"Grace Hopper"');
    await user.keyboard("{Enter}");
    await waitFor(() => expect(searches.at(-1)).toContain(`assignee=${grace.id}`));
  });

  test("asks for nobody's name where the reader may not know who is here", async () => {
    const requests = serve(withOwners);
    const { user } = show(<FindingsScreen />, {
      search: `${search}&team=${claims.id}`,
      can: permissionsOfRole.engineer,
    });
    await screen.findByText("Finding 1");
    expect(asked(requests, "/api/v1/people")).toEqual([]);
    await user.click(screen.getByRole("button", { name: /^Owner/ }));
    expect(screen.getByRole("button", { name: /Owner.*One team/, hidden: true })).toBeTruthy();
    expect(screen.queryByRole("checkbox", { name: /Grace/ })).toBeNull();
  });
});
