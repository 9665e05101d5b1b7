// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { Person } from "#lib/contract/access.ts";
import { roles } from "#lib/domain/permission.ts";

import { serve, show } from "../testing/render-ui.tsx";
import { PeopleList } from "./people-list.tsx";
import { roleTexts } from "./roles.ts";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const idOf = (end: number) => `1f0c7a5e-3b1e-4c58-9a3e-${String(end).padStart(12, "0")}`;
const person = (overrides: Partial<Person> = {}): Person => ({
  id: idOf(1),
  name: "Grace Hopper",
  email: "grace@example.com",
  role: "engineer",
  state: "active",
  teams: [],
  createdAt: "2026-01-01T00:00:00Z",
  seenAt: null,
  ...overrides,
});
const list = "GET /api/v1/people";
const change = `PATCH /api/v1/people/${idOf(1)}`;
const link = { personId: idOf(1), path: "/sign-in/link#once", expiresAt: "2026-01-03T00:00:00Z" };

const open = (people: readonly Person[], answers: Parameters<typeof serve>[0] = {}, viewerId = idOf(77)) => {
  const requests = serve({ [list]: { body: { items: people } }, [change]: { body: {} }, ...answers });
  return { ...show(<PeopleList />, { viewerId }), requests };
};
const sent = (requests: readonly { method: string; path: string; body: unknown }[]) =>
  requests.flatMap(({ method, path, body }) => (method === "GET" ? [] : [[`${method} ${path}`, body]]));
const openMenu = async (user: ReturnType<typeof show>["user"], name = "Grace Hopper") =>
  user.click(await screen.findByRole("button", { name: `Actions for ${name}` }));
const cellsOf = (name: string) =>
  within(screen.getByText(name).closest("tr") ?? document.body)
    .getAllByRole("cell")
    .map(({ textContent }) => textContent);

describe("a person", () => {
  test.each([
    ["active", "Active"],
    ["invited", "Invited"],
    ["disabled", "Disabled"],
  ] as const)("who is %s is said to be", async (state, said) => {
    open([person({ state })]);
    await screen.findByText("Grace Hopper");
    expect(cellsOf("Grace Hopper")).toContain(said);
  });

  test("who is in no team and was never seen is said to be, with nothing left empty", async () => {
    open([person()]);
    await screen.findByText("Grace Hopper");
    expect(cellsOf("Grace Hopper").slice(1, 5)).toEqual(["Engineer", "–", "Active", "Never"]);
  });

  test("is shown with every team", async () => {
    const teams = [
      { id: idOf(8), name: "Platform" },
      { id: idOf(9), name: "Data" },
    ];
    open([person({ teams, seenAt: "2026-01-01T00:00:00Z" })]);
    await screen.findByText("Grace Hopper");
    expect(cellsOf("Grace Hopper")[2]).toBe("PlatformData");
    expect(cellsOf("Grace Hopper")[4]).not.toBe("Never");
  });

  test("is one row, however many there are", async () => {
    open(Array.from({ length: 150 }, (_, at) => person({ id: idOf(at), name: `Person ${at}` })));
    await screen.findByText("Person 149");
    expect(screen.getAllByRole("row")).toHaveLength(151);
  });
});

