// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { IssueDetail } from "#lib/contract/issues.ts";
import { permissionsOfRole } from "#lib/domain/permission.ts";

import { narrowScreen } from "../testing/layout.ts";
import { serve, show } from "../testing/render-ui.tsx";
import { sampleIssue } from "../testing/sample-issue.ts";
import { IssueScreen } from "./issue-screen.tsx";

// Where it is narrow the path is a list, which needs no layout to be read.
beforeEach(narrowScreen);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const finding = {
  id: "f1",
  checkId: "aws/s3/bucket-public",
  title: "Training bucket is private",
  severity: "high",
  layer: "data",
  status: "open",
  reason: "Anyone can list it.",
  resourceId: "r2",
  resourceName: "claims",
} as const;
const entry = (id: string, kind: string, data: Record<string, unknown> = {}) => ({
  id,
  at: "2026-03-10T12:00:00Z",
  actor: { kind: "user" as const, name: "Grace" },
  kind,
  data,
  log: null,
});
const steps = [
  { resourceKey: "api", name: "gateway", next: { kind: "can-read", against: false, reason: null } },
  { resourceKey: "bucket", name: "claims", next: null },
];
const answer = (issue: IssueDetail) => ({ "GET /api/v1/issues/i1": { body: issue } });
const open = async (overrides: Partial<IssueDetail> = {}, options: Parameters<typeof show>[1] = {}) => {
  const requests = serve(answer(sampleIssue({ steps, ...overrides })));
  const shown = show(<IssueScreen id="i1" />, options);
  await screen.findByRole("article");
  return { ...shown, requests };
};
const region = (name: string) => screen.getByRole("region", { name });
const header = () => screen.getByRole("heading", { level: 1 }).closest("header") ?? document.body;

describe("the head of an issue", () => {
  test("is its sentence, under the way back", async () => {
    await open();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(
      "Anyone can call the assistant, which reads the claims.",
    );
    expect(screen.getByRole("link", { name: "Issues" }).getAttribute("href")).toBe("/issues");
  });

  test("says severity, score, state, layers, place, owner and date", async () => {
    await open({
      workload: { id: "w1", name: "Claims assistant" },
      environment: "production",
      assignee: { id: "g", name: "Grace Hopper" },
      dueAt: "2999-01-01T00:00:00Z",
    });
    const words = header().textContent;
    for (const word of [
      "Critical",
      "Score 87",
      "Open",
      "Crosses Data, API",
      "production",
      "Grace Hopper",
      "Due in",
    ])
      expect(words).toContain(word);
    expect(screen.getByRole("link", { name: "Claims assistant" }).getAttribute("href")).toBe("/workloads/w1");
    expect(words).not.toContain("Nobody owns it");
  });

  test("leaves out what there is not, and says that nobody owns it", async () => {
    await open();
    const words = header().textContent;
    expect(words).toContain("Nobody owns it");
    expect(words).not.toContain("Due");
    expect(words).not.toContain("production");
  });

  test.each([
    ["open", "Open"],
    ["in-progress", "In progress"],
    ["resolved", "Resolved"],
  ] as const)("%s is said as %s", async (status, words) => {
    await open({ status });
    expect(within(header()).getByText(words)).toBeTruthy();
  });

  test("a team owns it where no person does, a person before a team", async () => {
    const team = { id: "t", name: "Claims platform" };
    await open({ team });
    expect(header().textContent).toContain("Claims platform");
    cleanup();
    await open({ team, assignee: { id: "g", name: "Grace Hopper" } });
    expect(header().textContent).toContain("Grace Hopper");
    expect(header().textContent).not.toContain("Claims platform");
  });
});

describe("what may be done", () => {
  test.each([
    ["admin", true, true],
    ["analyst", true, true],
    ["engineer", false, true],
    ["auditor", false, false],
  ] as const)("an %s: assign %s, comment %s", async (role, assigns, comments) => {
    await open({}, { can: permissionsOfRole[role] });
    expect(screen.queryByRole("button", { name: "Assign" }) !== null).toBe(assigns);
    expect(screen.queryByRole("textbox", { name: "Comment" }) !== null).toBe(comments);
  });

  test("simulating is reading: an auditor may, too", async () => {
    await open({}, { can: permissionsOfRole.auditor });
    expect(screen.getByRole("switch", { name: /^Simulate/ })).toBeTruthy();
  });
});

