// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { ResourceView } from "#lib/contract/inventory.ts";
import {
  AddMemberInput,
  MergeWorkloadsInput,
  RenameWorkloadInput,
  SplitWorkloadInput,
  type WorkloadDetail,
} from "#lib/contract/workloads.ts";
import { memberRoles } from "#lib/domain/workload.ts";

import { serve, show } from "../testing/render-ui.tsx";
import { sampleMember, sampleWorkload } from "../testing/sample-workload.ts";
import { WorkloadHeader } from "./workload-header.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const uuid = (at: number) => `1f0c7a5e-3b1e-4c58-9a3e-${String(at).padStart(12, "0")}`;
const claims = sampleWorkload({
  members: [
    sampleMember({ resourceId: uuid(1) }),
    sampleMember({ resourceId: uuid(2), name: "assistant", typeTitle: "Agent", layer: "model" }),
  ],
});
const refusal = (field: string, message: string) => ({
  status: 400,
  body: { detail: "Some fields are not right.", fields: [{ field, message }] },
});
const done = { status: 204, body: null };

async function open(item: string, answers: Parameters<typeof serve>[0] = {}, workload = claims) {
  const requests = serve(answers);
  const shown = show(<WorkloadHeader workload={workload} />);
  const reopen = async (name = item) => {
    await shown.user.click(screen.getByRole("button", { name: "Change this workload" }));
    await shown.user.click(screen.getByRole("menuitem", { name }));
  };
  await reopen();
  return { ...shown, requests, reopen };
}
const dialog = () => within(screen.getByRole("dialog"));
const type = (label: string, value: string) =>
  fireEvent.change(dialog().getByLabelText(label), { target: { value } });
const button = (name: string) => dialog().getByRole("button", { name });
const sent = (requests: readonly { method: string; path: string; body: unknown }[]) =>
  requests.filter(({ method }) => method !== "GET").map(({ path, body }) => ({ path, body }));
const isInvalid = (label: string) => dialog().getByLabelText(label).getAttribute("aria-invalid");

