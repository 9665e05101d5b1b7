// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { hostileNames, show } from "../testing/render-ui.tsx";
import { Button } from "./button.tsx";
import { CodeBlock } from "./code-block.tsx";
import { Confirm } from "./confirm.tsx";
import { EmptyState } from "./empty-state.tsx";
import { ErrorState } from "./error-state.tsx";
import { Field } from "./field.tsx";
import { Input } from "./input.tsx";
import { PageError } from "./page-error.tsx";
import { Progress } from "./progress.tsx";

afterEach(cleanup);

describe("states", () => {
  test("an empty list says what to do next, and is no alarm", () => {
    show(
      <EmptyState title="Nothing yet" action={<Button>Connect</Button>}>
        Connect a cloud.
      </EmptyState>,
    );
    expect(screen.getByText("Connect a cloud.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Connect" })).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("an error is announced, and offers another try only where there is one", async () => {
    const onRetry = vi.fn<() => void>();
    const { user } = show(<ErrorState message="The network failed." onRetry={onRetry} />);
    expect(screen.getByRole("alert").textContent).toContain("The network failed.");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(onRetry).toHaveBeenCalledOnce();
    cleanup();
    show(<ErrorState message="The network failed." />);
    expect(screen.queryByRole("button")).toBeNull();
  });

  test("a page that failed tells its reference and never the error's own words", async () => {
    const reset = vi.fn<() => void>();
    const error = Object.assign(new Error("password=hunter2 at db.ts:12"), { digest: "abc123" });
    const { user, container } = show(<PageError error={error} reset={reset} />);
    expect(screen.getByText("Reference abc123")).toBeTruthy();
    expect(container.textContent).not.toContain("hunter2");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(reset).toHaveBeenCalledOnce();
  });

  test("progress without a total is empty, and never more than whole", () => {
    const width = (value: number, max: number) => {
      const { container } = show(<Progress value={value} max={max} label="Read" />);
      const drawn = container.querySelector("[style]")?.getAttribute("style");
      cleanup();
      return drawn;
    };
    expect(width(0, 0)).toContain("width: 0%");
    expect(width(1, 4)).toContain("width: 25%");
    expect(width(9, 4)).toContain("width: 100%");
  });
});

describe("a field", () => {
  const field = (error?: string) => (
    <Field label="Name" help="As on the door." error={error}>
      {(control) => <Input {...control} />}
    </Field>
  );

  test("is named by its label and described by its help", () => {
    show(field());
    const input = screen.getByLabelText("Name");
    expect(document.getElementById(input.getAttribute("aria-describedby") ?? "")?.textContent).toBe(
      "As on the door.",
    );
    expect(input.hasAttribute("aria-invalid")).toBe(false);
  });

  test("that is wrong says so, keeps its help, and is announced", () => {
    show(field("Too long"));
    const input = screen.getByLabelText("Name");
    const ids = (input.getAttribute("aria-describedby") ?? "").split(" ");
    expect(ids.map((id) => document.getElementById(id)?.textContent)).toEqual([
      "As on the door.",
      "Too long",
    ]);
    expect(input.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByRole("alert").textContent).toBe("Too long");
  });
});

describe("a button", () => {
  test("that is under way cannot be pressed again, and says that it is busy", async () => {
    const onClick = vi.fn<() => void>();
    const { user } = show(
      <Button pending onClick={onClick}>
        Save
      </Button>,
    );
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(onClick).not.toHaveBeenCalled();
    expect(screen.getByRole("button").getAttribute("aria-busy")).toBe("true");
  });

  test("does not send the form it stands in unless it is meant to", async () => {
    const onSubmit = vi.fn<() => void>();
    const { user } = show(
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <Button>Cancel</Button>
        <Button type="submit">Save</Button>
      </form>,
    );
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(onSubmit).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(onSubmit).toHaveBeenCalledOnce();
  });
});

describe("what cannot be undone", () => {
  test("is asked first, with its consequence read out; Escape does nothing", async () => {
    const onConfirm = vi.fn<() => void>();
    const onOpenChange = vi.fn<(open: boolean) => void>();
    const { user } = show(
      <Confirm
        open
        onOpenChange={onOpenChange}
        title="Remove it?"
        action="Remove"
        danger
        onConfirm={onConfirm}
      >
        It is gone for good.
      </Confirm>,
    );
    const dialog = screen.getByRole("alertdialog", { name: "Remove it?" });
    const described = document.getElementById(dialog.getAttribute("aria-describedby") ?? "");
    expect(described?.textContent).toBe("It is gone for good.");
    await user.keyboard("{Escape}");
    expect(onOpenChange).toHaveBeenCalledExactlyOnceWith(false);
    expect(onConfirm).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Remove" }));
    expect(onConfirm).toHaveBeenCalledOnce();
  });
});

describe("code", () => {
  test("is copied as it is, with its empty lines, and can be scrolled by keys", async () => {
    const code = "first\n\n  third";
    const { user, container } = show(<CodeBlock code={code} language="shell" label="Command line" />);
    await user.click(screen.getByRole("button", { name: "Copy Command line" }));
    expect(await navigator.clipboard.readText()).toBe(code);
    await waitFor(() => expect(screen.getByRole("button", { name: "Copied" })).toBeTruthy());
    expect(container.querySelector("pre")?.tabIndex).toBe(0);
  });

  test("marks exactly the lines that failed", () => {
    const { container } = show(<CodeBlock code={"a\nb\nc"} language="json" marked={[2]} />);
    const marked = [...container.querySelectorAll("code")].filter((line) => /critical/.test(line.className));
    expect(marked.map(({ textContent }) => textContent)).toEqual(["b"]);
  });

  test.each(Object.entries(hostileNames))("that is hostile (%s) is text", (_, code) => {
    const { container } = show(<CodeBlock code={code} language="text" />);
    expect(container.querySelector("pre")?.textContent).toBe(code);
    expect(container.querySelector("img, script")).toBeNull();
  });
});
