// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { WorkFilters, WorkItem, WorkList } from "#lib/contract/remediation.ts";
import type { Permission } from "#lib/domain/permission.ts";

import { giveElementsSize } from "../testing/layout.ts";
import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { OwnerSummary } from "./owner-summary.tsx";
import type { DueFilter } from "./remediation-view.ts";
import { WorkPanel } from "./work-panel.tsx";

beforeEach(giveElementsSize);
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const item = (overrides: Partial<WorkItem> = {}): WorkItem => ({
  subjectType: "finding",
  id: "f1",
  title: "Training bucket is private",
  severity: "high",
  layers: ["data"],
  status: "open",
  detail: "claims",
  subjectName: "acme-training",
  dueAt: "2020-01-01T00:00:00Z",
  overdue: true,
  assignee: { id: "g", name: "Grace" },
  team: null,
  ...overrides,
});
const work = (items: WorkItem[]): WorkList => ({
  items,
  overdueCount: 1,
  dueThisWeekCount: 0,
  unownedCount: null,
  byOwner: [
    { owner: "Claims", openCount: 8, overdueCount: 2 },
    { owner: "Grace", openCount: 4, overdueCount: 0 },
  ],
});
const issue = item({ subjectType: "issue", id: "i1", title: "A public endpoint", layers: ["api", "data"] });

type Options = {
  items?: WorkItem[];
  filters?: Partial<WorkFilters>;
  owner?: string;
  due?: DueFilter;
  can?: readonly Permission[];
};

function panel({ items = [item(), issue], filters = {}, owner = "", due = null, can }: Options = {}) {
  const requests = serve({
    "GET /api/v1/work": { body: work(items) },
    "PUT /api/v1/findings/f1/progress": { status: 204, body: null },
  });
  const onOpen = vi.fn<(id: string) => void>();
  const onChange = vi.fn<React.ComponentProps<typeof WorkPanel>["onChange"]>();
  const shown = show(
    <WorkPanel
      filters={{ whose: "me", team: "", ...filters }}
      owner={owner}
      due={due}
      openId={null}
      onOpen={onOpen}
      onChange={onChange}
    />,
    can ? { can } : {},
  );
  return { ...shown, requests, onOpen, onChange };
}

describe("the work list", () => {
  test("says when it is due, how bad, what it is about and in which layers", async () => {
    panel();
    const row = (await screen.findByText("A public endpoint")).closest("tr");
    expect(row?.textContent).toMatch(
      /Overdue.*High.*A public endpoint.*Workload acme-training.*claims.*API.*Data.*Grace.*Open/,
    );
  });

  test("a finding opens here, an issue on its own page", async () => {
    const { user, onOpen, visited } = panel();
    await user.click(await screen.findByText("Training bucket is private"));
    expect(onOpen.mock.calls).toEqual([["f1"]]);
    await user.click(screen.getByText("A public endpoint"));
    expect(visited).toEqual(["/issues/i1"]);
    expect(onOpen).toHaveBeenCalledOnce();
  });

  test("work is started on the finding itself; an issue moves with its findings", async () => {
    const { user, requests, onOpen } = panel();
    await user.click(await screen.findByRole("button", { name: "Start work on Training bucket is private" }));
    expect(screen.queryByRole("button", { name: /work on A public endpoint/ })).toBeNull();
    await waitFor(() =>
      expect(requests.find(({ method }) => method === "PUT")?.body).toEqual({ status: "in-progress" }),
    );
    expect(onOpen).not.toHaveBeenCalled();
  });

  test("started work can be stopped", async () => {
    const { user, requests } = panel({ items: [item({ status: "in-progress" })] });
    await user.click(await screen.findByRole("button", { name: "Stop work on Training bucket is private" }));
    await waitFor(() =>
      expect(requests.find(({ method }) => method === "PUT")?.body).toEqual({ status: "open" }),
    );
  });

  test("who may not work is offered no button", async () => {
    panel({ can: ["assignment:read"] });
    await screen.findByText("A public endpoint");
    expect(screen.queryByRole("button", { name: /work on/ })).toBeNull();
  });

  test("everybody's work shows who has how much; one's own does not", async () => {
    panel({ filters: { whose: "all" } });
    expect(await screen.findByRole("list", { name: "Work by owner" })).toBeTruthy();
    cleanup();
    panel();
    await screen.findByText("A public endpoint");
    expect(screen.queryByRole("list", { name: "Work by owner" })).toBeNull();
  });

  test("one owner narrows the list to what is theirs", async () => {
    const other = item({ id: "f2", title: "Another", assignee: null, team: { id: "c", name: "Claims" } });
    panel({ items: [item(), other], filters: { whose: "all" }, owner: "Claims" });
    expect(await screen.findByText("Another")).toBeTruthy();
    expect(screen.queryByText("Training bucket is private")).toBeNull();
  });

  test("the filter of one team can be taken away", async () => {
    const { user, onChange } = panel({ filters: { team: "c" } });
    await user.click(screen.getByRole("button", { name: "Remove the filter Of one team" }));
    expect(onChange.mock.calls).toEqual([[{ team: "" }]]);
  });

  test("nothing to do says so differently for one reader and for everybody", async () => {
    panel({ items: [] });
    expect(await screen.findByText("Nothing is waiting for you")).toBeTruthy();
    cleanup();
    panel({ items: [], filters: { whose: "all" } });
    expect(await screen.findByText("Nothing is assigned to anybody")).toBeTruthy();
    expect(screen.getByRole("link").getAttribute("href")).toBe("/findings?assignee=nobody");
  });

  test.each(Object.entries(hostileNames))("hostile names (%s) are text", async (_, name) => {
    const { container } = panel({ items: [item({ detail: name, assignee: { id: "x", name } })] });
    await waitFor(() => expect(screen.getAllByText(name)).toHaveLength(2));
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("who has how much", () => {
  const { byOwner } = work([]);

  test("says open and overdue in words, and no overdue where there is none", () => {
    show(<OwnerSummary byOwner={byOwner} owner="" onChange={() => {}} />);
    expect(screen.getAllByRole("button").map(({ textContent }) => textContent)).toEqual([
      "Claims8 open, 2 overdue",
      "Grace4 open",
    ]);
  });

  test("choosing an owner narrows, choosing them again widens", async () => {
    const onChange = vi.fn<(owner: string) => void>();
    const { user } = show(<OwnerSummary byOwner={byOwner} owner="Claims" onChange={onChange} />);
    const [claims, grace] = screen.getAllByRole("button");
    expect(claims?.getAttribute("aria-pressed")).toBe("true");
    expect(grace?.getAttribute("aria-pressed")).toBe("false");
    for (const button of screen.getAllByRole("button")) await user.click(button);
    expect(onChange.mock.calls).toEqual([[""], ["Grace"]]);
  });

  test("bars compare owners by the same measure", () => {
    const { container } = show(<OwnerSummary byOwner={byOwner} owner="" onChange={() => {}} />);
    const widths = [...container.querySelectorAll("[style]")].map((bar) => bar.getAttribute("style"));
    expect(widths.map((style) => Number.parseFloat(style?.replace("width:", "") ?? ""))).toEqual([
      25, 75, 0, 50,
    ]);
  });

  test("is not there where nobody has anything", () => {
    show(<OwnerSummary byOwner={[]} owner="" onChange={() => {}} />);
    expect(screen.queryByRole("list")).toBeNull();
  });
});
