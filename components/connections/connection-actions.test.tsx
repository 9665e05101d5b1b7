// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { ConnectionView } from "#lib/contract/connections.ts";

import { serve, show } from "../testing/render-ui.tsx";
import { sampleConnection, sampleConnectionDetail, sampleConnector } from "../testing/sample-connection.ts";
import { ConnectionActions } from "./connection-actions.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const change = "PATCH /api/v1/connections/c1";
const remove = "DELETE /api/v1/connections/c1";
const sync = "POST /api/v1/connections/c1/sync";
type Answers = Parameters<typeof serve>[0];

const open = (overrides: Partial<ConnectionView> = {}, answers: Answers = {}) => {
  const requests = serve({
    [change]: { body: {} },
    [remove]: { status: 204, body: null },
    [sync]: { body: {} },
    "GET /api/v1/connections/c1": { body: sampleConnectionDetail() },
    "GET /api/v1/connectors": { body: { items: [sampleConnector()] } },
    ...answers,
  });
  return { ...show(<ConnectionActions connection={sampleConnection(overrides)} />), requests };
};
const sent = (requests: readonly { method: string; path: string; body: unknown }[]) =>
  requests.flatMap(({ method, path, body }) => (method === "GET" ? [] : [[`${method} ${path}`, body]]));
const choose = async (user: ReturnType<typeof show>["user"], item: string) => {
  await user.click(screen.getByRole("button", { name: "More for Production" }));
  await user.click(screen.getByRole("menuitem", { name: item }));
};

describe("syncing", () => {
  test("asks once, and waits for the answer", async () => {
    const { user, requests } = open({}, { [sync]: "never" });
    const button = screen.getByRole("button", { name: "Sync Production now" });
    await user.click(button);
    await waitFor(() => expect(button).toHaveProperty("disabled", true));
    await user.click(button);
    expect(sent(requests)).toEqual([[sync, null]]);
  });

  test("that is refused can be asked for again", async () => {
    const { user } = open({}, { [sync]: { status: 409, body: { detail: "It is paused." } } });
    const button = screen.getByRole("button", { name: "Sync Production now" });
    await user.click(button);
    await waitFor(() => expect(button).toHaveProperty("disabled", false));
  });
});

describe("pausing", () => {
  test("is one step, said in words, with nothing else changed", async () => {
    const { user, requests } = open();
    await choose(user, "Pause");
    await waitFor(() => expect(sent(requests)).toEqual([[change, { paused: true }]]));
    expect(await screen.findByText("Production is paused")).toBeTruthy();
  });

  test("is undone in the same place", async () => {
    const { user, requests } = open({ pausedAt: "2026-03-01T00:00:00Z" });
    expect(screen.getByRole("button", { name: "Sync Production now" })).toHaveProperty("disabled", true);
    await choose(user, "Resume");
    await waitFor(() => expect(sent(requests)).toEqual([[change, { paused: false }]]));
    expect(await screen.findByText("Production is resumed")).toBeTruthy();
  });
});

describe("removing", () => {
  const ask = async (resourceCount: number, answers: Answers = {}) => {
    const shown = open({ resourceCount }, answers);
    await choose(shown.user, "Remove");
    return { ...shown, dialog: screen.getByRole("alertdialog", { name: "Remove Production?" }) };
  };

  test.each([
    [0, "0 resources leave the inventory with their findings"],
    [1, "1 resource leaves the inventory with its findings"],
    [1_234, "1,234 resources leave the inventory with their findings"],
  ])("of %i resources says what is lost, in words that fit", async (count, said) => {
    const { dialog } = await ask(count);
    expect(dialog.textContent.replaceAll(/\s+/g, " ")).toContain(said);
  });

  test("is done on confirmation, and leads back to the list", async () => {
    const { user, dialog, requests, visited } = await ask(3);
    await user.click(within(dialog).getByRole("button", { name: "Remove the connection" }));
    await waitFor(() => expect(visited).toEqual(["/connections"]));
    expect(sent(requests)).toEqual([[remove, null]]);
    expect(screen.getByText("Production is removed")).toBeTruthy();
  });

  test("under way cannot be confirmed twice", async () => {
    const { user, dialog, requests } = await ask(3, { [remove]: "never" });
    const action = within(dialog).getByRole("button", { name: "Remove the connection" });
    await user.click(action);
    await waitFor(() => expect(action).toHaveProperty("disabled", true));
    await user.click(action);
    expect(sent(requests)).toHaveLength(1);
  });

  test("that is refused goes nowhere", async () => {
    const { user, dialog, visited } = await ask(3, { [remove]: { status: 403, body: { detail: "No." } } });
    const action = within(dialog).getByRole("button", { name: "Remove the connection" });
    await user.click(action);
    await waitFor(() => expect(action).toHaveProperty("disabled", false));
    expect(visited).toEqual([]);
  });

  test("is left by Escape, with nothing sent", async () => {
    const { user, requests } = await ask(3);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(sent(requests)).toEqual([]);
  });
});

describe("editing", () => {
  test("opens with the connection as it is", async () => {
    const { user } = open();
    await choose(user, "Edit");
    const dialog = within(screen.getByRole("dialog", { name: "Edit the connection" }));
    expect(await dialog.findByLabelText("Name")).toHaveProperty("value", "Production");
    await user.click(dialog.getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });
});
