// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { WorkItem, WorkList } from "#lib/contract/remediation.ts";
import { layers, layerTitles } from "#lib/domain/layer.ts";
import { permissionsOfRole, roles, type Permission } from "#lib/domain/permission.ts";
import { severities } from "#lib/domain/severity.ts";

import { giveElementsSize, narrowScreen } from "../testing/layout.ts";
import { serve, show } from "../testing/render-ui.tsx";
import { sampleWork, sampleWorkItem } from "../testing/sample-work.ts";
import { severityTitles } from "../ui/severity-badge.tsx";
import { OwnerSummary } from "./owner-summary.tsx";
import { WorkPanel } from "./work-panel.tsx";
import { WorkSummary } from "./work-summary.tsx";

beforeEach(giveElementsSize);
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

type Options = Partial<React.ComponentProps<typeof WorkPanel>> & { can?: readonly Permission[] };

function panel(
  items: WorkItem[],
  { can, ...props }: Options = {},
  answers: Parameters<typeof serve>[0] = {},
) {
  const requests = serve({ "GET /api/v1/work": { body: sampleWork({ items }) }, ...answers });
  const onOpen = vi.fn<(id: string) => void>();
  const onChange = vi.fn<React.ComponentProps<typeof WorkPanel>["onChange"]>();
  const shown = show(
    <WorkPanel
      filters={{ whose: "me", team: "" }}
      owner=""
      due={null}
      openId={null}
      onOpen={onOpen}
      onChange={onChange}
      {...props}
    />,
    can ? { can } : {},
  );
  return { ...shown, requests, onOpen, onChange };
}
const lines = async () => {
  const table = await screen.findByRole("table", { name: "Work" });
  return within(table)
    .getAllByRole("row")
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole("cell")
        .map(({ textContent }) => textContent),
    );
};
const start = { name: /^Start work on/ };

describe("one line of work", () => {
  test.each(severities)("of %s severity says so in words", async (severity) => {
    panel([sampleWorkItem({ severity })]);
    expect((await lines())[0]?.[1]).toBe(severityTitles[severity]);
  });

  test("of one layer names it; of several names them to whoever hears, in the order given", async () => {
    panel([
      sampleWorkItem({ layers: ["api"] }),
      sampleWorkItem({ id: "i1", subjectType: "issue", layers: [...layers] }),
    ]);
    const [one, many] = await lines();
    expect(one?.[3]).toBe("API");
    expect(many?.[3]).toBe(layers.map((layer) => layerTitles[layer]).join(""));
  });

  test("names the resource of a finding and the workload of an issue, if it is of any", async () => {
    panel([
      sampleWorkItem({ subjectName: "acme-training" }),
      sampleWorkItem({ id: "i1", subjectType: "issue", subjectName: "Claims assistant" }),
      sampleWorkItem({ id: "i2", subjectType: "issue", subjectName: null }),
    ]);
    expect((await lines()).map((line) => line[2])).toEqual([
      "Training bucket is privateResource acme-trainingclaims",
      "Training bucket is privateWorkload Claims assistantclaims",
      "Training bucket is privateclaims",
    ]);
  });

  test("without a day to be done by shows none", async () => {
    panel([sampleWorkItem({ dueAt: null, overdue: false })]);
    expect((await lines())[0]?.[0]).toBe("");
  });

  test.each([
    ["a person", { assignee: { id: "g", name: "Grace Hopper" }, team: null }, /Grace Hopper$/],
    ["a team", { assignee: null, team: { id: "t", name: "Platform" } }, /Platform$/],
    [
      "a person before their team",
      { assignee: { id: "g", name: "Grace" }, team: { id: "t", name: "P" } },
      /Grace$/,
    ],
    ["whoever is gone", { assignee: null, team: null }, /Nobody$/],
  ])("belongs to %s", async (_, owner, words) => {
    panel([sampleWorkItem(owner)]);
    expect((await lines())[0]?.[4]).toMatch(words);
  });

  test.each([
    ["open", "Open", "Start"],
    ["in-progress", "In progress", "Stop"],
  ] as const)("that is %s offers the other", async (status, words, button) => {
    panel([sampleWorkItem({ status })]);
    expect((await lines())[0]?.slice(5)).toEqual([words, button]);
  });
});

describe("starting work", () => {
  const path = "PUT /api/v1/findings/f1/progress";

  test.each(roles)("is offered to an %s exactly where they may work", async (role) => {
    panel([sampleWorkItem()], { can: permissionsOfRole[role] });
    await lines();
    const mayWork = permissionsOfRole[role].includes("assignment:work");
    expect(screen.queryByRole("button", start) !== null).toBe(mayWork);
  });

  test("that is refused says no word of success, and can be tried again", async () => {
    const { user, requests } = panel(
      [sampleWorkItem()],
      {},
      {
        [path]: { status: 409, body: { detail: "It was resolved." } },
      },
    );
    await user.click(await screen.findByRole("button", start));
    await waitFor(() => expect(screen.getByRole("button", start)).toHaveProperty("disabled", false));
    expect(requests.filter(({ method }) => method === "PUT")).toHaveLength(1);
    expect(screen.queryByText("Work started")).toBeNull();
  });

  test("reads the list again, so that it says what is true", async () => {
    const { user, requests } = panel([sampleWorkItem()], {}, { [path]: { status: 204, body: null } });
    await user.click(await screen.findByRole("button", start));
    expect(await screen.findByText("Work started")).toBeTruthy();
    await waitFor(() => expect(requests.filter(({ method }) => method === "GET")).toHaveLength(2));
  });

  test("is asked once while under way, and opens nothing", async () => {
    const { user, requests, onOpen } = panel([sampleWorkItem()], {}, { [path]: "never" });
    const button = await screen.findByRole("button", start);
    await user.click(button);
    await user.click(button);
    expect(requests.filter(({ method }) => method === "PUT")).toHaveLength(1);
    expect(onOpen).not.toHaveBeenCalled();
  });
});

