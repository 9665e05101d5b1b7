// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { PathnameContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime.js";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { permissionsOfRole, roles, type Role } from "#lib/domain/permission.ts";

import { ada, hostileNames, serve, show } from "../testing/render-ui.tsx";
import { destinations, isUnder } from "./navigation.ts";
import { Shell } from "./shell.tsx";
import { useCan, useViewer, type Viewer } from "./viewer.tsx";

const assigned: string[] = [];
beforeEach(() => {
  assigned.splice(0);
  Element.prototype.scrollIntoView = () => {};
  vi.spyOn(location, "assign").mockImplementation((url) => void assigned.push(String(url)));
});
afterEach(() => {
  cleanup();
  localStorage.clear();
  document.documentElement.className = "";
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function inShell(viewer: Partial<Viewer> = {}, pathname = "/findings") {
  return show(
    <PathnameContext value={pathname}>
      <Shell viewer={{ ...ada, ...viewer }}>
        <h1>The page</h1>
      </Shell>
    </PathnameContext>,
  );
}
const as = (role: Role): Partial<Viewer> => ({ role, permissions: [...permissionsOfRole[role]] });
const navigation = () => screen.getByRole("navigation", { name: "Main" });
const linkTitles = () =>
  within(navigation())
    .getAllByRole("link")
    .map((link) => link.textContent?.replace(/G [A-Z]$/, ""));

describe("the pages offered", () => {
  const everything = [
    "Overview",
    "Workloads",
    "Issues",
    "Findings",
    "Responsibility",
    "Compliance",
    "Remediation",
    "Plans",
    "Inventory",
    "Explorer",
    "Connections",
    "Imports",
    "Changes",
    "Checks",
    "Settings",
  ];

  test.each([
    ["admin", everything],
    ["analyst", everything],
    ["auditor", everything],
    ["engineer", everything.filter((title) => !["Connections", "Plans", "Compliance"].includes(title))],
  ] as const)("to an %s", (role, titles) => {
    inShell(as(role));
    // Changes are for who sees every finding.
    const seesAll = permissionsOfRole[role].includes("work:read-all");
    expect(linkTitles()).toEqual(titles.filter((title) => seesAll || title !== "Changes"));
  });

  test("to who may see nothing are none", () => {
    inShell({ permissions: [] });
    expect(within(navigation()).queryAllByRole("link")).toEqual([]);
    expect(screen.getByRole("heading", { name: "The page" })).toBeTruthy();
  });

  test("lead each to a place and a key of its own", () => {
    for (const of of ["href", "key", "title"] as const)
      expect(new Set(destinations.map((destination) => destination[of])).size).toBe(destinations.length);
  });

  test.each(roles)("an %s can go to each of them by a permission of the role", (role) => {
    const offered = destinations.filter(({ needs }) => permissionsOfRole[role].includes(needs));
    expect(offered.length).toBeGreaterThan(0);
    expect(offered.map(({ href }) => href)).toContain("/findings");
  });
});

describe("where one is", () => {
  const current = () =>
    within(navigation())
      .getAllByRole("link")
      .filter((link) => link.getAttribute("aria-current") === "page")
      .map((link) => link.getAttribute("href"));

  test.each([
    ["/findings", ["/findings"]],
    ["/findings/0190a0a0-0000-7000-8000-000000000001", ["/findings"]],
    ["/checks/aws/s3/bucket-public", ["/checks"]],
    ["/settings/people", ["/settings"]],
    ["/findings-archive", []],
    ["/", []],
    ["/jobs", []],
  ])("on %s is %j", (pathname, hrefs) => {
    inShell({}, pathname);
    expect(current()).toEqual(hrefs);
  });

  test.each([
    ["/issues", "/issues", true],
    ["/issues/1", "/issues", true],
    ["/issuesx", "/issues", false],
    ["/", "/issues", false],
  ])("%s under %s: %s", (pathname, href, expected) => {
    expect(isUnder(pathname, href)).toBe(expected);
  });
});

describe("the organization", () => {
  const two = {
    organizations: [
      { id: "acme", name: "Acme" },
      { id: "globex", name: "Globex" },
    ],
  };
  const openSwitcher = async (viewer: Partial<Viewer> = two) => {
    const shown = inShell(viewer);
    await shown.user.click(screen.getByRole("button", { name: /^Organization: / }));
    return shown;
  };

  test("is named, and the others are offered with the present one marked", async () => {
    await openSwitcher();
    const items = screen.getAllByRole("menuitem");
    expect(items.map(({ textContent }) => textContent)).toEqual(["Acme", "Globex"]);
    expect(items.map((item) => within(item).queryByLabelText("selected") !== null)).toEqual([true, false]);
  });

  test("is changed on the server, and then everything is read anew from the start page", async () => {
    const requests = serve({ "PUT /api/v1/session/organization": { status: 204, body: null } });
    const { user } = await openSwitcher();
    await user.click(screen.getByRole("menuitem", { name: "Globex" }));
    await waitFor(() => expect(assigned).toEqual(["/"]));
    expect(requests).toEqual([
      { method: "PUT", path: "/api/v1/session/organization", body: { organizationId: "globex" } },
    ]);
  });

  test("chosen again changes nothing, and loses nobody's page", async () => {
    const requests = serve({});
    const { user } = await openSwitcher();
    await user.click(screen.getByRole("menuitem", { name: /Acme/ }));
    expect(requests).toEqual([]);
    expect(assigned).toEqual([]);
  });

  test("that refuses one stays on this page", async () => {
    const requests = serve({ "PUT /api/v1/session/organization": { status: 403, body: { detail: "No." } } });
    const { user } = await openSwitcher();
    await user.click(screen.getByRole("menuitem", { name: "Globex" }));
    await waitFor(() => expect(requests).toHaveLength(1));
    expect(assigned).toEqual([]);
  });

  test.each(Object.entries(hostileNames))("with a hostile name (%s) is text", async (_, name) => {
    const organization = { id: "x", name };
    const { baseElement } = await openSwitcher({ organization, organizations: [organization] });
    expect(screen.getByRole("menuitem").textContent).toBe(name);
    expect(baseElement.querySelector("img, script")).toBeNull();
  });
});

describe("the account menu", () => {
  const openMenu = async (viewer: Partial<Viewer> = {}) => {
    const shown = inShell(viewer);
    await shown.user.click(screen.getByRole("button", { name: /Account menu/ }));
    return shown;
  };

  test.each(roles)("says who is signed in, as which %s", async (role) => {
    await openMenu(as(role));
    expect(
      screen.getByRole("button", { name: `Ada Byron, ${role}. Account menu`, hidden: true }),
    ).toBeTruthy();
    expect(screen.getByText("ada@example.com")).toBeTruthy();
  });

  test("leads to the settings and out, by links", async () => {
    await openMenu();
    const hrefs = screen.getAllByRole("menuitem").map((item) => item.getAttribute("href"));
    expect(hrefs.filter(Boolean)).toEqual(["/settings", "/sign-out"]);
  });
});

describe("the frame", () => {
  test("begins with the way past the navigation, to the page itself", async () => {
    const { user } = inShell();
    await user.tab();
    const skip = screen.getByRole("link", { name: "Skip to content" });
    expect(document.activeElement).toBe(skip);
    const main = screen.getByRole("main");
    expect(skip.getAttribute("href")).toBe(`#${main.id}`);
    expect(main.tabIndex).toBe(-1);
  });

  test("opens search by its button and by its key", async () => {
    serve({});
    const { user } = inShell();
    await user.click(screen.getAllByRole("button", { name: /^Search/ })[0] ?? document.body);
    expect(screen.getByRole("dialog", { name: "Search and commands" })).toBeTruthy();
    await user.keyboard("{Escape}");
    await user.keyboard("{Control>}k{/Control}");
    expect(screen.getByRole("dialog", { name: "Search and commands" })).toBeTruthy();
  });

  test("where it is narrow has the navigation behind a button, which closes by going somewhere", async () => {
    const { user } = inShell();
    await user.click(screen.getByRole("button", { name: "Open the menu" }));
    const menu = screen.getByRole("dialog", { name: "Menu" });
    expect(within(menu).getByRole("navigation", { name: "Main" })).toBeTruthy();
    await user.click(within(menu).getByRole("link", { name: /Issues/ }));
    await waitFor(() => expect(screen.queryByRole("dialog", { name: "Menu" })).toBeNull());
  });

  test("the narrow menu gives way to search", async () => {
    serve({});
    const { user } = inShell();
    await user.click(screen.getByRole("button", { name: "Open the menu" }));
    const menu = screen.getByRole("dialog", { name: "Menu" });
    await user.click(within(menu).getByRole("button", { name: /Search/ }));
    expect(screen.queryByRole("dialog", { name: "Menu" })).toBeNull();
    expect(screen.getByRole("dialog", { name: "Search and commands" })).toBeTruthy();
  });

  test("g and a letter go where one may go, and nowhere else", async () => {
    const { user, visited } = inShell(as("engineer"));
    await user.keyboard("gfgigc");
    expect(visited).toEqual(["/findings", "/issues"]);
  });
});

describe("who is looking", () => {
  const May = () => <output>{useCan("people:write") ? "may" : "may not"}</output>;

  test("is what the page asks for what to offer", () => {
    show(<May />, { can: ["people:read"] });
    expect(screen.getByText("may not")).toBeTruthy();
    cleanup();
    show(<May />, { can: ["people:write"] });
    expect(screen.getByText("may")).toBeTruthy();
  });

  test("is not guessed outside the console", async () => {
    const { render } = await import("@testing-library/react");
    const Name = () => useViewer().name;
    vi.spyOn(console, "error").mockImplementation(() => {});
    expect(() => render(<Name />)).toThrow("useViewer is used outside the console");
  });
});
