// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { LayoutList } from "lucide-react";
import { useState } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { counted } from "#lib/domain/counted.ts";

import { narrowScreen } from "../testing/layout.ts";
import { hostileNames, show } from "../testing/render-ui.tsx";
import { Breadcrumb } from "./breadcrumb.tsx";
import { Checkbox } from "./checkbox.tsx";
import { DueBadge } from "./due-badge.tsx";
import { inDays } from "./in-days.ts";
import { Kbd } from "./kbd.tsx";
import { PageHeader } from "./page-header.tsx";
import { RelativeTime } from "./relative-time.tsx";
import { Segmented } from "./segmented.tsx";
import { Select } from "./select.tsx";
import { SkeletonPage, SkeletonRows } from "./skeleton.tsx";
import { Switch } from "./switch.tsx";
import { Tabs } from "./tabs.tsx";
import { useIsNarrow } from "./use-media-query.ts";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("one of a few", () => {
  const onChange = vi.fn<(value: string) => void>();
  const segmented = (value: string) => (
    <Segmented
      label="Show as"
      value={value}
      onChange={onChange}
      options={[
        { value: "groups", label: "By check", icon: LayoutList },
        { value: "list", label: "One by one" },
        { value: "map", label: "Map" },
      ]}
    />
  );
  afterEach(() => onChange.mockClear());
  const chosen = () =>
    screen
      .getAllByRole("radio")
      .filter((radio) => radio.getAttribute("aria-checked") === "true")
      .map(({ textContent }) => textContent);

  test("says which it is, and what may be chosen", () => {
    show(segmented("list"));
    expect(screen.getByRole("radiogroup", { name: "Show as" })).toBeTruthy();
    expect(screen.getAllByRole("radio").map(({ textContent }) => textContent)).toEqual([
      "By check",
      "One by one",
      "Map",
    ]);
    expect(chosen()).toEqual(["One by one"]);
  });

  test("asks for another, and is not left without any by pressing the one that holds", async () => {
    const { user } = show(segmented("list"));
    await user.click(screen.getByRole("radio", { name: "Map" }));
    await user.click(screen.getByRole("radio", { name: "One by one" }));
    expect(onChange.mock.calls).toEqual([["map"]]);
    expect(chosen()).toEqual(["One by one"]);
  });

  test("is one stop of the tab key; arrows and space do the rest", async () => {
    const { user } = show(
      <>
        {segmented("groups")}
        <button type="button">After</button>
      </>,
    );
    await user.tab();
    await user.keyboard("{ArrowRight}{ArrowRight} ");
    expect(onChange.mock.calls).toEqual([["map"]]);
    await user.tab();
    expect(document.activeElement?.textContent).toBe("After");
  });
});

describe("tabs", () => {
  type Id = "one" | "two" | "three";
  function TabsFrom({ first }: { first: Id }) {
    const [value, setValue] = useState(first);
    return (
      <Tabs<Id>
        label="About it"
        value={value}
        onChange={setValue}
        tabs={[
          { id: "one", label: "Overview", content: <p>First</p> },
          { id: "two", label: "Timeline", count: 0, content: <p>Second</p> },
          { id: "three", label: "Related", count: 12, content: <p>Third</p> },
        ]}
      />
    );
  }
  const tabs = (first: Id) => <TabsFrom first={first} />;

  test("show one panel, named by its tab", () => {
    show(tabs("two"));
    expect(screen.getByRole("tabpanel", { name: /Timeline/ }).textContent).toBe("Second");
    expect(screen.queryByText("First")).toBeNull();
  });

  test("count what is behind them, also none, and nothing where nobody counts", () => {
    show(tabs("one"));
    expect(screen.getAllByRole("tab").map(({ textContent }) => textContent)).toEqual([
      "Overview",
      "Timeline0",
      "Related12",
    ]);
  });

  test("move by arrows, round and to both ends", async () => {
    const { user } = show(tabs("one"));
    await user.tab();
    const shown: (string | null)[] = [];
    for (const key of ["ArrowLeft", "ArrowRight", "ArrowRight", "End", "Home"]) {
      await user.keyboard(`{${key}}`);
      shown.push(screen.getByRole("tabpanel").textContent);
    }
    expect(shown).toEqual(["Third", "First", "Second", "Third", "First"]);
  });
});