describe("by key", () => {
  const items = [
    sampleWorkItem(),
    sampleWorkItem({ id: "i1", subjectType: "issue", title: "A public endpoint" }),
  ];

  test("a finding opens here and an issue on its own page", async () => {
    const { user, onOpen, visited } = panel(items);
    await lines();
    await user.keyboard("jo");
    expect(onOpen.mock.calls).toEqual([["f1"]]);
    await user.keyboard("jo");
    expect(visited).toEqual(["/issues/i1"]);
  });

  test("while one is open the next opens without closing", async () => {
    const { user, onOpen } = panel([sampleWorkItem(), sampleWorkItem({ id: "f2", title: "Second" })], {
      openId: "f1",
    });
    await lines();
    await user.keyboard("j");
    expect(onOpen.mock.calls).toEqual([["f2"]]);
  });
});

describe("narrowing", () => {
  const ours = sampleWorkItem({ id: "f1", title: "Ours", assignee: null, team: { id: "t", name: "Claims" } });
  const hers = sampleWorkItem({ id: "f2", title: "Hers" });

  test("an owner in the address narrows everybody's work and never one's own", async () => {
    panel([ours, hers], { owner: "Claims", filters: { whose: "all", team: "" } });
    expect((await lines()).map(([, , title]) => title)).toEqual(["OursResource acme-trainingclaims"]);
    cleanup();
    panel([ours, hers], { owner: "Claims" });
    expect(await lines()).toHaveLength(2);
  });

  test("an owner nobody has leaves nothing, and the way back is one press", async () => {
    const { user, onChange } = panel([ours], { owner: "Gone", filters: { whose: "all", team: "" } });
    await user.click(await screen.findByRole("button", { name: "Show all of it" }));
    expect(onChange.mock.calls).toEqual([[{ owner: "", due: null }]]);
  });

  test("cards are narrowed as lines are", async () => {
    narrowScreen();
    panel([ours, hers], { owner: "Claims", filters: { whose: "all", team: "" } });
    expect(await screen.findByRole("button", { name: /^Ours/ })).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Hers/ })).toBeNull();
  });
});

describe("the sentence above", () => {
  const summary = (overrides: Partial<WorkList>, due: "overdue" | "week" | null = null) =>
    show(<WorkSummary work={sampleWork(overrides)} whose="all" due={due} onDue={() => {}} />).container
      .textContent;

  test.each([
    ["nothing late and nothing soon", { overdueCount: 0 }, "1 open"],
    ["one that nobody owns", { overdueCount: 0, unownedCount: 1 }, "1 open1 finding nobody owns"],
    ["none that nobody owns", { overdueCount: 0, unownedCount: 0 }, "1 open"],
    [
      "thousands",
      { overdueCount: 1200, unownedCount: 34_567 },
      "1 open1,200 overdue34,567 findings nobody owns",
    ],
    [
      "nothing assigned though much is unowned",
      { items: [], overdueCount: 0, unownedCount: 9 },
      "Nothing is assigned.9 findings nobody owns",
    ],
  ])("of %s", (_, overrides, words) => {
    expect(summary(overrides)).toContain(words);
  });

  test("what is asked for stays in sight though nothing is left of it", () => {
    expect(summary({ overdueCount: 0 }, "overdue")).toContain("0 overdue");
    cleanup();
    expect(summary({ overdueCount: 0 }, "week")).toContain("0 due within 7 days");
  });
});

describe("who has how much", () => {
  test("an owner with all of it late and one with none of it share one measure", () => {
    const { container } = show(
      <OwnerSummary
        byOwner={[
          { owner: "Late", openCount: 2, overdueCount: 2 },
          { owner: "Early", openCount: 4, overdueCount: 0 },
        ]}
        owner=""
        onChange={() => {}}
      />,
    );
    const widths = [...container.querySelectorAll("[style]")].map((bar) =>
      Number.parseFloat(bar.getAttribute("style")?.replace("width:", "") ?? ""),
    );
    expect(widths).toEqual([50, 0, 0, 100]);
  });

  test("fifty owners are all there, each a choice of its own", () => {
    const byOwner = Array.from({ length: 50 }, (_, at) => ({
      owner: `Team ${at}`,
      openCount: at + 1,
      overdueCount: 0,
    }));
    show(<OwnerSummary byOwner={byOwner} owner="Team 7" onChange={() => {}} />);
    expect(screen.getAllByRole("button")).toHaveLength(50);
    expect(screen.getByRole("button", { pressed: true }).textContent).toContain("Team 7");
  });
});