describe("a role", () => {
  test.each(roles)("%s is given with what it may do beside it", async (role) => {
    const { user, requests } = open([person({ role: role === "engineer" ? "auditor" : "engineer" })]);
    await openMenu(user);
    await user.click(screen.getByRole("menuitem", { name: new RegExp(roleTexts[role].title) }));
    await waitFor(() => expect(sent(requests)).toEqual([[change, { role }]]));
  });

  test("is marked in the menu where the person has it", async () => {
    const { user } = open([person({ role: "analyst" })]);
    await openMenu(user);
    const marked = screen.getAllByRole("menuitem", { name: /selected$/ });
    expect(marked.map(({ textContent }) => textContent)).toEqual([roleTexts.analyst.title]);
  });

  test("that was changed is read again", async () => {
    const { user, requests } = open([person({ role: "auditor" })]);
    await openMenu(user);
    await user.click(screen.getByRole("menuitem", { name: /Analyst/ }));
    await waitFor(() => expect(requests.filter(({ method }) => method === "GET").length).toBeGreaterThan(1));
  });

  test("that they have already is not sent again", async () => {
    const { user, requests } = open([person({ role: "analyst" })]);
    await openMenu(user);
    await user.click(screen.getByRole("menuitem", { name: /Analyst/ }));
    expect(sent(requests)).toEqual([]);
  });

  test("of one's own is changed only after asking, as it cannot be taken back", async () => {
    const { user, requests } = open([person({ role: "admin" })], {}, idOf(1));
    await openMenu(user);
    await user.click(screen.getByRole("menuitem", { name: /Auditor/ }));
    const dialog = within(screen.getByRole("alertdialog", { name: "Change your own role?" }));
    expect(sent(requests)).toEqual([]);
    await user.click(dialog.getByRole("button", { name: "Become auditor" }));
    await waitFor(() => expect(sent(requests)).toEqual([[change, { role: "auditor" }]]));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  });

  test("of the last administrator, which the server refuses to take, stays", async () => {
    const { user, requests } = open([person({ role: "admin" })], {
      [change]: { status: 409, body: { detail: "Somebody must remain an administrator." } },
    });
    await openMenu(user);
    await user.click(screen.getByRole("menuitem", { name: /Auditor/ }));
    await waitFor(() => expect(sent(requests)).toHaveLength(1));
    expect(cellsOf("Grace Hopper")[1]).toBe("Administrator");
  });
});

describe("disabling", () => {
  test("somebody else asks first, then does it", async () => {
    const { user, requests } = open([person()]);
    await openMenu(user);
    await user.click(screen.getByRole("menuitem", { name: "Disable…" }));
    const dialog = screen.getByRole("alertdialog", { name: "Disable Grace Hopper?" });
    await user.click(within(dialog).getByRole("button", { name: "Disable" }));
    await waitFor(() => expect(sent(requests)).toEqual([[change, { disabled: true }]]));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  });

  test("is let go of without doing it", async () => {
    const { user, requests } = open([person()]);
    await openMenu(user);
    await user.click(screen.getByRole("menuitem", { name: "Disable…" }));
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(sent(requests)).toEqual([]);
    expect(screen.queryByRole("alertdialog")).toBeNull();
  });

  test("oneself is not offered", async () => {
    const { user } = open([person()], {}, idOf(1));
    await openMenu(user);
    expect(screen.getByRole("menuitem", { name: "Disable…" }).hasAttribute("data-disabled")).toBe(true);
  });

  test("that is refused keeps the question open, to be tried again or left", async () => {
    const { user } = open([person()], { [change]: { status: 409, body: { detail: "No." } } });
    await openMenu(user);
    await user.click(screen.getByRole("menuitem", { name: "Disable…" }));
    const action = within(screen.getByRole("alertdialog")).getByRole("button", { name: "Disable" });
    await user.click(action);
    await waitFor(() => expect(action).toHaveProperty("disabled", false));
    expect(screen.getByRole("alertdialog")).toBeTruthy();
  });

  test("is taken back at once, and no link is made for who is disabled", async () => {
    const { user, requests } = open([person({ state: "disabled" })]);
    await openMenu(user);
    expect(screen.queryByRole("menuitem", { name: "Disable…" })).toBeNull();
    expect(screen.getByRole("menuitem", { name: "New one-time link" }).hasAttribute("data-disabled")).toBe(
      true,
    );
    await user.click(screen.getByRole("menuitem", { name: "Enable" }));
    await waitFor(() => expect(sent(requests)).toEqual([[change, { disabled: false }]]));
  });
});

