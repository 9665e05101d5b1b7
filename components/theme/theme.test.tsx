// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, describe, expect, test, vi } from "vitest";

import { usePreference, useStoredText } from "./preference.ts";
import { ThemeScript } from "./theme-script.tsx";
import { useTheme } from "./use-theme.ts";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  localStorage.clear();
  document.documentElement.className = "";
});

/** Storage as a browser gives it that forbids it, or has no room left. */
function forbidStorage(): void {
  const refuse = () => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  };
  vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse, removeItem: refuse, clear: () => {} });
}

function Choice({ name = "nacre.test.choice" }: { name?: string }) {
  const [value, choose] = usePreference(name, ["one", "two", "three"]);
  return (
    <button type="button" onClick={() => choose(value === "two" ? "three" : "two")}>
      {value}
    </button>
  );
}
const shown = () => screen.getAllByRole("button").map(({ textContent }) => textContent);
const press = (index = 0) => act(() => screen.getAllByRole("button")[index]?.click());

describe("a preference", () => {
  test("begins with the first value", () => {
    render(<Choice />);
    expect(shown()).toEqual(["one"]);
  });

  test("is what was chosen before", () => {
    localStorage.setItem("nacre.test.choice", "three");
    render(<Choice />);
    expect(shown()).toEqual(["three"]);
  });

  test.each(["", "four", "ONE", "one ", "null", "[object Object]", "__proto__"])(
    "that was stored as %j, which it never was, begins anew",
    (stored) => {
      localStorage.setItem("nacre.test.choice", stored);
      render(<Choice />);
      expect(shown()).toEqual(["one"]);
    },
  );

  test("is kept, and every reader on the page follows", () => {
    render(
      <>
        <Choice />
        <Choice />
        <Choice name="nacre.test.other" />
      </>,
    );
    press();
    expect(shown()).toEqual(["two", "two", "one"]);
    expect(localStorage.getItem("nacre.test.choice")).toBe("two");
    press(1);
    expect(shown()).toEqual(["three", "three", "one"]);
  });

  test("follows what another tab chose", () => {
    render(<Choice />);
    localStorage.setItem("nacre.test.choice", "two");
    act(() => void globalThis.dispatchEvent(new Event("storage")));
    expect(shown()).toEqual(["two"]);
  });

  test("listens no longer once it is gone", () => {
    const removed = vi.spyOn(globalThis, "removeEventListener");
    const { unmount } = render(<Choice />);
    unmount();
    expect(removed.mock.calls.map(([type]) => type)).toContain("storage");
  });

  test("on the server is the first, whatever the browser keeps", () => {
    localStorage.setItem("nacre.test.choice", "two");
    expect(renderToStaticMarkup(<Choice />)).toContain("one");
  });
});

describe("where the browser forbids storage", () => {
  test("the default holds, and choosing still works for this visit", () => {
    forbidStorage();
    render(
      <>
        <Choice name="nacre.test.forbidden" />
        <Choice name="nacre.test.forbidden" />
      </>,
    );
    expect(shown()).toEqual(["one", "one"]);
    press();
    expect(shown()).toEqual(["two", "two"]);
    cleanup();
    render(<Choice name="nacre.test.forbidden" />);
    expect(shown()).toEqual(["two"]);
  });

  test("a choice is stored as soon as it may be, and then what is stored holds", () => {
    forbidStorage();
    const { rerender } = render(<Choice name="nacre.test.later" />);
    press();
    vi.unstubAllGlobals();
    press();
    expect(localStorage.getItem("nacre.test.later")).toBe("three");
    localStorage.setItem("nacre.test.later", "one");
    rerender(<Choice name="nacre.test.later" />);
    expect(shown()).toEqual(["one"]);
  });

  test("the theme is still put on the page", () => {
    forbidStorage();
    render(<ThemeButtons />);
    act(() => screen.getByRole("button", { name: "dark" }).click());
    expect(document.documentElement.className).toBe("dark");
    expect(screen.getByRole("status").textContent).toBe("dark");
  });
});

test("text that was never stored is null, and an empty one is empty", () => {
  const Text = () => {
    const [text, write] = useStoredText("nacre.test.text");
    return (
      <button type="button" onClick={() => write("")}>
        {text === null ? "none" : `“${text}”`}
      </button>
    );
  };
  render(<Text />);
  expect(shown()).toEqual(["none"]);
  press();
  expect(shown()).toEqual(["“”"]);
});

function ThemeButtons() {
  const [theme, choose] = useTheme();
  return (
    <>
      <output>{theme}</output>
      {(["system", "light", "dark"] as const).map((name) => (
        <button key={name} type="button" onClick={() => choose(name)}>
          {name}
        </button>
      ))}
    </>
  );
}

describe("the theme", () => {
  const choose = (name: string) => act(() => screen.getByRole("button", { name }).click());

  test("is one of two classes or none, never both", () => {
    render(<ThemeButtons />);
    const seen: string[] = [];
    for (const name of ["dark", "light", "dark", "system", "light", "system"]) {
      choose(name);
      seen.push(document.documentElement.className);
    }
    expect(seen).toEqual(["dark", "light", "dark", "", "light", ""]);
  });

  test("leaves other classes of the page alone", () => {
    document.documentElement.className = "js font-loaded";
    render(<ThemeButtons />);
    choose("dark");
    choose("light");
    expect([...document.documentElement.classList]).toEqual(["js", "font-loaded", "light"]);
    choose("system");
    expect([...document.documentElement.classList]).toEqual(["js", "font-loaded"]);
  });
});

describe("before the first paint", () => {
  const script = (): string => {
    const holder = document.createElement("div");
    holder.innerHTML = renderToStaticMarkup(<ThemeScript nonce={undefined} />);
    return holder.querySelector("script")?.textContent ?? "";
  };
  // oxlint-disable-next-line typescript/no-implied-eval -- it is what the browser does with the script
  const run = () => new Function(script())() as undefined;

  test.each([
    ["dark", "dark"],
    ["light", "light"],
    ["system", ""],
    [null, ""],
    ["sepia", ""],
    [`dark"onload="x`, ""],
  ])("a stored %j gives the page the class %j", (stored, expected) => {
    if (stored !== null) localStorage.setItem("nacre.theme", stored);
    run();
    expect(document.documentElement.className).toBe(expected);
  });

  test("storage that is forbidden stops nothing", () => {
    forbidStorage();
    expect(run).not.toThrow();
    expect(document.documentElement.className).toBe("");
  });

  test("what it puts on the page is what the menu then shows as chosen", () => {
    localStorage.setItem("nacre.theme", "light");
    run();
    render(<ThemeButtons />);
    expect(screen.getByRole("status").textContent).toBe("light");
    expect(document.documentElement.className).toBe("light");
  });

  test("carries the nonce of the page's policy, and none where there is none", () => {
    expect(renderToStaticMarkup(<ThemeScript nonce="n0nce" />)).toContain('nonce="n0nce"');
    expect(renderToStaticMarkup(<ThemeScript nonce={undefined} />)).not.toContain("nonce");
  });
});
