// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { Confirm } from "../ui/confirm.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { DropdownMenu, MenuItem } from "../ui/dropdown-menu.tsx";
import { Select } from "../ui/select.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { show } from "../testing/render-ui.tsx";
import { ShortcutSheet } from "./shortcut-sheet.tsx";
import { useBoundShortcuts, useShortcut } from "./shortcuts.tsx";

const ran: string[] = [];
beforeEach(() => void ran.splice(0));
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.useRealTimers();
});

type Props = { keys: string; as?: string; enabled?: boolean };
function Bound({ keys, as = keys, enabled = true }: Props) {
  useShortcut({ keys, label: `Does ${as}`, group: "Test" }, enabled ? () => void ran.push(as) : undefined);
  return null;
}
const press = (key: string, init: KeyboardEventInit = {}, on: Element = document.body) =>
  fireEvent.keyDown(on, { key, ...init });

describe("a key", () => {
  test("runs what is bound to it, and the browser does nothing of its own with it", () => {
    show(<Bound keys="j" />);
    expect(press("j")).toBe(false);
    expect(ran).toEqual(["j"]);
  });

  test("that nothing is bound to is left to the browser", () => {
    show(<Bound keys="j" />);
    expect(press("q")).toBe(true);
    expect(ran).toEqual([]);
  });

  test("runs what the last component bound: a drawer over a list has the keys", () => {
    const { rerender } = show(
      <>
        <Bound keys="e" as="list" />
        <Bound keys="e" as="drawer" />
      </>,
    );
    press("e");
    rerender(<Bound keys="e" as="list" />);
    press("e");
    expect(ran).toEqual(["drawer", "list"]);
  });

  test("whose action is not offered is as if it were not bound, and falls to who also has it", () => {
    show(
      <>
        <Bound keys="a" as="page" />
        <Bound keys="a" as="finding" enabled={false} />
      </>,
    );
    press("a");
    expect(ran).toEqual(["page"]);
  });

  test("that somebody already handled is not handled twice", () => {
    show(<Bound keys="escape" />);
    const handled = (event: Event) => event.preventDefault();
    document.body.addEventListener("keydown", handled);
    press("Escape");
    document.body.removeEventListener("keydown", handled);
    expect(ran).toEqual([]);
  });

  test("runs the newest version of its action, not the one of the first drawing", () => {
    function Counter() {
      const [count, setCount] = useState(0);
      useShortcut({ keys: "c", label: "Count", group: "Test" }, () => {
        ran.push(String(count));
        setCount(count + 1);
      });
      return null;
    }
    show(<Counter />);
    press("c");
    press("c");
    press("c");
    expect(ran).toEqual(["0", "1", "2"]);
  });

  test.each([
    ["j", {}],
    ["k", { altKey: true }],
    ["j", { ctrlKey: true }],
    ["j", { metaKey: true }],
  ])("%s with %o is its own combination", (key, modifiers) => {
    show(<Bound keys="j" />);
    press(key, modifiers);
    expect(ran).toEqual(Object.keys(modifiers).length === 0 ? ["j"] : []);
  });

  test("of a capital letter is another key than the small one", () => {
    show(
      <>
        <Bound keys="j" />
        <Bound keys="J" />
      </>,
    );
    press("J", { shiftKey: true });
    press("j");
    expect(ran).toEqual(["J", "j"]);
  });
});

describe("a sequence", () => {
  const both = (
    <>
      <Bound keys="g f" />
      <Bound keys="g i" />
      <Bound keys="f" />
    </>
  );

  test("is told by its second key", () => {
    show(both);
    press("g");
    expect(ran).toEqual([]);
    press("i");
    press("g");
    press("f");
    expect(ran).toEqual(["g i", "g f"]);
  });

  test("is forgotten when the second key does not come in time", () => {
    vi.useFakeTimers();
    show(both);
    press("g");
    act(() => void vi.advanceTimersByTime(1300));
    press("i");
    press("f");
    expect(ran).toEqual(["f"]);
  });

  test("is broken off by a key that fits nothing", () => {
    show(both);
    press("g");
    press("z");
    press("f");
    expect(ran).toEqual(["f"]);
  });

  test("does not go on into what is typed", () => {
    show(
      <>
        {both}
        <input aria-label="Field" />
      </>,
    );
    press("g");
    press("f", {}, screen.getByRole("textbox"));
    expect(ran).toEqual([]);
  });

  test("holding shift or control alone does not break it off", () => {
    show(both);
    press("g");
    press("Shift", { shiftKey: true });
    press("Control", { ctrlKey: true });
    press("f");
    expect(ran).toEqual(["g f"]);
  });
});

