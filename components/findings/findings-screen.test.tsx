// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { FindingGroup } from "#lib/contract/findings.ts";
import type { Permission } from "#lib/domain/permission.ts";

import { giveElementsSize, narrowScreen } from "../testing/layout.ts";
import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { sampleFinding, sampleFindingDetail } from "../testing/sample-finding.ts";
import { FindingsScreen } from "./findings-screen.tsx";

beforeEach(giveElementsSize);
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const group: FindingGroup = {
  checkId: "aws/s3/bucket-public",
  title: "Training bucket is private",
  severity: "high",
  layer: "data",
  count: 1200,
  evaluatedCount: 4800,
  unknownCount: 7,
};
const facets = {
  status: { open: 2, "in-progress": 1 },
  severity: { high: 2 },
  layer: { data: 2 },
  provider: { aws: 2 },
  account: { "111122223333": 2 },
  source: {},
  total: 1234,
};
const findings = [
  sampleFinding(),
  sampleFinding({ id: "f2", title: "Second", assignee: { id: "g", name: "Grace" } }),
  sampleFinding({ id: "f3", title: "Third" }),
];
const list = "GET /api/v1/findings";
const groups = "GET /api/v1/findings/groups";
const answers = {
  [list]: { body: { items: findings, nextCursor: null } },
  [groups]: { body: { items: [group] } },
  "GET /api/v1/findings/facets": { body: facets },
  "GET /api/v1/findings/f1": { body: sampleFindingDetail() },
  "GET /api/v1/people": { body: { items: [] } },
  "GET /api/v1/teams": { body: { items: [] } },
};
const started = { "POST /api/v1/bulk": { body: { id: "op", totalCount: 2 } } };
const sent = (requests: readonly { method: string; body: unknown }[]) =>
  requests.filter(({ method }) => method === "POST").map(({ body }) => body);

describe("by check", () => {
  test("each check says how many of the decided resources fail, and how many are unknown", async () => {
    serve(answers);
    show(<FindingsScreen />);
    const row = await screen.findByRole("row", { name: /Training bucket is private/ });
    expect(within(row).getByText("1,200").parentElement?.textContent).toBe("1,200 of 4,800");
    expect(within(row).getByText("7")).toBeTruthy();
  });

  test("the page counts what the filters admit, and says one finding as one", async () => {
    serve(answers);
    show(<FindingsScreen />);
    expect(await screen.findByText("1,234 findings")).toBeTruthy();
    cleanup();
    serve({ ...answers, "GET /api/v1/findings/facets": { body: { ...facets, total: 1 } } });
    show(<FindingsScreen />);
    expect(await screen.findByText("1 finding")).toBeTruthy();
  });

  test("opening a check lists its findings, and the address says so", async () => {
    serve(answers);
    const { user, searches } = show(<FindingsScreen />);
    await user.click(await screen.findByText("Training bucket is private"));
    await waitFor(() => expect(searches.at(-1)).toContain("view=list"));
    expect(searches.at(-1)).toContain("check=aws/s3/bucket-public");
    expect(await screen.findByRole("table", { name: "Findings" })).toBeTruthy();
  });

  test("a filter that hides everything offers the way back", async () => {
    serve({ ...answers, [groups]: { body: { items: [] } } });
    const { user, searches } = show(<FindingsScreen />, { search: "?severity=low" });
    expect(await screen.findByText("No finding matches these filters")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Clear the filters" }));
    await waitFor(() => expect(searches.at(-1)).not.toContain("severity"));
  });

  test("no open finding at all is not blamed on a filter, and unknowns are not called passes", async () => {
    serve({ ...answers, [groups]: { body: { items: [] } } });
    show(<FindingsScreen />);
    expect(await screen.findByText("Nothing is open")).toBeTruthy();
    expect(screen.getByText(/What could not be collected is shown/)).toBeTruthy();
  });

  test("a refusal says why instead of an empty list", async () => {
    serve({ ...answers, [groups]: { status: 403, body: { detail: "You may not read findings." } } });
    show(<FindingsScreen />);
    expect((await screen.findByRole("alert")).textContent).toContain("You may not read findings.");
    expect(screen.queryByText("Nothing is open")).toBeNull();
  });
});

describe("one by one", () => {
  const search = "?view=list";

  test("the address decides the filters that are asked for", async () => {
    const requests = serve(answers);
    show(<FindingsScreen />, { search: "?view=list&severity=high&q=claims&layer=data" });
    await screen.findByText("Second");
    const asked = new URL(
      requests.find(({ path }) => path.startsWith("/api/v1/findings?"))?.path ?? "",
      "http://x",
    );
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      severity: "high",
      q: "claims",
      layer: "data",
    });
  });

  test("a chip sets the filter in the address", async () => {
    serve(answers);
    const { user, searches } = show(<FindingsScreen />, { search });
    await screen.findByText("Second");
    await user.click(screen.getByRole("button", { name: "Severity" }));
    await user.click(screen.getByRole("checkbox", { name: /^High/ }));
    await user.click(screen.getByRole("button", { name: "Apply" }));
    await waitFor(() => expect(searches.at(-1)).toContain("severity=high"));
  });

  test("a scope that came with a link is shown and can be taken away alone", async () => {
    serve(answers);
    const { user, searches } = show(<FindingsScreen />, { search: "?view=list&workload=w1&severity=high" });
    await user.click(await screen.findByRole("button", { name: "Remove the filter In one workload" }));
    await waitFor(() => expect(searches.at(-1)).not.toContain("workload"));
    expect(searches.at(-1)).toContain("severity=high");
  });

  test("a row says severity, status and owner in words", async () => {
    serve(answers);
    show(<FindingsScreen />, { search });
    const row = (await screen.findByText("Second")).closest("tr");
    expect(row?.textContent).toMatch(/High.*claims.*Data.*Open.*Grace/);
  });

  test("opening a row shows it in the drawer and the address", async () => {
    serve(answers);
    const { user, searches } = show(<FindingsScreen />, { search });
    await user.click(await screen.findByText("Training bucket is private"));
    await waitFor(() => expect(searches.at(-1)).toContain("finding=f1"));
    expect(await screen.findByRole("dialog", { name: "Finding" })).toBeTruthy();
  });

  test("the address opens the drawer by itself", async () => {
    serve(answers);
    show(<FindingsScreen />, { search: "?view=list&finding=f1" });
    expect(await screen.findByRole("heading", { level: 2, name: "Training bucket is private" })).toBeTruthy();
  });

  test("where it is narrow a card says title, resource, severity and layer", async () => {
    narrowScreen();
    serve(answers);
    show(<FindingsScreen />, { search });
    const card = await screen.findByRole("button", { name: /Second/ });
    expect(card.textContent).toBe("SecondclaimsHighData");
  });

  test.each(Object.entries(hostileNames))("hostile names (%s) are text in the list", async (_, name) => {
    const { resource } = sampleFinding();
    const hostile = sampleFinding({ reason: name, resource: { ...resource, name }, team: { id: "t", name } });
    serve({ ...answers, [list]: { body: { items: [hostile], nextCursor: null } } });
    const { baseElement } = show(<FindingsScreen />, { search });
    await waitFor(() => expect(screen.getAllByText(name).length).toBeGreaterThanOrEqual(2));
    expect(baseElement.querySelector("img, script")).toBeNull();
  });
});

