// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { Permission } from "#lib/domain/permission.ts";

import { ShortcutSheet } from "../keyboard/shortcut-sheet.tsx";
import { useShortcut } from "../keyboard/shortcuts.tsx";
import { GoShortcuts } from "../shell/go-shortcuts.tsx";
import { UserMenu } from "../shell/user-menu.tsx";
import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { CommandPalette } from "./command-palette.tsx";

beforeEach(() => {
  // The list box scrolls what is chosen into sight; there is nothing to scroll here.
  Element.prototype.scrollIntoView = () => {};
});
afterEach(() => {
  cleanup();
  localStorage.clear();
  document.documentElement.className = "";
  vi.unstubAllGlobals();
});

function Palette() {
  const [open, setOpen] = useState(false);
  return <CommandPalette open={open} onOpenChange={setOpen} />;
}
const found = (items: readonly object[]) => ({ "GET /api/v1/search": { body: { items } } });
const options = () => screen.getAllByRole("option").map(({ textContent }) => textContent);

const openPalette = async (can?: readonly Permission[]) => {
  const shown = show(<Palette />, can ? { can } : {});
  await shown.user.keyboard("{Control>}k{/Control}");
  return { ...shown, input: screen.getByRole("combobox") };
};

describe("the command palette", () => {
  test("opens and closes by its key, even while somebody types", async () => {
    const { user } = await openPalette();
    expect(screen.getByRole("dialog", { name: "Search and commands" })).toBeTruthy();
    await user.keyboard("{Control>}k{/Control}");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("lists the pages the reader may see, and no other", async () => {
    await openPalette(["finding:read"]);
    expect(options().filter((option) => /G [A-Z]$/.test(option))).toEqual([
      "FindingsG F",
      "ImportsG U",
      "ChecksG H",
      "SettingsG S",
    ]);
  });

  test("goes to a page by Enter and closes", async () => {
    serve(found([]));
    const { user, input, visited } = await openPalette();
    await user.type(input, "invent{Enter}");
    expect(visited).toEqual(["/inventory"]);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("finds what the server finds, by kind, and leads there; a check's id stays a path", async () => {
    serve(
      found([
        { kind: "workload", id: "w1", title: "Claims assistant", detail: "production" },
        { kind: "check", id: "aws/s3/bucket-public", title: "Claims bucket is private", detail: "high" },
      ]),
    );
    const { user, input, visited } = await openPalette();
    await user.type(input, "claims");
    await user.click(await screen.findByRole("option", { name: /Claims bucket is private/ }));
    expect(visited).toEqual(["/checks/aws/s3/bucket-public"]);
  });

  test("one letter asks the server nothing", async () => {
    const requests = serve(found([]));
    const { user, input } = await openPalette();
    await user.type(input, "q");
    expect(requests).toEqual([]);
  });

  test("says that nothing is called so, and differently that search is not answering", async () => {
    serve(found([]));
    const first = await openPalette();
    await first.user.type(first.input, "zzzz");
    expect(await screen.findByText(/Nothing is called “zzzz”/)).toBeTruthy();
    cleanup();
    serve({ "GET /api/v1/search": { status: 500, body: {} } });
    const second = await openPalette();
    await second.user.type(second.input, "zzzz");
    expect(await screen.findByText(/Search is not answering/)).toBeTruthy();
  });

  test("says that search is not answering beside the pages that are called so too", async () => {
    serve({ "GET /api/v1/search": { status: 500, body: {} } });
    const { user, input } = await openPalette();
    await user.type(input, "find");
    expect(await screen.findByText(/Search is not answering/)).toBeTruthy();
    expect(options()).toEqual(["FindingsG F"]);
  });

  test("changes the theme", async () => {
    const { user, input } = await openPalette();
    await user.type(input, "theme dark{Enter}");
    expect(document.documentElement.className).toBe("dark");
  });

  test.each(Object.entries(hostileNames))("a result with a hostile name (%s) is text", async (_, name) => {
    serve(found([{ kind: "resource", id: "r", title: name, detail: name }]));
    const { user, input, baseElement } = await openPalette();
    await user.type(input, "anything");
    await waitFor(() => expect(screen.getAllByText(name)).toHaveLength(2));
    expect(baseElement.querySelector("img, script")).toBeNull();
  });
});

describe("what the palette finds", () => {
  test.each(["%", "a&b=c", "../../x", "#hash", "ümläut 人"])(
    "%j is asked for as it was typed, whatever it means in an address",
    async (text) => {
      const requests = serve(found([]));
      const { user, input } = await openPalette();
      await user.click(input);
      await user.paste(text === "%" ? "%%" : text);
      await waitFor(() => expect(requests).toHaveLength(1));
      const asked = new URL(requests[0]?.path ?? "", "http://x");
      expect(asked.pathname).toBe("/api/v1/search");
      expect([...asked.searchParams]).toEqual([["q", text === "%" ? "%%" : text]]);
    },
  );

  test("each kind of thing found leads to its own page", async () => {
    const items = ["workload", "issue", "finding", "resource", "check", "connection"].map((kind) => ({
      kind,
      id: `id of/${kind}`,
      title: `The ${kind}`,
      detail: "",
    }));
    serve(found(items));
    const went: string[] = [];
    for (const { title } of items) {
      const { user, input, visited } = await openPalette();
      await user.click(input);
      await user.paste("the");
      await user.click(await screen.findByRole("option", { name: title }));
      went.push(...visited);
      cleanup();
    }
    expect(went).toEqual([
      "/workloads/id%20of/workload",
      "/issues/id%20of/issue",
      "/findings/id%20of/finding",
      "/inventory/id%20of/resource",
      "/checks/id%20of/check",
      "/connections/id%20of/connection",
    ]);
  });

  test("what is found stands before the pages, under the name of its kind", async () => {
    serve(found([{ kind: "finding", id: "f1", title: "Findings of old", detail: "" }]));
    const { user, input } = await openPalette();
    await user.type(input, "find");
    await screen.findByRole("option", { name: "Findings of old" });
    expect(options()).toEqual(["Findings of old", "FindingsG F"]);
    expect(screen.getAllByText("Findings").length).toBeGreaterThanOrEqual(2);
  });

  test("the arrows go round: up from the first is the last", async () => {
    serve(found([]));
    const { user, visited } = await openPalette(["finding:read"]);
    await user.keyboard("{ArrowUp}");
    const chosen = screen.getByRole("option", { selected: true });
    expect(chosen.textContent).toBe("Use the dark theme");
    await user.keyboard("{ArrowDown}{Enter}");
    expect(visited).toEqual(["/findings"]);
  });

  test("forgets what was typed when it is closed", async () => {
    serve(found([]));
    const { user, input } = await openPalette();
    await user.type(input, "claims");
    await user.keyboard("{Escape}");
    await user.keyboard("{Control>}k{/Control}");
    expect(screen.getByRole("combobox")).toHaveProperty("value", "");
  });
});

describe("the sheet of keys", () => {
  function Page() {
    useShortcut({ keys: "a", label: "Assign", group: "Finding" }, pressed);
    return <ShortcutSheet />;
  }
  const pressed = vi.fn<() => void>();
  beforeEach(() => pressed.mockClear());

  test("? shows every key of this page by group", async () => {
    const { user } = show(<Page />);
    await user.keyboard("?");
    expect(screen.getByRole("dialog", { name: "Keyboard" })).toBeTruthy();
    expect(screen.getByRole("heading", { name: "Finding" })).toBeTruthy();
    expect(screen.getByText("Assign").parentElement?.textContent).toBe("AssignA");
  });

  test("single keys can be turned off, stay off, and those with Control still work", async () => {
    const { user } = show(<Page />);
    await user.keyboard("?");
    await user.click(screen.getByRole("switch", { name: "Single-key shortcuts" }));
    await user.keyboard("{Escape}");
    await user.keyboard("a?");
    expect(pressed).not.toHaveBeenCalled();
    expect(screen.queryByRole("dialog")).toBeNull();
    cleanup();
    const again = show(<Page />);
    await again.user.keyboard("a");
    expect(pressed).not.toHaveBeenCalled();
    await again.user.keyboard("{Control>}/{/Control}");
    await again.user.click(screen.getByRole("switch", { name: "Single-key shortcuts" }));
    await again.user.keyboard("{Escape}a");
    expect(pressed).toHaveBeenCalledOnce();
  });

  test("a key belongs to the page only while it is shown", async () => {
    const { user, rerender } = show(<Page />);
    await user.keyboard("a");
    rerender(<ShortcutSheet />);
    await user.keyboard("a");
    expect(pressed).toHaveBeenCalledOnce();
  });
});

test("g and a letter go to a page", async () => {
  const { user, visited } = show(<GoShortcuts />);
  await user.keyboard("gf");
  await user.keyboard("gi");
  expect(visited).toEqual(["/findings", "/issues"]);
});

describe("the theme", () => {
  const choose = async (name: string) => {
    const { user } = show(<UserMenu />);
    await user.click(screen.getByRole("button", { name: /Account menu/ }));
    await user.click(screen.getByRole("menuitem", { name: new RegExp(name) }));
  };

  test("is put on the page at once and remembered", async () => {
    await choose("Dark");
    expect(document.documentElement.classList.contains("dark")).toBe(true);
    expect(localStorage.getItem("nacre.theme")).toBe("dark");
    cleanup();
    await choose("Light");
    expect(document.documentElement.className).toBe("light");
  });

  test("of the system leaves the choice to it", async () => {
    await choose("Dark");
    cleanup();
    await choose("System");
    expect(document.documentElement.className).toBe("");
  });

  test("that holds is marked in words, not by a colour", async () => {
    localStorage.setItem("nacre.theme", "light");
    const { user } = show(<UserMenu />);
    await user.click(screen.getByRole("button", { name: /Account menu/ }));
    const marked = screen
      .getAllByLabelText("selected")
      .map((mark) => mark.closest("[role=menuitem]")?.textContent);
    expect(marked).toEqual(["Light"]);
  });
});
