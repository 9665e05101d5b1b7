// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { Person, Team } from "#lib/contract/access.ts";
import { permissions, type Permission } from "#lib/domain/permission.ts";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { TeamsList } from "./teams-list.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const idOf = (end: number) => `1f0c7a5e-3b1e-4c58-9a3e-${String(end).padStart(12, "0")}`;
const at = "2026-01-01T00:00:00Z";
const person = (end: number, name: string, state: Person["state"] = "active"): Person => ({
  id: idOf(end),
  name,
  email: `${end}@example.com`,
  role: "engineer",
  state,
  teams: [],
  createdAt: at,
  seenAt: null,
});
const people = [
  person(1, "Ada"),
  person(2, "Grace"),
  person(3, "Gone", "disabled"),
  person(4, "New", "invited"),
];
const team = (overrides: Partial<Team> = {}): Team => ({
  id: idOf(9),
  name: "Platform",
  members: [{ id: idOf(1), name: "Ada" }],
  createdAt: at,
  ...overrides,
});
const list = "GET /api/v1/teams";
const create = "POST /api/v1/teams";
const change = `PATCH /api/v1/teams/${idOf(9)}`;
const remove = `DELETE /api/v1/teams/${idOf(9)}`;
type Answers = Parameters<typeof serve>[0];
const open = (teams: readonly Team[], answers: Answers = {}, can: readonly Permission[] = permissions) => {
  const requests = serve({
    [list]: { body: { items: teams } },
    "GET /api/v1/people": { body: { items: people } },
    [create]: { body: {} },
    [change]: { body: {} },
    [remove]: { status: 204, body: null },
    ...answers,
  });
  return { ...show(<TeamsList />, { can }), requests };
};
const sent = (requests: readonly { method: string; path: string; body: unknown }[]) =>
  requests.flatMap(({ method, path, body }) => (method === "GET" ? [] : [[`${method} ${path}`, body]]));