describe("many at once", () => {
  async function select(can?: readonly Permission[]) {
    const requests = serve({ ...answers, ...started, "GET /api/v1/bulk/op": "never" });
    const shown = show(<FindingsScreen />, { search: "?view=list&severity=high", ...(can ? { can } : {}) });
    await screen.findByText("Second");
    await shown.user.click(screen.getByRole("checkbox", { name: "Select row 1" }));
    await shown.user.click(screen.getByRole("checkbox", { name: "Select row 3" }));
    return { ...shown, requests, bar: screen.getByRole("region", { name: "Selected rows" }) };
  }

  test("offers only what the reader may do", async () => {
    const { bar } = await select(["finding:read", "exception:request"]);
    expect(within(bar).queryByRole("button", { name: "Assign" })).toBeNull();
    expect(within(bar).getByRole("button", { name: "Request exception" })).toBeTruthy();
  });

  test("sends the chosen ones by id, lets go of them, and follows the change", async () => {
    const { user, bar, requests } = await select();
    await user.click(within(bar).getByRole("button", { name: "Assign" }));
    expect(screen.getByRole("dialog", { name: "Assign" }).textContent).toContain("2 findings");
    await user.click(screen.getByRole("combobox", { name: "To" }));
    await user.click(screen.getByRole("option", { name: "Nobody" }));
    await user.click(screen.getByRole("button", { name: "Take back" }));
    await waitFor(() => expect(screen.queryByRole("region", { name: "Selected rows" })).toBeNull());
    expect(sent(requests)).toEqual([
      {
        findingIds: ["f1", "f3"],
        action: { kind: "assign", input: { assigneeId: null, teamId: null, dueAt: null, comment: "" } },
      },
    ]);
    expect(await screen.findByText("Starting…")).toBeTruthy();
  });

  test("sends the filter, not ids, for everything that matches", async () => {
    const { user, bar, requests } = await select();
    await user.click(within(bar).getByRole("button", { name: "Select all 1,234" }));
    await user.click(within(bar).getByRole("button", { name: "Request exception" }));
    expect(screen.getByRole("dialog").textContent).toContain("1,234 findings");
    await user.type(screen.getByRole("textbox", { name: "Why" }), "Known and accepted.");
    await user.click(screen.getByRole("button", { name: "Request" }));
    await waitFor(() => expect(sent(requests)).toHaveLength(1));
    expect(sent(requests)[0]).toMatchObject({
      filter: "severity=high",
      action: { kind: "request-exception", input: { comment: "Known and accepted." } },
    });
    expect(sent(requests)[0]).not.toHaveProperty("findingIds");
  });
});

test("what the filters show can be saved whole, by each format", async () => {
  serve(answers);
  const { user } = show(<FindingsScreen />, { search: "?severity=critical,high&q=bucket" });
  await user.click(screen.getByRole("button", { name: "Export" }));
  const items = within(await screen.findByRole("menu")).getAllByRole("menuitem");
  expect(items.map((item) => [item.hasAttribute("download"), item.getAttribute("href")])).toEqual(
    ["", "&format=ocsf", "&format=sarif"].map((format) => [
      true,
      `/api/v1/findings/export?severity=critical,high&q=bucket${format}`,
    ]),
  );
});
