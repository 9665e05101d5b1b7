// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { serve, show } from "../testing/render-ui.tsx";
import { sampleMember, sampleWorkload } from "../testing/sample-workload.ts";
import { ListLink } from "./list-link.tsx";
import { MemberList } from "./member-list.tsx";
import { WorkloadTabs } from "./workload-tabs.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const contents = {
  map: "The map",
  issues: "The issues",
  findings: "The findings",
  responsibility: "The responsibilities",
  model: "The models",
  data: "The data",
  components: "The components",
  identity: "The identities",
  resources: "The resources",
  timeline: "The timeline",
};
const open = (search = "", counts: React.ComponentProps<typeof WorkloadTabs>["counts"] = {}) =>
  show(<WorkloadTabs counts={counts} contents={contents} />, { search });
const tab = (name: string | RegExp) => screen.getByRole("tab", { name });
const shown = () => screen.getByRole("tabpanel").textContent;

describe("the tabs of a workload", () => {
  test("begin with the map, and draw nothing else", () => {
    open();
    expect(shown()).toBe("The map");
    expect(tab("Map").getAttribute("aria-selected")).toBe("true");
    for (const words of Object.values(contents).slice(1)) expect(screen.queryByText(words)).toBeNull();
  });

  test.each(Object.entries(contents))("%s can be linked to", (id, words) => {
    open(`?tab=${id}`);
    expect(shown()).toBe(words);
  });

  test.each(["?tab=nonsense", "?tab=", "?tab=MAP"])(
    "an address nobody could have chosen (%s) is the map",
    (search) => {
      open(search);
      expect(shown()).toBe("The map");
    },
  );

  test("which one is open stands in the address", async () => {
    const { user, searches } = open();
    await user.click(tab("Responsibility"));
    expect(shown()).toBe("The responsibilities");
    await waitFor(() => expect(searches.at(-1)).toBe("?tab=responsibility"));
    await user.click(tab("Map"));
    await waitFor(() => expect(searches.at(-1)).toBe(""));
  });

  test("arrows go along them and round, and the tab key into what is open", async () => {
    const { user } = open();
    await user.tab();
    await user.keyboard("{ArrowRight}");
    expect(shown()).toBe("The issues");
    await user.keyboard("{ArrowLeft}{ArrowLeft}");
    expect(shown()).toBe("The timeline");
    await user.tab();
    expect(document.activeElement?.getAttribute("role")).toBe("tabpanel");
  });

  test("a count that is none is said; one that is not given is not", () => {
    open("", { issues: 0, findings: 12 });
    expect(tab(/^Issues/).textContent).toBe("Issues0");
    expect(tab(/^Findings/).textContent).toBe("Findings12");
    expect(tab("Timeline").textContent).toBe("Timeline");
  });
});

describe("the way to a list", () => {
  const link = (count: number, total: number) =>
    show(<ListLink shown={count} total={total} href="/issues?workload=w1" place="issues" />);

  test("says how much of it does not stand here", () => {
    const { container } = link(100, 1234);
    expect(container.querySelector("p")?.textContent).toBe("100 of 1,234 stand here. Open in issues");
    expect(screen.getByRole("link").getAttribute("href")).toBe("/issues?workload=w1");
  });

  test.each([
    ["all of it", 3, 3],
    ["more than was counted a moment ago", 4, 3],
  ])("says no number where %s stands here", (_, count, total) => {
    const { container } = link(count, total);
    expect(container.querySelector("p")?.textContent).toBe("Open in issues");
  });

  test("leads nowhere where there is nothing", () => {
    link(0, 0);
    expect(screen.queryByRole("link")).toBeNull();
  });
});

describe("taking a member out", () => {
  const list = (members = sampleWorkload().members) => <MemberList workload={sampleWorkload({ members })} />;
  const remove = "DELETE /api/v1/workloads/w1/members/r1";
  const button = () => screen.getByRole("button", { name: "Remove gateway from the workload" });

  test("that is refused changes nothing and says no word of success", async () => {
    const requests = serve({ [remove]: { status: 409, body: { detail: "It is the last one." } } });
    const { user, visited } = show(list());
    await user.click(button());
    await waitFor(() => expect(button()).toHaveProperty("disabled", false));
    expect(requests).toHaveLength(1);
    expect(visited).toEqual([]);
    expect(screen.queryByText(/no longer counts/)).toBeNull();
  });

  test("is asked once while under way, and leaves the others free", async () => {
    const requests = serve({ [remove]: "never" });
    const { user } = show(list());
    await user.click(button());
    await user.click(button());
    expect(requests).toHaveLength(1);
    expect(screen.getByRole("button", { name: "Remove assistant from the workload" })).toHaveProperty(
      "disabled",
      false,
    );
  });

  test("members of one name are told apart by what they are", () => {
    const twins = [
      sampleMember({ typeTitle: "API" }),
      sampleMember({ resourceId: "r9", typeTitle: "Stage", reason: "It serves the API." }),
    ];
    show(list(twins));
    const items = screen.getAllByRole("listitem");
    expect(items.map((item) => within(item).getByRole("link").getAttribute("href"))).toEqual([
      "/inventory/r1",
      "/inventory/r9",
    ]);
    expect(items.map(({ textContent }) => textContent?.includes("Stage"))).toEqual([false, true]);
  });

  test("a worst severity without anything open is not shown as open", () => {
    show(list([sampleMember({ worst: "critical", openCount: 0 })]));
    expect(screen.getByRole("listitem").textContent).not.toMatch(/open|critical/);
  });
});