describe("teams", () => {
  test("are listed with their members, and one without any says so", async () => {
    open([team(), team({ id: idOf(8), name: "Empty", members: [] })]);
    const rows = within(await screen.findByRole("table", { name: "Teams" })).getAllByRole("row");
    expect(rows[1]?.textContent).toContain("Ada");
    expect(rows[2]?.textContent).toContain("Nobody yet");
  });

  test("that are none say what they are for", async () => {
    open([]);
    expect(await screen.findByText("No teams yet")).toBeTruthy();
    expect(screen.queryByRole("table")).toBeNull();
  });

  test("are changed by nobody who may only look", async () => {
    open([team()], {}, ["people:read"]);
    await screen.findByText("Platform");
    expect(screen.queryByRole("button")).toBeNull();
  });

  test.each(Object.entries(hostileNames))("with hostile names (%s) are text", async (_, name) => {
    const { container } = open([team({ name, members: [{ id: idOf(1), name }] })]);
    await screen.findAllByText(name);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("a new team", () => {
  const begin = async (answers: Answers = {}) => {
    const shown = open([], answers);
    await shown.user.click(await screen.findByRole("button", { name: "New team" }));
    const dialog = within(screen.getByRole("dialog", { name: "New team" }));
    await dialog.findByRole("checkbox", { name: "Ada" });
    return {
      ...shown,
      dialog,
      name: (value: string) => fireEvent.change(dialog.getByLabelText("Name"), { target: { value } }),
      submit: () => fireEvent.click(dialog.getByRole("button", { name: "Create" })),
    };
  };

  test("is made of those who are chosen, and the dialog closes", async () => {
    const { user, dialog, name, submit, requests } = await begin();
    name("Data");
    await user.click(dialog.getByRole("checkbox", { name: "Grace" }));
    await user.click(dialog.getByRole("checkbox", { name: "New" }));
    submit();
    await waitFor(() =>
      expect(sent(requests)).toEqual([[create, { name: "Data", memberIds: [idOf(2), idOf(4)] }]]),
    );
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  test("may have nobody in it", async () => {
    const { name, submit, requests } = await begin();
    name("Data");
    submit();
    await waitFor(() => expect(sent(requests)).toEqual([[create, { name: "Data", memberIds: [] }]]));
  });

  test("offers who may sign in, and none who may not any more", async () => {
    const { dialog } = await begin();
    expect(dialog.getAllByRole("checkbox").map((box) => box.getAttribute("aria-label"))).toEqual([
      "Ada",
      "Grace",
      "New",
    ]);
  });

  test("without a name is not sent", async () => {
    const { dialog, name, submit, requests } = await begin();
    name("  ");
    submit();
    expect(dialog.getByText("Write the team's name.")).toBeTruthy();
    expect(sent(requests)).toEqual([]);
  });

  test("of a name that is taken says so at the name, and stays", async () => {
    const fields = [{ field: "name", message: "Another team is called so" }];
    const { dialog, name, submit } = await begin({
      [create]: { status: 409, body: { detail: "Taken.", fields } },
    });
    name("Platform");
    submit();
    expect(await dialog.findByText("Another team is called so")).toBeTruthy();
    expect(dialog.getByLabelText("Name").getAttribute("aria-invalid")).toBe("true");
  });
});

describe("a team that is edited", () => {
  const begin = async (edited: Team, answers: Answers = {}) => {
    const shown = open([edited], answers);
    await shown.user.click(await screen.findByRole("button", { name: `Actions for ${edited.name}` }));
    await shown.user.click(screen.getByRole("menuitem", { name: "Edit…" }));
    const dialog = within(screen.getByRole("dialog", { name: `Edit ${edited.name}` }));
    await dialog.findByRole("checkbox", { name: "Ada" });
    return { ...shown, dialog };
  };

  test("begins with its name and members, and sends them as they are then", async () => {
    const { user, dialog, requests } = await begin(team());
    expect(dialog.getByLabelText("Name")).toHaveProperty("value", "Platform");
    expect(dialog.getByRole("checkbox", { name: "Ada" }).getAttribute("aria-checked")).toBe("true");
    await user.click(dialog.getByRole("checkbox", { name: "Ada" }));
    await user.click(dialog.getByRole("checkbox", { name: "Grace" }));
    await user.click(dialog.getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(sent(requests)).toEqual([[change, { name: "Platform", memberIds: [idOf(2)] }]]),
    );
  });

  test("keeps a disabled member in sight, to be taken out", async () => {
    const { user, dialog, requests } = await begin(team({ members: [{ id: idOf(3), name: "Gone" }] }));
    await user.click(dialog.getByRole("checkbox", { name: "Gone" }));
    await user.click(dialog.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent(requests)).toEqual([[change, { name: "Platform", memberIds: [] }]]));
  });

  test("is left as it was by cancelling", async () => {
    const { user, dialog, requests } = await begin(team());
    await user.click(dialog.getByRole("checkbox", { name: "Grace" }));
    await user.click(dialog.getByRole("button", { name: "Cancel" }));
    expect(sent(requests)).toEqual([]);
  });
});

describe("deleting a team", () => {
  const ask = async (answers: Answers = {}) => {
    const shown = open([team()], answers);
    await shown.user.click(await screen.findByRole("button", { name: "Actions for Platform" }));
    await shown.user.click(screen.getByRole("menuitem", { name: "Delete…" }));
    return { ...shown, dialog: within(screen.getByRole("alertdialog", { name: "Delete Platform?" })) };
  };

  test("asks first, and says when it is not done", async () => {
    const { user, dialog, requests } = await ask();
    expect(dialog.getByText(/open assignments is kept/)).toBeTruthy();
    await user.click(dialog.getByRole("button", { name: "Delete" }));
    await waitFor(() => expect(sent(requests)).toEqual([[remove, null]]));
  });

  test("that is refused leaves the team, and lets go of the question", async () => {
    const { user, dialog } = await ask({ [remove]: { status: 409, body: { detail: "It has work." } } });
    await user.click(dialog.getByRole("button", { name: "Delete" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(screen.getByText("Platform")).toBeTruthy();
  });
});
