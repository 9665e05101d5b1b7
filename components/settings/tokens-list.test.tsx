// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { TokenView } from "#lib/contract/access.ts";
import { permissions, permissionsOfRole, type Permission } from "#lib/domain/permission.ts";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { TokensList } from "./tokens-list.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const id = "1f0c7a5e-3b1e-4c58-9a3e-000000000001";
const secret = "nacre_abcdef_0123456789";
const token = (overrides: Partial<TokenView> = {}): TokenView => ({
  id,
  name: "Pipeline",
  prefix: "nacre_abc",
  scopes: ["finding:read"],
  person: { id, name: "Ada Byron" },
  createdAt: "2026-01-01T00:00:00Z",
  expiresAt: "2027-01-01T00:00:00Z",
  usedAt: null,
  state: "active",
  ...overrides,
});
const list = "GET /api/v1/tokens";
const create = "POST /api/v1/tokens";
const revoke = `DELETE /api/v1/tokens/${id}`;
type Answers = Parameters<typeof serve>[0];
const open = (
  tokens: readonly TokenView[],
  answers: Answers = {},
  can: readonly Permission[] = permissions,
) => {
  const requests = serve({
    [list]: { body: { items: tokens } },
    [create]: { body: { token: token(), secret } },
    [revoke]: { status: 204, body: null },
    ...answers,
  });
  return { ...show(<TokensList />, { can }), requests };
};
const sent = (requests: readonly { method: string; path: string; body: unknown }[]) =>
  requests.flatMap(({ method, path, body }) => (method === "GET" ? [] : [[`${method} ${path}`, body]]));
const cells = async (name = "Pipeline") => {
  const row = (await screen.findByText(name)).closest("tr") ?? document.body;
  return within(row)
    .getAllByRole("cell")
    .map(({ textContent }) => textContent);
};

describe("a token", () => {
  test.each([
    ["active", "Active"],
    ["expired", "Expired"],
    ["revoked", "Revoked"],
  ] as const)("that is %s says so, and only an active one is revoked", async (state, said) => {
    open([token({ state })]);
    expect(await cells()).toContain(said);
    expect(screen.queryByRole("button", { name: "Revoke Pipeline" }) !== null).toBe(state === "active");
  });

  test("of one permission names it, of more counts them and names them on hover", async () => {
    open([
      token({ name: "One" }),
      token({ id: id.replace(/1$/, "2"), name: "More", scopes: ["finding:read", "issue:read"] }),
    ]);
    expect((await cells("One"))[1]).toBe("finding:read");
    expect((await cells("More"))[1]).toBe("2 permissions");
    expect(screen.getByTitle("finding:read, issue:read")).toBeTruthy();
  });

  test("is shown by how it begins and whose it is, never whole", async () => {
    open([token()]);
    expect((await cells())[0]).toBe("Pipelinenacre_abc… · Ada Byron");
    expect(document.body.textContent).not.toContain(secret);
  });

  test("that nobody used says never", async () => {
    open([token()]);
    expect(await cells()).toContain("Never");
  });

  test.each(Object.entries(hostileNames))("with a hostile name (%s) is text", async (_, name) => {
    const { container } = open([token({ name, scopes: [name] })]);
    await screen.findAllByText(name);
    expect(container.querySelector("img, script")).toBeNull();
  });

  test("is none yet, or cannot be loaded", async () => {
    open([]);
    expect(await screen.findByText("No tokens yet")).toBeTruthy();
    cleanup();
    open([], { [list]: "never" });
    expect(screen.getByText("Loading tokens")).toBeTruthy();
  });

  test("is neither made nor revoked by who may only look", async () => {
    open([token()], {}, ["token:read"]);
    await cells();
    expect(screen.queryByRole("button")).toBeNull();
  });
});

describe("revoking", () => {
  const ask = async (answers: Answers = {}) => {
    const shown = open([token()], answers);
    await shown.user.click(await screen.findByRole("button", { name: "Revoke Pipeline" }));
    return { ...shown, dialog: within(screen.getByRole("alertdialog", { name: "Revoke Pipeline?" })) };
  };

  test("says what it means before it does it, and reads the list again", async () => {
    const { user, dialog, requests } = await ask();
    expect(dialog.getByText(/refused from the next request on/)).toBeTruthy();
    expect(sent(requests)).toEqual([]);
    await user.click(dialog.getByRole("button", { name: "Revoke" }));
    await waitFor(() => expect(sent(requests)).toEqual([[revoke, null]]));
    await waitFor(() => expect(requests.filter(({ method }) => method === "GET").length).toBeGreaterThan(1));
  });

  test("is let go of without doing it", async () => {
    const { user, requests } = await ask();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(sent(requests)).toEqual([]);
  });
});