describe("renaming", () => {
  const path = "PUT /api/v1/workloads/w1/name";

  test.each([
    ["nothing", ""],
    ["spaces", "   "],
    ["the name it has", "Claims assistant"],
    ["the name it has, with spaces around", "  Claims assistant "],
  ])("to %s is not offered", async (_, name) => {
    await open("Rename");
    type("Name", name);
    expect(button("Rename")).toHaveProperty("disabled", true);
  });

  test("sends the name as the server keeps it, and says it so", async () => {
    const { user, requests } = await open("Rename", { [path]: done });
    type("Name", "  Claims 2  ");
    await user.click(button("Rename"));
    expect(await screen.findByText("Renamed to Claims 2")).toBeTruthy();
    const [request] = sent(requests);
    expect(request?.body).toEqual({ name: "Claims 2" });
    expect(RenameWorkloadInput.safeParse(request?.body).success).toBe(true);
  });

  test("no longer than the server takes", async () => {
    await open("Rename");
    expect(dialog().getByLabelText("Name").getAttribute("maxlength")).toBe("120");
  });

  test("a refused name is marked and says why", async () => {
    const { user } = await open("Rename", { [path]: refusal("name", "Another workload is called so") });
    type("Name", "Research agent");
    await user.click(button("Rename"));
    expect(await dialog().findByText("Another workload is called so")).toBeTruthy();
    expect(isInvalid("Name")).toBe("true");
    expect(dialog().getByLabelText("Name")).toHaveProperty("value", "Research agent");
  });

  test("enter renames, as the button does", async () => {
    const { user, requests } = await open("Rename", { [path]: done });
    type("Name", "Claims 2");
    await user.type(dialog().getByLabelText("Name"), "{Enter}");
    await waitFor(() => expect(sent(requests)).toHaveLength(1));
  });

  test("begins with the present name each time, whatever was left in it", async () => {
    const { user, reopen } = await open("Rename");
    type("Name", "left over");
    await user.click(button("Cancel"));
    await reopen();
    expect(dialog().getByLabelText("Name")).toHaveProperty("value", "Claims assistant");
  });

  test("begins with the name it was given since", async () => {
    const { user, reopen, rerender } = await open("Rename");
    await user.click(button("Cancel"));
    rerender(<WorkloadHeader workload={sampleWorkload({ name: "Claims 2" })} />);
    await reopen();
    expect(dialog().getByLabelText("Name")).toHaveProperty("value", "Claims 2");
  });

  test("a dialog left open is not that of the next workload", async () => {
    const { rerender } = await open("Rename");
    type("Name", "meant for claims");
    rerender(<WorkloadHeader workload={sampleWorkload({ id: "w2", name: "Research agent" })} />);
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("splitting", () => {
  const path = "POST /api/v1/workloads/w1/split";
  const choose = async (user: Awaited<ReturnType<typeof open>>["user"], ...names: RegExp[]) => {
    for (const name of names) await user.click(dialog().getByRole("checkbox", { name }));
  };

  test("offers every member with what it is", async () => {
    await open("Split");
    expect(
      dialog()
        .getAllByRole("checkbox")
        .map((box) => box.closest("label")?.textContent),
    ).toEqual(["gateway API", "assistant Agent"]);
  });

  test("says that something has to stay", async () => {
    const { user } = await open("Split");
    type("Name of the new workload", "Gateway");
    await choose(user, /gateway/, /assistant/);
    expect(dialog().getByRole("alert").textContent).toBe("Something has to stay.");
    expect(button("Split")).toHaveProperty("disabled", true);
    await choose(user, /gateway/);
    expect(dialog().queryByRole("alert")).toBeNull();
    expect(button("Split")).toHaveProperty("disabled", false);
  });

  test.each([
    ["a name", "", [/gateway/]],
    ["a resource", "Gateway", []],
    ["more than spaces for a name", "  ", [/gateway/]],
  ])("needs %s", async (_, name, chosen) => {
    const { user } = await open("Split");
    type("Name of the new workload", name);
    await choose(user, ...chosen);
    expect(button("Split")).toHaveProperty("disabled", true);
  });

  test("sends what the server takes", async () => {
    const { user, requests } = await open("Split", { [path]: done });
    type("Name of the new workload", " Gateway ");
    await choose(user, /gateway/);
    await user.click(button("Split"));
    expect(await screen.findByText("Gateway was split off")).toBeTruthy();
    const [request] = sent(requests);
    expect(request?.body).toEqual({ name: "Gateway", resourceIds: [uuid(1)] });
    expect(SplitWorkloadInput.safeParse(request?.body).success).toBe(true);
  });

  test.each([
    ["name", "Another workload is called so"],
    ["resourceIds", "gateway is not part of it any more"],
  ])("a refused %s says why beside it", async (field, message) => {
    const { user } = await open("Split", { [path]: refusal(field, message) });
    type("Name of the new workload", "Gateway");
    await choose(user, /gateway/);
    await user.click(button("Split"));
    expect(await dialog().findByText(message)).toBeTruthy();
    expect(isInvalid("Name of the new workload")).toBe(field === "name" ? "true" : null);
    expect(dialog().getByRole("checkbox", { name: /gateway/ })).toHaveProperty("checked", true);
  });

  test("begins with nothing chosen each time", async () => {
    const { user, reopen } = await open("Split");
    type("Name of the new workload", "left over");
    await choose(user, /gateway/);
    await user.click(button("Cancel"));
    await reopen();
    expect(dialog().getByLabelText("Name of the new workload")).toHaveProperty("value", "");
    expect(dialog().queryByRole("checkbox", { checked: true })).toBeNull();
  });

  test("a workload of one resource cannot be split", async () => {
    const [member] = claims.members;
    const { user } = await open("Split", {}, { ...claims, members: member ? [member] : [] });
    type("Name of the new workload", "Gateway");
    await choose(user, /gateway/);
    expect(button("Split")).toHaveProperty("disabled", true);
  });
});

describe("merging", () => {
  const item = "Merge another into it";
  const list = "GET /api/v1/workloads";
  const path = "POST /api/v1/workloads/w1/merge";
  const page = (workloads: WorkloadDetail[], nextCursor: string | null = null) => ({
    [list]: { body: { items: workloads, nextCursor } },
  });
  const research = sampleWorkload({ id: uuid(9), name: "Research agent", memberCount: 1234 });

  test("says that the others load, rather than that there are none", async () => {
    await open(item, { [list]: "never" });
    expect(dialog().getByText("Loading the other workloads…")).toBeTruthy();
    expect(dialog().queryByText("There is no other workload.")).toBeNull();
  });

  test("says that they cannot be read, and reads them again when told to", async () => {
    const { user } = await open(item, { [list]: { status: 500, body: { detail: "It broke." } } });
    expect((await dialog().findByRole("alert")).textContent).toBe("It broke.");
    expect(dialog().queryByText("There is no other workload.")).toBeNull();
    serve(page([research]));
    await user.click(button("Try again"));
    expect(await dialog().findByRole("checkbox", { name: /Research agent/ })).toBeTruthy();
  });

  test("the only workload has none to merge with", async () => {
    await open(item, page([sampleWorkload()]));
    expect(await dialog().findByText("There is no other workload.")).toBeTruthy();
    expect(button("Merge")).toHaveProperty("disabled", true);
  });

  test("says how many resources would come, and sends what the server takes", async () => {
    const { user, requests } = await open(item, { ...page([research]), [path]: done });
    const box = await dialog().findByRole("checkbox", { name: /Research agent/ });
    expect(box.closest("label")?.textContent).toBe("Research agent1,234");
    await user.click(box);
    await user.click(button("Merge"));
    expect(await screen.findByText("Merged")).toBeTruthy();
    const [request] = sent(requests);
    expect(request?.body).toEqual({ from: [uuid(9)] });
    expect(MergeWorkloadsInput.safeParse(request?.body).success).toBe(true);
  });

  test("what is unchosen again is not sent", async () => {
    const second = sampleWorkload({ id: uuid(8), name: "Second" });
    const { user, requests } = await open(item, { ...page([research, second]), [path]: done });
    await user.click(await dialog().findByRole("checkbox", { name: /Research/ }));
    await user.click(dialog().getByRole("checkbox", { name: /Second/ }));
    await user.click(dialog().getByRole("checkbox", { name: /Research/ }));
    await user.click(button("Merge"));
    await waitFor(() => expect(sent(requests)[0]?.body).toEqual({ from: [uuid(8)] }));
  });

  test("of more workloads than one page the rest can be had, and what is chosen stays", async () => {
    const { user } = await open(item, page([research], "page2"));
    await user.click(await dialog().findByRole("checkbox", { name: /Research/ }));
    serve(page([sampleWorkload({ id: uuid(7), name: "Last" })]));
    await user.click(button("Load more"));
    expect(await dialog().findByRole("checkbox", { name: /Last/ })).toBeTruthy();
    expect(dialog().getByRole("checkbox", { name: /Research/ })).toHaveProperty("checked", true);
    expect(dialog().queryByRole("button", { name: "Load more" })).toBeNull();
  });

  test("a refused choice says why", async () => {
    const { user } = await open(item, {
      ...page([research]),
      [path]: refusal("from", "Research agent was merged already"),
    });
    await user.click(await dialog().findByRole("checkbox", { name: /Research/ }));
    await user.click(button("Merge"));
    expect(await dialog().findByText("Research agent was merged already")).toBeTruthy();
  });
});

describe("adding a resource", () => {
  const item = "Add a resource";
  const search = "GET /api/v1/resources";
  const path = "POST /api/v1/workloads/w1/members";
  const resource = (at: number, name: string): ResourceView => ({
    id: uuid(at),
    key: `arn:${name}`,
    name,
    type: "aws.s3.bucket",
    typeTitle: "S3 bucket",
    class: "data-store",
    layer: "data",
    provider: "aws",
    account: "111122223333",
    region: "eu-west-1",
    exposure: null,
    sensitivity: null,
    privilege: null,
    unknownCount: 0,
    firstSeenAt: "2026-01-01T00:00:00Z",
    changedAt: "2026-01-01T00:00:00Z",
    removedAt: null,
  });
  const found = (...resources: ResourceView[]) => ({
    [search]: { body: { items: resources, nextCursor: null, count: resources.length } },
  });

  test("asks nothing until two characters are typed", async () => {
    const { requests } = await open(item, found());
    type("Resource", "c");
    type("Resource", " c ");
    expect(dialog().queryByRole("list", { name: "Found resources" })).toBeNull();
    expect(requests).toEqual([]);
  });

  test("says that it searches, then that nothing is called so", async () => {
    await open(item, { [search]: "never" });
    type("Resource", "claims");
    expect(dialog().getByText("Searching…")).toBeTruthy();
    cleanup();
    await open(item, found());
    type("Resource", "claims");
    expect(await dialog().findByText("Nothing is called that.")).toBeTruthy();
  });

  test("a search that fails says so, and not that there is nothing", async () => {
    await open(item, { [search]: { status: 403, body: { detail: "Not for you." } } });
    type("Resource", "claims");
    expect(await dialog().findByText("Not for you.")).toBeTruthy();
    expect(dialog().queryByText("Nothing is called that.")).toBeNull();
  });

  test("what is part of it already is not offered again, and that is said", async () => {
    await open(item, found(resource(1, "gateway")));
    type("Resource", "gateway");
    expect(await dialog().findByText("Whatever is called that is part of it already.")).toBeTruthy();
    expect(dialog().queryByRole("button", { name: /gateway/ })).toBeNull();
  });

  test("sends the resource and what it does, as the server takes it", async () => {
    const { user, requests } = await open(item, { ...found(resource(5, "claims-docs")), [path]: done });
    type("Resource", "claims");
    await user.click(await dialog().findByRole("button", { name: /claims-docs/ }));
    await user.click(dialog().getByRole("combobox", { name: "What it does" }));
    expect(screen.getAllByRole("option")).toHaveLength(memberRoles.length);
    await user.click(screen.getByRole("option", { name: "Grounds it" }));
    await user.click(button("Add"));
    expect(await screen.findByText("claims-docs was added")).toBeTruthy();
    const [request] = sent(requests);
    expect(request?.body).toEqual({ resourceId: uuid(5), role: "grounds-it" });
    expect(AddMemberInput.safeParse(request?.body).success).toBe(true);
  });

  test("what was chosen is let go once something else is searched for", async () => {
    const { user } = await open(item, found(resource(5, "claims-docs")));
    type("Resource", "claims");
    await user.click(await dialog().findByRole("button", { name: /claims-docs/ }));
    expect(button("Add")).toHaveProperty("disabled", false);
    type("Resource", "orders");
    expect(button("Add")).toHaveProperty("disabled", true);
  });

  test.each([
    ["resourceId", "Resource", "It was removed from its cloud"],
    ["role", "What it does", "A bucket cannot answer"],
  ])("a refused %s is marked and says why", async (field, label, message) => {
    const { user } = await open(item, {
      ...found(resource(5, "claims-docs")),
      [path]: refusal(field, message),
    });
    type("Resource", "claims");
    await user.click(await dialog().findByRole("button", { name: /claims-docs/ }));
    await user.click(button("Add"));
    expect(await dialog().findByText(message)).toBeTruthy();
    expect(isInvalid(label)).toBe("true");
  });
});

describe("every dialog", () => {
  test.each(["Rename", "Add a resource", "Merge another into it", "Split"])(
    "%s closes by escape, and sends nothing",
    async (item) => {
      const { user, requests } = await open(item, { "GET /api/v1/workloads": "never" });
      await user.keyboard("{Escape}");
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
      expect(sent(requests)).toEqual([]);
    },
  );

  test("is sent once, however often it is pressed while under way", async () => {
    const { user, requests } = await open("Rename", { "PUT /api/v1/workloads/w1/name": "never" });
    type("Name", "Claims 2");
    await user.click(button("Rename"));
    await waitFor(() => expect(button("Rename")).toHaveProperty("disabled", true));
    await user.click(button("Rename"));
    expect(sent(requests)).toHaveLength(1);
  });
});
