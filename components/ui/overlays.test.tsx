// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { hostileNames, show } from "../testing/render-ui.tsx";
import { Button } from "./button.tsx";
import { Confirm } from "./confirm.tsx";
import { Dialog } from "./dialog.tsx";
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from "./dropdown-menu.tsx";
import { IconButton } from "./icon-button.tsx";
import { Popover } from "./popover.tsx";
import { Select } from "./select.tsx";
import { Sheet } from "./sheet.tsx";
import { Tooltip } from "./tooltip.tsx";

afterEach(cleanup);

type Controlled = { open: boolean; onOpenChange: (open: boolean) => void };

/** A page with a button that opens something, and one that is merely there. */
function Page({ children }: { children: (controlled: Controlled) => ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open it
      </button>
      <button type="button">Elsewhere</button>
      {children({ open, onOpenChange: setOpen })}
    </>
  );
}
const opener = () => screen.getByRole("button", { name: "Open it", hidden: true });

describe("a dialog", () => {
  const dialog = (content: ReactNode = null) => (
    <Page>
      {(controlled) => (
        <Dialog {...controlled} title="Assign" footer={<Button>Save</Button>}>
          {content}
        </Dialog>
      )}
    </Page>
  );

  test("is not on the page until it is opened", async () => {
    const { user } = show(dialog());
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.click(opener());
    expect(screen.getByRole("dialog", { name: "Assign" })).toBeTruthy();
  });

  test.each([
    ["a text", <input key="x" aria-label="First" />],
    ["a long text", <textarea key="x" aria-label="First" />],
    [
      "a choice",
      <Select key="x" label="First" value="x" onChange={() => {}} options={[{ value: "x", label: "X" }]} />,
    ],
  ])("begins at its first field (%s), not at the button that closes it", async (_, field) => {
    const { user } = show(
      dialog(
        <>
          {field}
          <input aria-label="Second" />
        </>,
      ),
    );
    await user.click(opener());
    expect(document.activeElement).toBe(screen.getByLabelText("First"));
  });

  test("without a field has the focus itself, so that its words are read", async () => {
    const { user } = show(dialog("Nothing to fill in"));
    await user.click(opener());
    expect(document.activeElement).toBe(screen.getByRole("dialog"));
  });

  test.each(["{Escape}", "the cross"])("closed by %s gives the focus back to what opened it", async (how) => {
    const { user } = show(dialog(<input aria-label="First" />));
    await user.click(opener());
    if (how === "{Escape}") await user.keyboard(how);
    else await user.click(screen.getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(opener()));
  });

  test("keeps the focus: after the last comes the first", async () => {
    const { user } = show(dialog(<input aria-label="First" />));
    await user.click(opener());
    const inside = new Set<string | null>();
    for (let step = 0; step < 6; step++) {
      await user.tab();
      expect(document.activeElement?.closest("[role=dialog]")).not.toBeNull();
      inside.add(document.activeElement?.getAttribute("aria-label") ?? null);
    }
    expect(inside.size).toBe(3);
  });

  test("hides the page behind it from a screen reader, and shows it again", async () => {
    const { user } = show(dialog());
    await user.click(opener());
    expect(screen.queryByRole("button", { name: "Elsewhere" })).toBeNull();
    await user.keyboard("{Escape}");
    expect(screen.getByRole("button", { name: "Elsewhere" })).toBeTruthy();
  });

  test("is described where it says more than its title, and claims no description otherwise", () => {
    show(<Dialog open onOpenChange={() => {}} title="Assign" description="3 findings" />);
    const described = screen.getByRole("dialog").getAttribute("aria-describedby") ?? "";
    expect(document.getElementById(described)?.textContent).toBe("3 findings");
    cleanup();
    show(<Dialog open onOpenChange={() => {}} title="Assign" />);
    expect(screen.getByRole("dialog").hasAttribute("aria-describedby")).toBe(false);
  });

  test.each(Object.entries(hostileNames))("a hostile title (%s) is text", (_, name) => {
    const { baseElement } = show(<Dialog open onOpenChange={() => {}} title={name} description={name} />);
    expect(screen.getAllByText(name)).toHaveLength(2);
    expect(baseElement.querySelector("img, script")).toBeNull();
  });
});

