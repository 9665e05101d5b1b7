// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { sampleMember, sampleWorkload } from "../testing/sample-workload.ts";
import { MemberList } from "./member-list.tsx";
import { WorkloadHeader } from "./workload-header.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const header = (overrides: Parameters<typeof sampleWorkload>[0] = {}) => (
  <WorkloadHeader workload={sampleWorkload(overrides)} />
);
const fact = (term: string) => screen.getByText(term).parentElement?.textContent;

describe("the header", () => {
  test("says what it is in its sentence, and leads back to all workloads", () => {
    show(header());
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Claims assistant");
    expect(screen.getByText("Agent answering through one gateway.")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Workloads" }).getAttribute("href")).toBe("/workloads");
  });

  test("what nobody said or knows is said to be so, never guessed", () => {
    show(header());
    expect(fact("Environment")).toBe("Environmentnot said");
    expect(fact("Owner")).toBe("Ownernobody");
    expect(fact("Reachable by")).toBe("Reachable bynot known");
    expect(fact("Verified")).toBe("Verifiednever");
    expect(fact("Data")).toBe("DataUnclassified");
  });

  test("each fact carries where it comes from", () => {
    show(
      header({
        environment: { value: "production", reason: "Tagged env=prod" },
        owner: { value: "Claims team", reason: "Tagged owner" },
      }),
    );
    expect(screen.getByText("production").title).toBe("Tagged env=prod");
    expect(screen.getByText("Claims team").title).toBe("Tagged owner");
    expect(screen.getByText("Agent PaaS").title).toBe("Its agent is run by the provider.");
  });

  test("its strip leads to the findings of this workload by layer", () => {
    show(header());
    const cell = screen.getByRole("link", { name: "API: 3 open, worst high" });
    expect(cell.getAttribute("href")).toMatch(/w1/);
    expect(cell.getAttribute("href")).toMatch(/layer=api/);
  });

  test("whoever only reads is offered no change", () => {
    show(header(), { can: ["workload:read"] });
    expect(screen.queryByRole("button", { name: "Change this workload" })).toBeNull();
  });

  test.each(Object.entries(hostileNames))("hostile names (%s) are text", (_, name) => {
    const { container } = show(header({ name, summary: name, owner: { value: name, reason: name } }));
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(name);
    expect(screen.getAllByText(name).length).toBeGreaterThanOrEqual(3);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("a person's decisions", () => {
  async function open(item: string, answers: Parameters<typeof serve>[0] = {}) {
    const requests = serve(answers);
    const shown = show(header());
    await shown.user.click(screen.getByRole("button", { name: "Change this workload" }));
    await shown.user.click(screen.getByRole("menuitem", { name: item }));
    return { ...shown, requests, dialog: within(screen.getByRole("dialog")) };
  }
  const sent = (requests: readonly { method: string; path: string; body: unknown }[]) =>
    requests.filter(({ method }) => method !== "GET").map(({ path, body }) => [path, body]);

  test("renaming says where the found name came from, and needs another name", async () => {
    const { user, dialog, requests, visited } = await open("Rename", {
      "PUT /api/v1/workloads/w1/name": { status: 204, body: null },
    });
    expect(dialog.getByText(/Found as Claims assistant: the agent is called so/)).toBeTruthy();
    const rename = dialog.getByRole("button", { name: "Rename" });
    expect(rename).toHaveProperty("disabled", true);
    await user.clear(dialog.getByLabelText("Name"));
    expect(rename).toHaveProperty("disabled", true);
    await user.type(dialog.getByLabelText("Name"), "Claims");
    await user.click(rename);
    expect(await screen.findByText("Renamed to Claims")).toBeTruthy();
    expect(sent(requests)).toEqual([["/api/v1/workloads/w1/name", { name: "Claims" }]]);
    expect(visited).toContain("refresh");
  });

  test("splitting needs a name and some resources, but not all of them", async () => {
    const { user, dialog, requests } = await open("Split", {
      "POST /api/v1/workloads/w1/split": { status: 204, body: null },
    });
    const split = dialog.getByRole("button", { name: "Split" });
    await user.type(dialog.getByLabelText("Name of the new workload"), "Gateway");
    expect(split).toHaveProperty("disabled", true);
    await user.click(dialog.getByRole("checkbox", { name: /gateway/ }));
    await user.click(dialog.getByRole("checkbox", { name: /assistant/ }));
    expect(split).toHaveProperty("disabled", true);
    await user.click(dialog.getByRole("checkbox", { name: /assistant/ }));
    await user.click(split);
    await waitFor(() => expect(sent(requests)).toHaveLength(1));
    expect(sent(requests)[0]?.[1]).toEqual({ name: "Gateway", resourceIds: ["r1"] });
  });

  test("merging offers every other workload, never itself", async () => {
    const others = [sampleWorkload(), sampleWorkload({ id: "w2", name: "Second" })];
    const { user, dialog, requests } = await open("Merge another into it", {
      "GET /api/v1/workloads": { body: { items: others, nextCursor: null } },
      "POST /api/v1/workloads/w1/merge": { status: 204, body: null },
    });
    expect(await dialog.findByRole("checkbox", { name: /Second/ })).toBeTruthy();
    expect(dialog.getAllByRole("checkbox")).toHaveLength(1);
    const merge = dialog.getByRole("button", { name: "Merge" });
    expect(merge).toHaveProperty("disabled", true);
    await user.click(dialog.getByRole("checkbox", { name: /Second/ }));
    await user.click(merge);
    await waitFor(() => expect(sent(requests)).toEqual([["/api/v1/workloads/w1/merge", { from: ["w2"] }]]));
  });

  test("a refused decision keeps its dialog, and another dialog begins without the old refusal", async () => {
    const { user, dialog } = await open("Rename", {
      "PUT /api/v1/workloads/w1/name": { status: 409, body: { detail: "This name is taken." } },
    });
    await user.type(dialog.getByLabelText("Name"), " 2");
    await user.click(dialog.getByRole("button", { name: "Rename" }));
    expect((await dialog.findByRole("alert")).textContent).toBe("This name is taken.");
    await user.click(dialog.getByRole("button", { name: "Cancel" }));
    await user.click(screen.getByRole("button", { name: "Change this workload" }));
    await user.click(screen.getByRole("menuitem", { name: "Split" }));
    expect(within(screen.getByRole("dialog")).queryByRole("alert")).toBeNull();
  });
});

describe("its members", () => {
  const list = (members = sampleWorkload().members) => <MemberList workload={sampleWorkload({ members })} />;

  test("stand by layer in the fixed order; a layer without any is said to be empty", () => {
    show(list());
    expect(screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      "Model1",
      "Datanone found",
      "Identitynone found",
      "API1",
      "Pipelinenone found",
    ]);
  });

  test("each says what it does, why it counts, whether others share it, and what is open", () => {
    show(list([sampleMember({ shared: true, openCount: 4, worst: "critical" })]));
    const words = screen.getByRole("listitem").textContent;
    for (const part of [
      "gateway",
      "shared",
      "Lets callers in",
      "It invokes the assistant.",
      "4 open, worst critical",
    ])
      expect(words).toContain(part);
  });

  test("is taken out by who may, under a name that says which", async () => {
    const requests = serve({ "DELETE /api/v1/workloads/w1/members/r1": { status: 204, body: null } });
    const { user, visited } = show(list());
    await user.click(screen.getByRole("button", { name: "Remove gateway from the workload" }));
    expect(await screen.findByText("gateway no longer counts as part of it")).toBeTruthy();
    expect(requests).toHaveLength(1);
    expect(visited).toEqual(["refresh"]);
    cleanup();
    show(list(), { can: ["workload:read"] });
    expect(screen.queryByRole("button")).toBeNull();
  });
});
