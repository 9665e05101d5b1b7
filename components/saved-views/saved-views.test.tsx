// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { SavedView } from "#lib/contract/saved-views.ts";

import { FindingsScreen } from "../findings/findings-screen.tsx";
import { giveElementsSize } from "../testing/layout.ts";
import { hostileNames, show } from "../testing/render-ui.tsx";

beforeEach(giveElementsSize);
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const id = (last: number) => `0190a0a0-0000-7000-8000-00000000000${last}`;
const view = (last: number, name: string, query: string): SavedView => ({
  id: id(last),
  page: "findings",
  name,
  query,
  shared: false,
  sharedBy: null,
});
const critical = view(1, "Critical data", "severity=critical&layer=data");
const mine = view(2, "Mine, one by one", "view=list&assignee=me");

type Sent = { method: string; path: string; body: unknown };
type Refusal = { status: number; body: object };

/** The API with views that are really kept, as far as the page can tell. */
function serveViews(first: readonly SavedView[], refusal?: Refusal) {
  let views = [...first];
  const sent: Sent[] = [];
  const change = (method: string, path: string, body: { name: string; query: string }) => {
    sent.push({ method, path, body });
    if (refusal) return Response.json(refusal.body, { status: refusal.status });
    const last = path.split("/").at(-1);
    if (method === "POST") views.push(view(9, body.name, body.query));
    if (method === "PATCH")
      views = views.map((kept) => (kept.id === last ? { ...kept, name: body.name } : kept));
    if (method === "DELETE") views = views.filter((kept) => kept.id !== last);
    return Response.json({}, { status: 200 });
  };
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    const { pathname } = new URL(url, "http://x");
    const { method = "GET", body } = init;
    if (pathname.startsWith("/api/v1/saved-views") && method !== "GET")
      return change(method, pathname, JSON.parse(typeof body === "string" ? body : "null"));
    if (pathname === "/api/v1/saved-views") return Response.json({ items: views });
    if (pathname.endsWith("/facets"))
      return Response.json({ status: {}, severity: {}, layer: {}, provider: {}, account: {}, total: 0 });
    return Response.json({ items: [], nextCursor: null });
  });
  return sent;
}

async function openMenu(views: readonly SavedView[], search = "", refusal?: Refusal) {
  const sent = serveViews(views, refusal);
  const shown = show(<FindingsScreen />, { search });
  const trigger = await screen.findByRole("button", { name: /^Saved views/ });
  if (views.length > 0) await waitForViews(shown.user, views);
  else await shown.user.click(trigger);
  return { ...shown, sent };
}
/** The menu is opened again until the views have come. */
async function waitForViews(user: ReturnType<typeof show>["user"], views: readonly SavedView[]) {
  await waitFor(async () => {
    if (!screen.queryByRole("menu")) await user.click(screen.getByRole("button", { name: /^Saved views/ }));
    expect(entries()).toContain(views[0]?.name);
  });
}
const entries = () => screen.getAllByRole("menuitem").map(({ textContent }) => textContent);
/** By what it shows: that it is selected belongs to its accessible name too. */
const entry = (text: string): HTMLElement => {
  const found = screen.getAllByRole("menuitem").find(({ textContent }) => textContent === text);
  if (!found) throw new Error(`No entry ${text}`);
  return found;
};
const address = (searches: readonly string[]) => Object.fromEntries(new URLSearchParams(searches.at(-1)));