describe("a question before something is done", () => {
  const ask = (overrides: Partial<React.ComponentProps<typeof Confirm>> = {}) => {
    const onConfirm = vi.fn<() => void>();
    const shown = show(
      <Page>
        {(controlled) => (
          <Confirm {...controlled} title="Remove it?" action="Remove" onConfirm={onConfirm} {...overrides}>
            Its findings go too.
          </Confirm>
        )}
      </Page>,
    );
    return { ...shown, onConfirm };
  };

  test("begins at Cancel: Enter by habit does nothing that cannot be undone", async () => {
    const { user, onConfirm } = ask({ danger: true });
    await user.click(opener());
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Cancel" }));
    await user.keyboard("{Enter}");
    expect(screen.queryByRole("alertdialog")).toBeNull();
    expect(onConfirm).not.toHaveBeenCalled();
  });

  test("stays until the one who asked closes it, so that a failure can be shown", async () => {
    const { user, onConfirm } = ask();
    await user.click(opener());
    await user.click(screen.getByRole("button", { name: "Remove" }));
    expect(onConfirm).toHaveBeenCalledOnce();
    expect(screen.getByRole("alertdialog", { name: "Remove it?" })).toBeTruthy();
  });

  test("does not take a second press while the first is under way", async () => {
    const { user, onConfirm } = ask({ open: true, pending: true });
    await user.click(screen.getByRole("button", { name: "Remove" }));
    expect(onConfirm).not.toHaveBeenCalled();
  });

  test("a click beside it answers nothing", async () => {
    const { user } = ask();
    await user.click(opener());
    fireEvent.pointerDown(document.body);
    expect(screen.getByRole("alertdialog")).toBeTruthy();
  });

  test("gives the focus back when it is cancelled", async () => {
    const { user } = ask();
    await user.click(opener());
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(document.activeElement).toBe(opener()));
  });
});

describe("a drawer", () => {
  const drawer = (modal: boolean) => (
    <Page>
      {(controlled) => (
        <Sheet {...controlled} title="Finding" modal={modal} toolbar={<span>Toolbar</span>}>
          <a href="#x">A link</a>
        </Sheet>
      )}
    </Page>
  );

  test.each([true, false])("has the focus itself, and gives it back; over the page: %s", async (modal) => {
    const { user } = show(drawer(modal));
    await user.click(opener());
    expect(document.activeElement).toBe(screen.getByRole("dialog", { name: "Finding" }));
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(opener()));
  });

  test("beside the page leaves it to be read and used, and stays when something there is pressed", async () => {
    const { user } = show(drawer(false));
    await user.click(opener());
    await user.click(screen.getByRole("button", { name: "Elsewhere" }));
    expect(screen.getByRole("dialog", { name: "Finding" })).toBeTruthy();
  });

  test("over the page hides it", async () => {
    const { user } = show(drawer(true));
    await user.click(opener());
    expect(screen.queryByRole("button", { name: "Elsewhere" })).toBeNull();
  });
});