describe("a choice", () => {
  const options = [
    { value: "ada", label: "Ada Byron", hint: "you" },
    { value: "claims", label: "Claims", hint: "team" },
  ];

  test("says its placeholder until something is chosen, then what is chosen", async () => {
    function Owner() {
      const [owner, setOwner] = useState<string | undefined>(undefined);
      return (
        <Select
          label="Owner"
          value={owner}
          onChange={setOwner}
          options={options}
          placeholder="Choose somebody"
        />
      );
    }
    const { user } = show(<Owner />);
    const box = screen.getByRole("combobox", { name: "Owner" });
    expect(box.textContent).toBe("Choose somebody");
    await user.click(box);
    await user.click(screen.getByRole("option", { name: /Claims/ }));
    expect(box.textContent).toBe("Claims");
  });

  test("that may not be changed does not open", async () => {
    const { user } = show(
      <Select label="Owner" value="ada" onChange={() => {}} options={options} disabled />,
    );
    await user.click(screen.getByRole("combobox"));
    expect(screen.queryByRole("option")).toBeNull();
  });

  test.each(Object.entries(hostileNames))("of a hostile name (%s) is text", async (_, label) => {
    const { user, baseElement } = show(
      <Select label="Owner" value={undefined} onChange={() => {}} options={[{ value: "x", label }]} />,
    );
    await user.click(screen.getByRole("combobox"));
    expect(screen.getByRole("option").textContent).toBe(label);
    expect(baseElement.querySelector("img, script")).toBeNull();
  });
});

describe("on and off", () => {
  test("a switch is pressed by space, and says which it is", async () => {
    const onChange = vi.fn<(on: boolean) => void>();
    const { user } = show(<Switch label="Single keys" checked={false} onChange={onChange} />);
    expect(screen.getByRole("switch", { name: "Single keys" }).getAttribute("aria-checked")).toBe("false");
    await user.tab();
    await user.keyboard(" ");
    expect(onChange).toHaveBeenCalledExactlyOnceWith(true);
  });

  test("a switch that may not be changed stays", async () => {
    const onChange = vi.fn<(on: boolean) => void>();
    const { user } = show(<Switch label="Single keys" checked onChange={onChange} disabled />);
    await user.click(screen.getByRole("switch"));
    expect(onChange).not.toHaveBeenCalled();
  });

  test.each([
    [true, "true"],
    [false, "false"],
    ["indeterminate" as const, "mixed"],
  ])("a box that is %s says %s", (checked, said) => {
    show(<Checkbox aria-label="All" checked={checked} />);
    expect(screen.getByRole("checkbox", { name: "All" }).getAttribute("aria-checked")).toBe(said);
  });
});

describe("the way down to a page", () => {
  test("leads back to each page above, with a mark between them and none after the last", () => {
    const { container } = show(
      <Breadcrumb
        crumbs={[
          { label: "Connections", href: "/connections" },
          { label: "Production", href: "/connections/c1" },
        ]}
      />,
    );
    expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
      "/connections",
      "/connections/c1",
    ]);
    expect(container.querySelectorAll("svg")).toHaveLength(1);
    expect(container.querySelector("li:last-child")?.lastElementChild?.tagName).toBe("A");
  });

  test("of one page has no mark at all", () => {
    const { container } = show(<Breadcrumb crumbs={[{ label: "Findings", href: "/findings" }]} />);
    expect(container.querySelector("svg")).toBeNull();
  });
});

describe("the head of a page", () => {
  test("has the page's one first heading, and nothing empty where nothing is said", () => {
    show(<PageHeader title="Findings" />);
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Findings");
    expect(screen.queryByRole("navigation")).toBeNull();
    expect(screen.getByRole("banner").children).toHaveLength(1);
  });

  test.each(Object.entries(hostileNames))("with a hostile title (%s) is text", (_, title) => {
    const { baseElement } = show(<PageHeader title={title} summary={title} />);
    expect(screen.getByRole("heading").textContent).toBe(title);
    expect(baseElement.querySelector("img, script")).toBeNull();
  });
});