describe("saved views of the findings", () => {
  test("are none at first, and without a filter there is nothing to save", async () => {
    await openMenu([]);
    expect(screen.getByText("No view is saved yet")).toBeTruthy();
    expect(entries()).toEqual(["Save this filter"]);
    expect(entry("Save this filter").getAttribute("aria-disabled")).toBe("true");
  });

  test("set filters and the way they are shown, and take away what was filtered before", async () => {
    const { user, searches } = await openMenu([critical, mine], "?severity=low&q=bucket");
    await user.click(entry("Mine, one by one"));
    await waitFor(() => expect(address(searches)).toEqual({ assignee: "me", view: "list" }));
  });

  test("tell which of them holds, whatever order its address is in", async () => {
    const { user } = await openMenu([critical, mine], "?layer=data&severity=critical");
    expect(
      await screen.findByRole("button", { name: "Saved views: Critical data", hidden: true }),
    ).toBeTruthy();
    expect(within(entry("Critical data")).getByLabelText("selected")).toBeTruthy();
    expect(within(entry("Mine, one by one")).queryByLabelText("selected")).toBeNull();
    await user.keyboard("{Escape}");
  });

  test("hold no longer once another filter is set", async () => {
    await openMenu([critical], "?severity=critical&layer=data&q=x");
    expect(screen.getByRole("button", { name: "Saved views", hidden: true })).toBeTruthy();
    expect(entries()).toContain("Save this filter");
    expect(entries()).not.toContain("Rename this view");
  });

  test("take the present filter under a name, which holds at once", async () => {
    const { user, sent } = await openMenu([], "?severity=high&view=list&finding=f1");
    await user.click(entry("Save this filter"));
    const dialog = screen.getByRole("dialog", { name: "Save this filter" });
    expect(document.activeElement).toBe(within(dialog).getByRole("textbox", { name: "Name" }));
    await user.type(within(dialog).getByRole("textbox"), "  High, in full  {Enter}");
    expect(await screen.findByRole("button", { name: "Saved views: High, in full" })).toBeTruthy();
    expect(sent).toEqual([
      {
        method: "POST",
        path: "/api/v1/saved-views",
        body: { page: "findings", name: "High, in full", query: "severity=high&view=list" },
      },
    ]);
    expect(screen.getByText("Saved as “High, in full”")).toBeTruthy();
  });

  test("are not saved without a name", async () => {
    const { user, sent } = await openMenu([], "?severity=high");
    await user.click(entry("Save this filter"));
    const save = screen.getByRole("button", { name: "Save" });
    expect(save).toHaveProperty("disabled", true);
    await user.type(screen.getByRole("textbox", { name: "Name" }), "   {Enter}");
    expect(save).toHaveProperty("disabled", true);
    expect(sent).toEqual([]);
  });

  test("whose name is taken say so at the name, and keep what was written", async () => {
    const refusal = {
      status: 409,
      body: {
        detail: "Taken.",
        fields: [{ field: "name", message: "You have a view of this name already" }],
      },
    };
    const { user } = await openMenu([], "?severity=high", refusal);
    await user.click(entry("Save this filter"));
    await user.type(screen.getByRole("textbox", { name: "Name" }), "Mine{Enter}");
    expect((await screen.findByRole("alert")).textContent).toBe("You have a view of this name already");
    expect(screen.getByRole("textbox", { name: "Name" })).toHaveProperty("value", "Mine");
  });

  test("forget a refusal when one begins anew", async () => {
    const { user } = await openMenu([], "?severity=high", {
      status: 409,
      body: { detail: "Too many views." },
    });
    await user.click(entry("Save this filter"));
    await user.type(screen.getByRole("textbox", { name: "Name" }), "Mine{Enter}");
    expect((await screen.findByRole("alert")).textContent).toBe("Too many views.");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await user.click(screen.getByRole("button", { name: /^Saved views/ }));
    await user.click(entry("Save this filter"));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByRole("textbox", { name: "Name" })).toHaveProperty("value", "");
  });

  test("are renamed where they hold", async () => {
    const { user, sent } = await openMenu([critical], "?severity=critical&layer=data");
    await user.click(entry("Rename this view"));
    const input = screen.getByRole("textbox", { name: "Name" });
    expect(input).toHaveProperty("value", "Critical data");
    await user.clear(input);
    await user.type(input, "Worst{Enter}");
    expect(await screen.findByRole("button", { name: "Saved views: Worst" })).toBeTruthy();
    expect(sent).toEqual([
      { method: "PATCH", path: `/api/v1/saved-views/${critical.id}`, body: { name: "Worst" } },
    ]);
  });

  test("are deleted where they hold; the filter stays, and the view can be brought back", async () => {
    const { user, sent, searches } = await openMenu([critical, mine], "?severity=critical&layer=data");
    await user.click(entry("Delete this view"));
    expect(await screen.findByText("Deleted “Critical data”")).toBeTruthy();
    await waitFor(() => expect(screen.getByRole("button", { name: "Saved views" })).toBeTruthy());
    expect(searches).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(await screen.findByRole("button", { name: "Saved views: Critical data" })).toBeTruthy();
    expect(sent.map(({ method }) => method)).toEqual(["DELETE", "POST"]);
    expect(sent[1]?.body).toMatchObject({ name: critical.name, query: critical.query });
  });

  test("that could not be deleted are still there, and it is said why", async () => {
    const refusal = { status: 503, body: { detail: "The database is not answering." } };
    const { user } = await openMenu([critical], "?severity=critical&layer=data", refusal);
    await user.click(entry("Delete this view"));
    expect(await screen.findByText("The database is not answering.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Saved views: Critical data" })).toBeTruthy();
  });
});

describe("saved views at the edges", () => {
  test("that cannot be read leave the page usable", async () => {
    vi.stubGlobal("fetch", async () => Response.json({ detail: "No." }, { status: 500 }));
    const { user } = show(<FindingsScreen />);
    await user.click(screen.getByRole("button", { name: "Saved views" }));
    expect(screen.getByText("No view is saved yet")).toBeTruthy();
  });

  test("saved under an older page with what it no longer knows still set the rest", async () => {
    const old = view(3, "Old", "severity=critical&layer=network&gone=1");
    const { user, searches } = await openMenu([old]);
    await user.click(entry("Old"));
    await waitFor(() => expect(address(searches)).toEqual({ severity: "critical" }));
  });

  test.each(Object.entries(hostileNames))("with a hostile name (%s) are text", async (_, name) => {
    serveViews([{ ...critical, name }]);
    const { user, baseElement } = show(<FindingsScreen />, { search: "?severity=critical&layer=data" });
    const trigger = await screen.findByRole("button", { name: /^Saved views: / });
    expect(trigger.textContent).toBe(name);
    await user.click(trigger);
    expect(screen.getAllByRole("menuitem")[0]?.textContent).toBe(name);
    expect(baseElement.querySelector("img, script")).toBeNull();
  });
});