describe("a one-time link", () => {
  const renew = `POST /api/v1/people/${idOf(1)}/link`;

  test("is made anew, shown once, and gone when it is closed", async () => {
    const { user } = open([person()], { [renew]: { body: link } });
    await openMenu(user);
    await user.click(screen.getByRole("menuitem", { name: "New one-time link" }));
    const dialog = await screen.findByRole("dialog", { name: "Hand over this link" });
    expect(dialog.textContent).toContain(`${location.origin}${link.path}`);
    expect(dialog.textContent).toContain("It signs Grace Hopper in once, within 48 hours");
    await user.click(within(dialog).getByRole("button", { name: "Done" }));
    await waitFor(() => expect(document.body.textContent).not.toContain(link.path));
  });

  test("is copied whole", async () => {
    const { user } = open([person()], { [renew]: { body: link } });
    await openMenu(user);
    await user.click(screen.getByRole("menuitem", { name: "New one-time link" }));
    await user.click(await screen.findByRole("button", { name: "Copy One-time sign-in link" }));
    expect(await navigator.clipboard.readText()).toBe(`${location.origin}${link.path}`);
  });

  test("that is refused shows no empty dialog", async () => {
    const { user, requests } = open([person()], { [renew]: { status: 403, body: { detail: "No." } } });
    await openMenu(user);
    await user.click(screen.getByRole("menuitem", { name: "New one-time link" }));
    await waitFor(() => expect(sent(requests)).toHaveLength(1));
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("an invitation", () => {
  const invite = "POST /api/v1/people";
  const begin = async (answers: Parameters<typeof serve>[0] = {}) => {
    const shown = open([person()], { [invite]: { body: link }, ...answers });
    await shown.user.click(screen.getByRole("button", { name: "Invite" }));
    const dialog = within(screen.getByRole("dialog", { name: "Invite a person" }));
    const write = (label: string, value: string) =>
      fireEvent.change(dialog.getByLabelText(label), { target: { value } });
    const submit = () => fireEvent.click(dialog.getByRole("button", { name: "Invite" }));
    return { ...shown, dialog, write, submit };
  };

  test("is for an engineer unless another role is chosen", async () => {
    const { user, dialog, write, submit, requests } = await begin();
    write("Name", "Alan");
    write("E-mail", "alan@example.com");
    await user.click(dialog.getByRole("combobox", { name: "Role" }));
    await user.click(screen.getByRole("option", { name: /Auditor/ }));
    submit();
    await waitFor(() =>
      expect(sent(requests)).toEqual([
        [invite, { name: "Alan", email: "alan@example.com", role: "auditor" }],
      ]),
    );
  });

  test.each([
    ["a blank name", "   ", "a@example.com", "Write their name."],
    ["no address", "Alan", "", "Write their e-mail address."],
  ])("with %s is not sent", async (_, name, email, said) => {
    const { write, submit, requests } = await begin();
    write("Name", name);
    write("E-mail", email);
    submit();
    expect(screen.getByText(said)).toBeTruthy();
    expect(sent(requests)).toEqual([]);
  });

  test("to an address that is taken says so at the address", async () => {
    const fields = [{ field: "email", message: "Somebody is invited with this address" }];
    const { dialog, write, submit } = await begin({
      [invite]: { status: 409, body: { detail: "Taken.", fields } },
    });
    write("Name", "Alan");
    write("E-mail", "grace@example.com");
    submit();
    await waitFor(() => expect(dialog.getByLabelText("E-mail").getAttribute("aria-invalid")).toBe("true"));
    expect(dialog.getByText("Somebody is invited with this address")).toBeTruthy();
    expect(dialog.getByLabelText("Name")).toHaveProperty("value", "Alan");
  });

  test("that fails as a whole says so, and stays to be sent again", async () => {
    const { dialog, write, submit } = await begin({
      [invite]: { status: 429, body: { detail: "Too many at once." } },
    });
    write("Name", "Alan");
    write("E-mail", "alan@example.com");
    submit();
    expect((await dialog.findByRole("alert")).textContent).toBe("Too many at once.");
    expect(dialog.getByRole("button", { name: "Invite" })).toHaveProperty("disabled", false);
  });

  test("that is left begins empty the next time", async () => {
    const { user, write } = await begin();
    write("Name", "Alan");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await user.click(screen.getByRole("button", { name: "Invite" }));
    expect(screen.getByLabelText("Name")).toHaveProperty("value", "");
  });
});