describe("a menu", () => {
  const choices: string[] = [];
  const menu = (
    <DropdownMenu trigger={<button type="button">More</button>}>
      <MenuLabel>Actions</MenuLabel>
      <MenuItem onSelect={() => choices.push("rename")}>Rename</MenuItem>
      <MenuItem disabled onSelect={() => choices.push("share")}>
        Share
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={Trash2} danger shortcut="D" onSelect={() => choices.push("delete")}>
        Delete
      </MenuItem>
      <MenuItem href="/settings">Settings</MenuItem>
    </DropdownMenu>
  );
  afterEach(() => void choices.splice(0));

  test("opens by the keyboard, moves by arrows over what cannot be chosen, and chooses by Enter", async () => {
    const { user } = show(menu);
    await user.tab();
    await user.keyboard("{Enter}");
    expect(document.activeElement?.textContent).toBe("Rename");
    await user.keyboard("{ArrowDown}");
    expect(document.activeElement?.textContent).toBe("DeleteD");
    await user.keyboard("{Enter}");
    expect(choices).toEqual(["delete"]);
    expect(screen.queryByRole("menu")).toBeNull();
  });

  test("finds an entry by its first letter", async () => {
    const { user } = show(menu);
    await user.tab();
    await user.keyboard("{Enter}se");
    expect(document.activeElement?.textContent).toBe("Settings");
  });

  test("what cannot be chosen does nothing", async () => {
    const { user } = show(menu);
    await user.click(screen.getByRole("button", { name: "More" }));
    const share = screen.getByRole("menuitem", { name: "Share" });
    expect(share.getAttribute("aria-disabled")).toBe("true");
    fireEvent.click(share);
    expect(choices).toEqual([]);
  });

  test("an entry that leads somewhere is a link, to be opened in another tab", async () => {
    const { user } = show(menu);
    await user.click(screen.getByRole("button", { name: "More" }));
    const link = screen.getByRole("menuitem", { name: "Settings" });
    expect([link.tagName, link.getAttribute("href")]).toEqual(["A", "/settings"]);
  });

  test("closed by Escape chooses nothing and gives the focus back", async () => {
    const { user } = show(menu);
    const trigger = screen.getByRole("button", { name: "More" });
    await user.click(trigger);
    await user.keyboard("{Escape}");
    expect(choices).toEqual([]);
    expect(document.activeElement).toBe(trigger);
  });
});

describe("a popover", () => {
  test("is named, opens by its trigger and closes by Escape", async () => {
    const { user } = show(
      <Popover label="Columns" trigger={<button type="button">Columns</button>}>
        <label>
          <input type="checkbox" /> Owner
        </label>
      </Popover>,
    );
    const trigger = screen.getByRole("button", { name: "Columns" });
    expect(trigger.getAttribute("aria-expanded")).toBe("false");
    await user.click(trigger);
    expect(trigger.getAttribute("aria-expanded")).toBe("true");
    expect(screen.getByRole("dialog", { name: "Columns" })).toBeTruthy();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement).toBe(trigger);
  });

  test("that its page controls opens only when the page says so", async () => {
    const onOpenChange = vi.fn<(open: boolean) => void>();
    const { user } = show(
      <Popover
        label="Filter"
        open={false}
        onOpenChange={onOpenChange}
        trigger={<button type="button">Filter</button>}
      >
        Inside
      </Popover>,
    );
    await user.click(screen.getByRole("button"));
    expect(onOpenChange).toHaveBeenCalledExactlyOnceWith(true);
    expect(screen.queryByText("Inside")).toBeNull();
  });
});

describe("a tooltip", () => {
  test("comes with the focus, describes what has it, and goes with Escape", async () => {
    const { user } = show(
      <Tooltip content="Opens the whole list" shortcut="G F">
        <button type="button">List</button>
      </Tooltip>,
    );
    const button = screen.getByRole("button");
    expect(screen.queryByRole("tooltip")).toBeNull();
    await user.tab();
    const tip = await screen.findByRole("tooltip");
    expect(tip.textContent).toContain("Opens the whole list");
    expect(button.getAttribute("aria-describedby")).toBe(tip.id);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("tooltip")).toBeNull());
    expect(document.activeElement).toBe(button);
  });

  test("of a button that is only a drawing says its name, which it has without it too", async () => {
    const { user } = show(<IconButton icon={Trash2} label="Delete the view" onClick={() => {}} />);
    expect(screen.getByRole("button", { name: "Delete the view" })).toBeTruthy();
    await user.tab();
    expect((await screen.findByRole("tooltip")).textContent).toContain("Delete the view");
  });
});