describe("a new token", () => {
  const begin = async (answers: Answers = {}, can: readonly Permission[] = permissions) => {
    const shown = open([], answers, can);
    await shown.user.click(await screen.findByRole("button", { name: "New token" }));
    const dialog = within(screen.getByRole("dialog", { name: "New token" }));
    return {
      ...shown,
      dialog,
      name: (value: string) => fireEvent.change(dialog.getByLabelText("Name"), { target: { value } }),
      submit: () => fireEvent.click(dialog.getByRole("button", { name: "Create" })),
    };
  };
  const bodyOf = (requests: Parameters<typeof sent>[0]) => sent(requests)[0]?.[1];
  const reads = permissions.filter((permission) => permission.endsWith(":read"));

  test("may read unless it is given more, and lasts a month", async () => {
    const { name, submit, requests } = await begin();
    name("Pipeline");
    submit();
    await waitFor(() => expect(sent(requests)).toHaveLength(1));
    expect(bodyOf(requests)).toEqual({ name: "Pipeline", scopes: reads, expiresInDays: 30 });
  });

  test.each(Object.entries(permissionsOfRole).filter(([, can]) => can.includes("token:write")))(
    "of the role %s is offered what that person may do, and no more",
    async (_, can) => {
      const { dialog } = await begin({}, can);
      expect(dialog.getAllByRole("checkbox").map((box) => box.getAttribute("aria-label"))).toEqual([...can]);
    },
  );

  test.each([
    ["7 days", 7],
    ["90 days", 90],
    ["1 year", 365],
  ])("lasts %s where that is chosen", async (label, expiresInDays) => {
    const { user, dialog, name, submit, requests } = await begin();
    await user.click(dialog.getByRole("combobox", { name: "Expires after" }));
    await user.click(screen.getByRole("option", { name: label }));
    name("Pipeline");
    submit();
    await waitFor(() => expect(bodyOf(requests)).toMatchObject({ expiresInDays }));
  });

  test("is given and taken permissions one by one", async () => {
    const { user, dialog, name, submit, requests } = await begin({}, [
      "finding:read",
      "issue:read",
      "connection:write",
      "token:write",
    ]);
    await user.click(dialog.getByRole("checkbox", { name: "issue:read" }));
    await user.click(dialog.getByRole("checkbox", { name: "connection:write" }));
    name("Pipeline");
    submit();
    await waitFor(() =>
      expect(bodyOf(requests)).toMatchObject({ scopes: ["finding:read", "connection:write"] }),
    );
  });

  test("without a name or a permission is not sent, and says what is missing", async () => {
    const { user, dialog, submit, requests } = await begin({}, ["finding:read", "token:write"]);
    await user.click(dialog.getByRole("checkbox", { name: "finding:read" }));
    submit();
    expect(dialog.getAllByRole("alert").map(({ textContent }) => textContent)).toEqual([
      "Write what it is for.",
      "Choose at least one permission.",
    ]);
    expect(sent(requests)).toEqual([]);
  });

  test("that the server refuses says so at its field, and shows no secret", async () => {
    const fields = [{ field: "name", message: "Use at most 100 characters" }];
    const { dialog, name, submit } = await begin({
      [create]: { status: 400, body: { detail: "Not valid.", fields } },
    });
    name("x".repeat(101));
    submit();
    expect(await dialog.findByText("Use at most 100 characters")).toBeTruthy();
    expect(screen.queryByRole("dialog", { name: "Copy the token now" })).toBeNull();
  });

  test("is shown once, can be copied, and is nowhere after that", async () => {
    const { user, name, submit } = await begin();
    name("Pipeline");
    submit();
    const shown = within(await screen.findByRole("dialog", { name: "Copy the token now" }));
    expect(shown.getByText(secret)).toBeTruthy();
    expect(shown.getByText(/shown only this once/)).toBeTruthy();
    await user.click(shown.getByRole("button", { name: "Copy API token" }));
    expect(await navigator.clipboard.readText()).toBe(secret);
    await user.click(shown.getByRole("button", { name: "Done" }));
    await waitFor(() => expect(document.body.textContent).not.toContain(secret));
  });

  test("that is left is not made, and begins empty the next time", async () => {
    const { user, name, requests } = await begin();
    name("Pipeline");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await user.click(screen.getByRole("button", { name: "New token" }));
    expect(screen.getByLabelText("Name")).toHaveProperty("value", "");
    expect(sent(requests)).toEqual([]);
  });
});