describe("simulating a change", () => {
  const two = [
    ...sampleIssue().fixes,
    { ...sampleIssue().fixes[0], id: "fix2", resourceKey: "bucket", change: "Encrypt the bucket" },
  ] as IssueDetail["fixes"];

  test("says how many are simulated, and nothing once all are taken back", async () => {
    const { user } = await open({ fixes: two });
    const first = screen.getByRole("switch", { name: "Simulate: Require a key on the gateway" });
    const second = screen.getByRole("switch", { name: "Simulate: Encrypt the bucket" });
    expect(screen.queryByRole("status")).toBeNull();
    await user.click(first);
    expect(screen.getByRole("status").textContent).toMatch(/^One change simulated/);
    await user.click(second);
    expect(screen.getByRole("status").textContent).toMatch(/^2 changes simulated/);
    await user.click(first);
    await user.click(second);
    expect(screen.queryByRole("status")).toBeNull();
  });

  test("sends nothing: it changes the picture only", async () => {
    const { user, requests } = await open();
    await user.click(screen.getByRole("switch"));
    expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

describe("what stands under it", () => {
  test("the path, under its title, with its resources and relationships counted", async () => {
    await open();
    const path = region("The path: A public endpoint reaches training data");
    expect(path.textContent).toContain("2 resources, 1 relationship");
    expect(within(path).getByRole("link", { name: "gateway" }).getAttribute("href")).toBe("/inventory/r1");
  });

  test("the findings on it, each leading to its page", async () => {
    await open({ findings: [finding, { ...finding, id: "f2", title: "Second" }] });
    const findings = region("Findings on the path");
    expect(findings.textContent).toContain("2 open");
    expect(
      within(findings)
        .getAllByRole("link")
        .map((link) => link.getAttribute("href")),
    ).toEqual(["/findings/f1", "/findings/f2"]);
  });

  test("no findings is said, not left blank", async () => {
    await open({ findings: [] });
    expect(
      within(region("Findings on the path")).getByText("Nothing is open on the resources of this path"),
    ).toBeTruthy();
  });

  test("its history, newest first", async () => {
    await open({ timeline: [entry("2", "assigned", { assigneeName: "Ada" }), entry("1", "opened")] });
    const items = within(region("Timeline")).getAllByRole("listitem");
    expect(items.map(({ textContent }) => textContent?.replace(/ \d.*$/, ""))).toEqual([
      "GGrace assigned it to Ada",
      "GGrace found it",
    ]);
  });
});

describe("commenting", () => {
  test("sends the words and shows them once the issue was read again", async () => {
    let comments = 0;
    const posted: unknown[] = [];
    vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
      if (init.method === "POST") {
        comments += 1;
        posted.push([url, init.body]);
        return new Response(null, { status: 204 });
      }
      const timeline = comments === 0 ? [] : [entry("c1", "commented", { text: "I take it." })];
      return Response.json(sampleIssue({ steps, timeline }));
    });
    const { user } = show(<IssueScreen id="i1" />);
    await user.type(await screen.findByRole("textbox", { name: "Comment" }), "I take it.");
    await user.click(screen.getByRole("button", { name: "Comment" }));
    expect(await within(region("Timeline")).findByText("I take it.")).toBeTruthy();
    expect(posted).toEqual([["/api/v1/issues/i1/comments", JSON.stringify({ text: "I take it." })]]);
    expect(screen.getByRole("textbox", { name: "Comment" })).toHaveProperty("value", "");
  });
});

describe("when the issue cannot be read", () => {
  test("while it is not there, nothing is made up", () => {
    serve({ "GET /api/v1/issues/i1": "never" });
    show(<IssueScreen id="i1" />);
    expect(screen.queryByRole("article")).toBeNull();
    expect(screen.getByText("Loading the issue")).toBeTruthy();
  });

  test("a failure is told, and trying again brings it", async () => {
    serve({ "GET /api/v1/issues/i1": { status: 503, body: { title: "The database is away" } } });
    const { user } = show(<IssueScreen id="i1" />);
    expect((await screen.findByRole("alert")).textContent).toContain("The database is away");
    serve(answer(sampleIssue()));
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("article")).toBeTruthy();
  });

  test("what was read stays when reading it again fails", async () => {
    const { user } = await open();
    serve({ "POST /api/v1/issues/i1/comments": { status: 204, body: null } });
    await user.type(screen.getByRole("textbox", { name: "Comment" }), "Hello");
    await user.click(screen.getByRole("button", { name: "Comment" }));
    await waitFor(() => expect(screen.getByRole("textbox", { name: "Comment" })).toHaveProperty("value", ""));
    expect(screen.getByRole("heading", { level: 1 })).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