describe("keys are left alone", () => {
  test.each([
    ["a text field", <input key="x" aria-label="here" />],
    ["a search field", <input key="x" type="search" aria-label="here" />],
    ["a date field", <input key="x" type="date" aria-label="here" />],
    ["a password", <input key="x" type="password" aria-label="here" />],
    ["a long text", <textarea key="x" aria-label="here" />],
    ["a list of choices", <select key="x" aria-label="here" />],
    ["a text that can be edited", <div key="x" contentEditable="true" aria-label="here" />],
    ["a menu", <div key="x" role="menu" aria-label="here" />],
  ])("in %s", (_, element) => {
    show(
      <>
        <Bound keys="x" />
        <Bound keys="mod+k" />
        {element}
      </>,
    );
    const target = screen.getByLabelText("here");
    press("x", {}, target);
    expect(ran).toEqual([]);
    press("k", { ctrlKey: true }, target);
    expect(ran).toEqual(["mod+k"]);
  });

  test.each([
    ["a button", <button key="x" type="button" aria-label="here" />],
    ["a box to tick", <input key="x" type="checkbox" aria-label="here" />],
    ["a link", <a key="x" href="#x" aria-label="here" />],
  ])("but not on %s", (_, element) => {
    show(
      <>
        <Bound keys="x" />
        {element}
      </>,
    );
    press("x", {}, screen.getByLabelText("here"));
    expect(ran).toEqual(["x"]);
  });
});

describe("over the page", () => {
  const keys = (
    <>
      <Bound keys="x" />
      <Bound keys="g f" />
    </>
  );
  const pressAll = (on: Element) => {
    press("x", {}, on);
    press("g", {}, on);
    press("f", {}, on);
  };

  test("a dialog has the keys: the list behind it does not move", () => {
    show(
      <>
        {keys}
        <Dialog open onOpenChange={() => {}} title="Assign" />
      </>,
    );
    pressAll(screen.getByRole("button", { name: "Close" }));
    expect(ran).toEqual([]);
  });

  test("a question has them", () => {
    show(
      <>
        {keys}
        <Confirm open onOpenChange={() => {}} title="Delete?" action="Delete" onConfirm={() => {}}>
          It is gone then.
        </Confirm>
      </>,
    );
    pressAll(screen.getByRole("button", { name: "Delete" }));
    expect(ran).toEqual([]);
  });

  test("an open list of choices has them", async () => {
    const { user } = show(
      <>
        {keys}
        <Select label="Owner" value="x" onChange={() => {}} options={[{ value: "x", label: "Xaver" }]} />
      </>,
    );
    const box = screen.getByRole("combobox", { name: "Owner" });
    pressAll(box);
    await user.click(box);
    pressAll(screen.getByRole("option", { name: "Xaver" }));
    expect(ran).toEqual([]);
  });

  test("an open menu has them", async () => {
    const { user } = show(
      <>
        {keys}
        <DropdownMenu trigger={<button type="button">More</button>}>
          <MenuItem onSelect={() => {}}>First</MenuItem>
        </DropdownMenu>
      </>,
    );
    await user.click(screen.getByRole("button", { name: "More" }));
    pressAll(screen.getByRole("menuitem", { name: "First" }));
    expect(ran).toEqual([]);
  });

  test("the drawer leaves them to the list, so that j and k go on", () => {
    show(
      <>
        {keys}
        <Sheet open onOpenChange={() => {}} title="Finding" modal={false}>
          <button type="button">Inside</button>
        </Sheet>
      </>,
    );
    pressAll(screen.getByRole("button", { name: "Inside" }));
    expect(ran).toEqual(["x", "g f"]);
  });

  test("the menu of a narrow screen keeps them", () => {
    show(
      <>
        {keys}
        <Sheet open onOpenChange={() => {}} title="Menu" side="left">
          <button type="button">Inside</button>
        </Sheet>
      </>,
    );
    pressAll(screen.getByRole("button", { name: "Inside" }));
    expect(ran).toEqual([]);
  });
});

describe("what is bound", () => {
  const List = () => (
    <output>
      {useBoundShortcuts()
        .map(({ keys }) => keys)
        .join(" | ")}
    </output>
  );

  test("is known while it is on the page, and only what can be done", () => {
    const { rerender } = show(
      <>
        <Bound keys="a" />
        <Bound keys="b" enabled={false} />
        <List />
      </>,
    );
    expect(screen.getByRole("status").textContent).toBe("a");
    rerender(
      <>
        <Bound keys="a" enabled={false} />
        <Bound keys="b" />
        <List />
      </>,
    );
    expect(screen.getByRole("status").textContent).toBe("b");
    rerender(<List />);
    expect(screen.getByRole("status").textContent).toBe("");
  });

  test("is listed once where two components bind the same key, with the words of the one that has it", async () => {
    const { user } = show(
      <>
        <Bound keys="e" as="the list" />
        <Bound keys="e" as="the drawer" />
        <Bound keys="arrowdown" as="down" />
        <Bound keys="mod+k" as="search" />
        <ShortcutSheet />
      </>,
    );
    await user.keyboard("?");
    const rows = screen.getAllByRole("term").map((term) => term.parentElement?.textContent);
    expect(rows).toEqual(
      expect.arrayContaining(["Does the drawerE", "Does down↓", "Does searchCtrlK", "Show the keys?"]),
    );
    expect(rows).not.toContain("Does the listE");
  });
});
