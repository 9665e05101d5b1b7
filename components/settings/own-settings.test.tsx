// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { PathnameContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime.js";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { SessionView } from "#lib/contract/access.ts";
import { permissionsOfRole, type Permission } from "#lib/domain/permission.ts";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { OrganizationForm } from "./organization-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { SessionsList } from "./sessions-list.tsx";
import { SettingsNav } from "./settings-nav.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const idOf = (end: number) => `1f0c7a5e-3b1e-4c58-9a3e-${String(end).padStart(12, "0")}`;
const at = "2026-01-01T00:00:00Z";
type Answers = Parameters<typeof serve>[0];
const sent = (requests: readonly { method: string; path: string; body: unknown }[]) =>
  requests.flatMap(({ method, path, body }) => (method === "GET" ? [] : [[`${method} ${path}`, body]]));

describe("sessions", () => {
  const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
  const session = (overrides: Partial<SessionView> = {}): SessionView => ({
    id: idOf(1),
    person: { id: idOf(7), name: "Ada Byron" },
    userAgent: firefox,
    address: "192.0.2.7",
    createdAt: at,
    seenAt: at,
    expiresAt: at,
    current: false,
    ...overrides,
  });
  const list = "GET /api/v1/session/all";
  const end = `DELETE /api/v1/session/all/${idOf(1)}`;
  const open = (sessions: readonly SessionView[], answers: Answers = {}) => {
    const requests = serve({
      [list]: { body: { items: sessions } },
      [end]: { status: 204, body: null },
      ...answers,
    });
    return { ...show(<SessionsList />), requests };
  };

  test("say where somebody is signed in, in words, with all of it on hover", async () => {
    open([session()]);
    expect((await screen.findByText("Firefox on Linux")).getAttribute("title")).toBe(firefox);
    expect(screen.getByText("192.0.2.7")).toBeTruthy();
  });

  test("cannot be ended from within: the present one is marked instead", async () => {
    open([session({ current: true }), session({ id: idOf(2), person: { id: idOf(8), name: "Grace" } })]);
    await screen.findAllByText("Firefox on Linux");
    expect(screen.getAllByText("This one")).toHaveLength(1);
    expect(
      screen.getAllByRole("button", { name: /^End/ }).map((button) => button.getAttribute("aria-label")),
    ).toEqual(["End Grace's session in Firefox on Linux"]);
  });

  test("are ended by their own id, and read again", async () => {
    const { user, requests } = open([session()]);
    await user.click(await screen.findByRole("button", { name: /^End Ada/ }));
    await waitFor(() => expect(sent(requests)).toEqual([[end, null]]));
    await waitFor(() => expect(requests.filter(({ method }) => method === "GET").length).toBeGreaterThan(1));
  });

  test("that could not be ended can be tried again", async () => {
    const { user } = open([session()], { [end]: { status: 500, body: {} } });
    const button = await screen.findByRole("button", { name: /^End Ada/ });
    await user.click(button);
    await waitFor(() => expect(button).toHaveProperty("disabled", false));
  });

  test("load while the password can be changed already", () => {
    open([], { [list]: "never" });
    expect(screen.getByText("Loading sessions")).toBeTruthy();
    expect(screen.getByRole("heading", { name: "Password" })).toBeTruthy();
  });

  test.each(Object.entries(hostileNames))("of a hostile browser (%s) are text", async (_, name) => {
    const { container } = open([session({ userAgent: name, address: name, person: { id: idOf(7), name } })]);
    await screen.findByTitle(name);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("the password", () => {
  const change = "PUT /api/v1/session/password";
  const open = (answer: Answers[string]) => {
    const requests = serve({ [change]: answer });
    show(<PasswordForm />);
    const write = (present: string, next: string) => {
      fireEvent.change(screen.getByLabelText("Present password"), { target: { value: present } });
      fireEvent.change(screen.getByLabelText("New password"), { target: { value: next } });
      fireEvent.click(screen.getByRole("button", { name: "Change password" }));
    };
    return { requests, write };
  };
  const fine = { status: 204, body: null };

  test.each([
    ["of 12 characters", "a".repeat(12)],
    ["of 12 blanks, which are characters too", " ".repeat(12)],
    ["of 128 characters", "a".repeat(128)],
  ])("%s is sent as it is", async (_, password) => {
    const { requests, write } = open(fine);
    write("the present one", password);
    await waitFor(() =>
      expect(sent(requests)).toEqual([[change, { currentPassword: "the present one", password }]]),
    );
  });

  test.each([
    ["of 11 characters", "a".repeat(11)],
    ["of 5 pictures, each of which a computer counts twice", "👩".repeat(5)],
    ["of none", ""],
  ])("%s is too short", (_, password) => {
    const { requests, write } = open(fine);
    write("the present one", password);
    expect(screen.getByText("Use at least 12 characters.")).toBeTruthy();
    expect(sent(requests)).toEqual([]);
  });

  test("is never shown, and known to a password manager for what it is", () => {
    open(fine);
    for (const [label, purpose] of [
      ["Present password", "current-password"],
      ["New password", "new-password"],
    ] as const) {
      expect(screen.getByLabelText(label).getAttribute("type")).toBe("password");
      expect(screen.getByLabelText(label).getAttribute("autocomplete")).toBe(purpose);
    }
  });

  test("that was refused stays in the form, to be mended", async () => {
    const { write } = open({ status: 429, body: { detail: "Too many tries. Wait a minute." } });
    write("wrong", "a new long password");
    expect((await screen.findByRole("alert")).textContent).toBe("Too many tries. Wait a minute.");
    expect(screen.getByLabelText("New password")).toHaveProperty("value", "a new long password");
  });

  test("under way is not sent twice", async () => {
    const { requests, write } = open("never");
    write("the present one", "a new long password");
    const button = screen.getByRole("button", { name: "Change password" });
    await waitFor(() => expect(button).toHaveProperty("disabled", true));
    fireEvent.click(button);
    expect(sent(requests)).toHaveLength(1);
  });
});

describe("the organization", () => {
  const get = "GET /api/v1/organization";
  const rename = "PATCH /api/v1/organization";
  const open = (answers: Answers = {}, can?: readonly Permission[]) => {
    const requests = serve({
      [get]: { body: { id: idOf(1), name: "Acme", owaspEdition: "2026", createdAt: at, historyDays: 400 } },
      [rename]: { status: 204, body: null },
      ...answers,
    });
    return { ...show(<OrganizationForm />, can ? { can } : {}), requests };
  };
  const ready = () => waitFor(() => expect(screen.getByLabelText("Name")).toHaveProperty("value", "Acme"));
  const write = (value: string) => {
    fireEvent.change(screen.getByLabelText("Name"), { target: { value } });
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
  };

  test.each([[""], ["   "]])("cannot be called %j", async (name) => {
    const { requests } = open();
    await ready();
    write(name);
    expect(screen.getByText("Write the organization's name.")).toBeTruthy();
    expect(sent(requests)).toEqual([]);
  });

  test("that the server refuses to rename says so at the name, and keeps what was written", async () => {
    const fields = [{ field: "name", message: "Use at most 100 characters" }];
    const { visited } = open({ [rename]: { status: 400, body: { detail: "No.", fields } } });
    await ready();
    write("x".repeat(101));
    expect(await screen.findByText("Use at most 100 characters")).toBeTruthy();
    expect(screen.getByLabelText("Name")).toHaveProperty("value", "x".repeat(101));
    expect(visited).toEqual([]);
  });

  test.each(["", "6", "3651", "7.5", "ever"])("keeps no history for %j days", async (text) => {
    const { requests } = open();
    await ready();
    fireEvent.change(screen.getByLabelText("Days of history"), { target: { value: text } });
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(screen.getByText("Write a number of days from 7 to 3650.")).toBeTruthy();
    expect(sent(requests)).toEqual([]);
  });

  test("gives its id to be copied", async () => {
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: `Copy ${idOf(1)}` }));
    expect(await navigator.clipboard.readText()).toBe(idOf(1));
  });

  test.each(Object.entries(hostileNames))("of a hostile name (%s) is text in a field", async (_, name) => {
    const { container } = open({
      [get]: { body: { id: idOf(1), name, owaspEdition: "2026", createdAt: at, historyDays: 400 } },
    });
    await waitFor(() => expect(screen.getByLabelText("Name")).toHaveProperty("value", name));
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("the sections", () => {
  const open = (pathname: string, can: readonly Permission[]) => {
    show(
      <PathnameContext value={pathname}>
        <SettingsNav />
      </PathnameContext>,
      { can },
    );
    return within(screen.getByRole("navigation", { name: "Settings" })).getAllByRole("link");
  };
  const all = ["Organization", "People", "Teams", "Tokens", "Score", "Checks", "Sessions", "Audit log"];
  const needs: Readonly<Record<string, Permission>> = {
    People: "people:read",
    Teams: "people:read",
    Tokens: "token:read",
    Score: "issue:read",
    Checks: "finding:read",
    "Audit log": "audit:read",
  };

  test.each(Object.entries(permissionsOfRole))(
    "that the role %s may see are offered, and no other",
    (_, can) => {
      const offered = open("/settings/organization", can).map(({ textContent }) => textContent);
      expect(offered).toEqual(all.filter((title) => !needs[title] || can.includes(needs[title])));
    },
  );

  test("name the one that is open", () => {
    const current = open("/settings/teams", permissionsOfRole.admin).filter((link) =>
      link.hasAttribute("aria-current"),
    );
    expect(current.map(({ textContent }) => textContent)).toEqual(["Teams"]);
  });
});
