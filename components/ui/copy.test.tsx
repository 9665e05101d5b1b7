// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { hostileNames, show } from "../testing/render-ui.tsx";
import { CodeBlock } from "./code-block.tsx";
import { copyText } from "./copy-text.ts";
import { Copyable } from "./copyable.tsx";
import { Dialog } from "./dialog.tsx";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(document, "execCommand");
});

/** The clipboard of https. To be called after `show`, which brings one of its own. */
function clipboard(write: (text: string) => Promise<void> = async () => {}): string[] {
  const copied: string[] = [];
  const writeText = async (text: string) => {
    await write(text);
    copied.push(text);
  };
  vi.stubGlobal("navigator", { clipboard: { writeText }, userAgent: "test" });
  return copied;
}
const denied = async () => {
  throw new DOMException("Write permission denied.", "NotAllowedError");
};

/** A page on plain http: no clipboard, only the older command. Says what was selected when it was given. */
function plainHttp(command: () => boolean = () => true): string[] {
  vi.stubGlobal("navigator", { userAgent: "test" });
  const copied: string[] = [];
  Object.assign(document, {
    execCommand: () => {
      const field = document.querySelector("textarea");
      const worked = command();
      if (worked) copied.push(field?.value ?? "");
      return worked;
    },
  });
  return copied;
}

describe("copying", () => {
  const texts = ["arn:aws:s3:::claims", "", "two\nlines\n", "  blanks  ", ...Object.values(hostileNames)];

  test.each(texts)("takes %j as it is", async (text) => {
    const copied = clipboard();
    expect(await copyText(text)).toBe(true);
    expect(copied).toEqual([text]);
  });

  test("without a clipboard goes the older way, and leaves nothing behind", async () => {
    const copied = plainHttp();
    const before = document.body.innerHTML;
    expect(await copyText("two\nlines")).toBe(true);
    expect(copied).toEqual(["two\nlines"]);
    expect(document.body.innerHTML).toBe(before);
  });

  test.each([
    ["refuses", () => false],
    [
      "throws",
      () => {
        throw new Error("NS_ERROR_FAILURE");
      },
    ],
  ])("where the older way %s too, says that it did not work, and cleans up", async (_, command) => {
    plainHttp(command);
    const before = document.body.innerHTML;
    expect(await copyText("x")).toBe(false);
    expect(document.body.innerHTML).toBe(before);
  });

  test("leaves the focus where it was", async () => {
    plainHttp();
    show(<button type="button">Here</button>);
    screen.getByRole("button").focus();
    await copyText("x");
    expect(document.activeElement).toBe(screen.getByRole("button"));
  });

  test("works inside a dialog, which keeps the focus to itself", async () => {
    const { user } = show(
      <Dialog open onOpenChange={() => {}} title="Token">
        <Copyable text="nacre_secret" label="token" />
      </Dialog>,
    );
    const copied = plainHttp();
    await user.click(screen.getByRole("button", { name: "Copy token" }));
    await waitFor(() => expect(copied).toEqual(["nacre_secret"]));
  });

  test("that the reader refused falls back, since pressing the button was the wish", async () => {
    const copied = plainHttp();
    vi.stubGlobal("navigator", { clipboard: { writeText: denied }, userAgent: "test" });
    expect(await copyText("x")).toBe(true);
    expect(copied).toEqual(["x"]);
  });
});

describe("an identifier", () => {
  test("says Copied for a moment, and says it again when it is copied again", async () => {
    vi.useFakeTimers();
    show(<Copyable text="arn:aws:s3:::claims" />);
    const copied = clipboard();
    const button = screen.getByRole("button", { name: "Copy arn:aws:s3:::claims" });
    const said = () => button.querySelector("output")?.textContent;
    const copy = () => act(async () => void fireEvent.click(button));
    expect(said()).toBe("");
    await copy();
    expect(said()).toBe("Copied");
    await act(() => vi.advanceTimersByTimeAsync(1000));
    await copy();
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(said()).toBe("Copied");
    await act(() => vi.advanceTimersByTimeAsync(600));
    expect(said()).toBe("");
    expect(copied).toHaveLength(2);
  });

  test("that could not be copied says so and never says Copied", async () => {
    const { user } = show(<Copyable text="arn" />);
    plainHttp(() => false);
    await user.click(screen.getByRole("button", { name: "Copy arn" }));
    expect(await screen.findByText(/Select the text and copy it yourself/)).toBeTruthy();
    expect(screen.queryByText("Copied")).toBeNull();
  });

  test("shows its label where it has one, copies the text, and shows the whole on hover", async () => {
    show(<Copyable text="0190a0a0-0000-7000-8000-000000000001" label="0190a0a0" />);
    const copied = clipboard();
    const button = screen.getByRole("button", { name: "Copy 0190a0a0" });
    expect(button.title).toBe("0190a0a0-0000-7000-8000-000000000001");
    fireEvent.click(button);
    await waitFor(() => expect(copied).toEqual(["0190a0a0-0000-7000-8000-000000000001"]));
  });

  test.each(Object.entries(hostileNames))(
    "with a hostile text (%s) is text and copies as it is",
    async (_, text) => {
      const { baseElement } = show(<Copyable text={text} />);
      const copied = clipboard();
      expect(screen.getByText(text)).toBeTruthy();
      expect(baseElement.querySelector("img, script")).toBeNull();
      fireEvent.click(screen.getByRole("button"));
      await waitFor(() => expect(copied).toEqual([text]));
    },
  );
});

describe("a block of code", () => {
  test("that could not be copied keeps the offer", async () => {
    show(<CodeBlock language="shell" label="Command line" code="aws s3 ls" />);
    const tries: string[] = [];
    plainHttp(() => {
      tries.push("tried");
      return false;
    });
    const offer = screen.getByRole("button", { name: "Copy Command line" });
    await act(async () => void fireEvent.click(offer));
    expect(tries).toEqual(["tried"]);
    expect(offer.getAttribute("aria-label")).toBe("Copy Command line");
  });

  test("is named by its language where it has no other name", () => {
    show(<CodeBlock language="hcl" code="x = 1" />);
    expect(screen.getByRole("button", { name: "Copy hcl" })).toBeTruthy();
  });

  test("keeps every line, also the empty ones, and marks none unless told", () => {
    const { container } = show(<CodeBlock language="json" code={"{\n\n}\n"} />);
    const lines = [...container.querySelectorAll("code")];
    expect(lines.map(({ textContent }) => textContent)).toEqual(["{", " ", "}", " "]);
    expect(new Set(lines.map(({ className }) => className)).size).toBe(1);
  });
});