describe("time that goes on", () => {
  const start = new Date("2026-06-15T12:00:00Z");
  const at = (offsetSeconds: number) => new Date(start.getTime() + offsetSeconds * 1000).toISOString();
  const goOn = (seconds: number) => act(() => void vi.advanceTimersByTime(seconds * 1000));

  test("a moment grows older by itself", () => {
    vi.useFakeTimers({ now: start });
    show(<RelativeTime at={at(-30)} />);
    const time = () => screen.getByRole("time").textContent;
    expect(time()).toBe("now");
    goOn(60);
    expect(time()).toBe("1m ago");
    goOn(3600);
    expect(time()).toBe("1h ago");
  });

  test("a due date turns overdue by itself", () => {
    vi.useFakeTimers({ now: start });
    show(<DueBadge at={at(90)} />);
    expect(screen.getByText("Due in 1m")).toBeTruthy();
    goOn(180);
    expect(screen.getByText("Overdue 1m")).toBeTruthy();
  });

  test("its clock stops when nobody looks any more", () => {
    vi.useFakeTimers({ now: start });
    const { unmount } = show(<RelativeTime at={at(0)} />);
    const running = vi.getTimerCount();
    unmount();
    expect(vi.getTimerCount()).toBeLessThan(running);
  });

  test("takes an instant as text or as a date, and gives a machine the same", () => {
    show(
      <>
        <RelativeTime at={start} />
        <RelativeTime at="2026-06-15T14:00:00+02:00" />
      </>,
    );
    expect(screen.getAllByRole("time").map((time) => time.getAttribute("datetime"))).toEqual([
      "2026-06-15T12:00:00.000Z",
      "2026-06-15T12:00:00.000Z",
    ]);
  });

  test.each([
    [0, "2026-06-15"],
    [1, "2026-06-16"],
    [16, "2026-07-01"],
    [200, "2027-01-01"],
    [-15, "2026-05-31"],
  ])("%i days from now is %s", (days, expected) => {
    vi.useFakeTimers({ now: start });
    expect(inDays(days)).toBe(expected);
  });
});

describe("keys", () => {
  test.each([
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", "⌘"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)", "⌘"],
    ["Mozilla/5.0 (X11; Linux x86_64)", "Ctrl"],
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "Ctrl"],
  ])("on %s the modifier is %s", (userAgent, cap) => {
    vi.spyOn(navigator, "userAgent", "get").mockReturnValue(userAgent);
    show(<Kbd keys="Mod K" />);
    expect(screen.getByText(cap).tagName).toBe("KBD");
    expect(screen.getByText("K").tagName).toBe("KBD");
  });
});

describe("a narrow screen", () => {
  const Width = () => <output>{useIsNarrow() ? "narrow" : "wide"}</output>;

  test("is told from a wide one", () => {
    show(<Width />);
    expect(screen.getByText("wide")).toBeTruthy();
    cleanup();
    narrowScreen();
    show(<Width />);
    expect(screen.getByText("narrow")).toBeTruthy();
  });

  test("is noticed when it is turned, and no longer once nobody looks", () => {
    const listeners = new Set<() => void>();
    let matches = false;
    vi.stubGlobal("matchMedia", () => ({
      get matches() {
        return matches;
      },
      addEventListener: (_: string, listener: () => void) => listeners.add(listener),
      removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
    }));
    const { unmount } = show(<Width />);
    expect(screen.getByText("wide")).toBeTruthy();
    matches = true;
    act(() => {
      for (const listener of listeners) listener();
    });
    expect(screen.getByText("narrow")).toBeTruthy();
    unmount();
    expect(listeners.size).toBe(0);
  });
});

describe("while something loads", () => {
  test("it is said once, however many rows are drawn", () => {
    show(<SkeletonRows rows={12} label="Loading findings" />);
    expect(screen.getByRole("status").textContent).toBe("Loading findings");
  });

  test("a page already has its title", () => {
    show(<SkeletonPage title="Findings" />);
    expect(screen.getByRole("heading", { level: 1, name: "Findings" })).toBeTruthy();
    expect(screen.getByRole("status").textContent).toBe("Loading findings");
  });
});

test.each([
  [0, "0 findings"],
  [1, "1 finding"],
  [2, "2 findings"],
  [1234, "1,234 findings"],
  [1_000_000, "1,000,000 findings"],
])("%i is counted as %s", (count, text) => {
  expect(counted(count, "finding")).toBe(text);
});

test("what has a plural of its own is counted by it", () => {
  expect([counted(1, "policy", "policies"), counted(3, "policy", "policies")]).toEqual([
    "1 policy",
    "3 policies",
  ]);
});

test("a box is taken back by a second press", () => {
  function Box() {
    const [checked, setChecked] = useState(false);
    return <Checkbox aria-label="Row" checked={checked} onClick={() => setChecked(!checked)} />;
  }
  show(<Box />);
  const box = screen.getByRole("checkbox");
  const states = [0, 1, 2].map(() => {
    fireEvent.click(box);
    return box.getAttribute("aria-checked");
  });
  expect(states).toEqual(["true", "false", "true"]);
});
