// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { ExceptionInput, exceptionReasons } from "#lib/contract/remediation.ts";

import { ApiError } from "../api/api-error.ts";
import { hostileNames, show } from "../testing/render-ui.tsx";
import { inDays } from "../ui/in-days.ts";
import { ExceptionDialog } from "./exception-dialog.tsx";
import { exceptionReasonTitles } from "./exception-reasons.ts";

afterEach(cleanup);

type Props = React.ComponentProps<typeof ExceptionDialog>;

function open(overrides: Partial<Props> = {}) {
  const onRequest = vi.fn<(input: ExceptionInput) => void>();
  const onOpenChange = vi.fn<(open: boolean) => void>();
  const shown = show(
    <ExceptionDialog
      open
      onOpenChange={onOpenChange}
      subject="Training bucket is private"
      pending={false}
      error={null}
      onRequest={onRequest}
      {...overrides}
    />,
  );
  return { ...shown, onRequest, onOpenChange };
}
const why = () => screen.getByRole("textbox", { name: "Why" });
const until = () => screen.getByLabelText("Until");
const described = (control: HTMLElement) =>
  (control.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent)
    .join(" ");

describe("ExceptionDialog", () => {
  test("says what it is about", () => {
    open();
    expect(screen.getByRole("dialog", { name: "Request an exception" }).textContent).toContain(
      "Training bucket is private",
    );
  });

  test("asks with reason, why and the end of the last day", async () => {
    const { user, onRequest } = open();
    await user.click(screen.getByRole("combobox", { name: "Reason" }));
    await user.click(screen.getByRole("option", { name: "False positive" }));
    await user.type(why(), "The bucket is a public data set.");
    await user.click(screen.getByRole("button", { name: "Request" }));
    expect(onRequest).toHaveBeenCalledExactlyOnceWith({
      reason: "false-positive",
      comment: "The bucket is a public data set.",
      expiresAt: new Date(`${inDays(90)}T23:59:59`).toISOString(),
    });
  });

  test("begins with no more than a quarter of a year, and allows a year at most", () => {
    open();
    expect(until()).toHaveProperty("value", inDays(90));
    expect(until().getAttribute("min")).toBe(inDays(1));
    expect(until().getAttribute("max")).toBe(inDays(365));
  });

  test("does not ask without a word on why", async () => {
    const { user, onRequest } = open();
    expect(why()).toHaveProperty("required", true);
    expect(why().getAttribute("minlength")).toBe("10");
    await user.click(screen.getByRole("button", { name: "Request" }));
    expect(onRequest).not.toHaveBeenCalled();
  });

  test("a refused field is marked and says why, read out with the field", () => {
    open({
      error: new ApiError(400, {
        detail: "Some fields are not right.",
        fields: [{ field: "expiresAt", message: "At most a year ahead" }],
      }),
    });
    expect(until().getAttribute("aria-invalid")).toBe("true");
    expect(described(until())).toContain("At most a year ahead");
    expect(why().hasAttribute("aria-invalid")).toBe(false);
    expect(screen.getAllByRole("alert").map(({ textContent }) => textContent)).toContain(
      "Some fields are not right.",
    );
  });

  test("is not sent twice while the first is under way", () => {
    open({ pending: true });
    const request = screen.getByRole("button", { name: "Request" });
    expect(request).toHaveProperty("disabled", true);
    expect(request.getAttribute("aria-busy")).toBe("true");
  });

  test.each(["Cancel", "Close"])("%s closes it and asks nothing", async (name) => {
    const { user, onOpenChange, onRequest } = open();
    await user.type(why(), "The bucket is a public data set.");
    await user.click(screen.getByRole("button", { name }));
    expect(onOpenChange).toHaveBeenCalledExactlyOnceWith(false);
    expect(onRequest).not.toHaveBeenCalled();
  });

  test("begins anew when it is opened again", async () => {
    const props = { onOpenChange: () => {}, subject: "x", pending: false, error: null, onRequest: () => {} };
    const { user, rerender } = show(<ExceptionDialog {...props} open />);
    await user.type(why(), "left over");
    rerender(<ExceptionDialog {...props} open={false} />);
    rerender(<ExceptionDialog {...props} open />);
    expect(why()).toHaveProperty("value", "");
  });

  test.each(Object.entries(hostileNames))("a hostile subject (%s) is text", (_, subject) => {
    const { baseElement } = open({ subject });
    expect(screen.getByText(subject)).toBeTruthy();
    expect(baseElement.querySelector("img, script")).toBeNull();
  });
});

describe("until when, and why", () => {
  const request = () => screen.getByRole("button", { name: "Request" });
  const fill = (comment: string, day: string) => {
    fireEvent.change(why(), { target: { value: comment } });
    fireEvent.change(until(), { target: { value: day } });
  };

  test("no day is not asked for", async () => {
    const { user, onRequest } = open();
    fill("The bucket is a public data set.", "");
    await user.click(request());
    expect(onRequest).not.toHaveBeenCalled();
  });

  test.each([
    ["the first day", inDays(1)],
    ["the last day", inDays(365)],
  ])("%s that is allowed can be asked for", async (_, day) => {
    const { user, onRequest } = open();
    fill("The bucket is a public data set.", day);
    await user.click(request());
    expect(onRequest.mock.calls[0]?.[0].expiresAt).toBe(new Date(`${day}T23:59:59`).toISOString());
  });

  test.each(exceptionReasons)("%s is asked for as the server takes it", async (reason) => {
    const { user, onRequest } = open();
    await user.click(screen.getByRole("combobox", { name: "Reason" }));
    await user.click(screen.getByRole("option", { name: exceptionReasonTitles[reason] ?? reason }));
    fill("The bucket is a public data set.", inDays(30));
    await user.click(request());
    const [input] = onRequest.mock.calls[0] ?? [];
    expect(ExceptionInput.parse(input)).toEqual(input);
  });

  test.each([
    ["reason", "Reason", "There is no such reason"],
    ["comment", "Why", "Say why in at least 10 characters"],
    ["expiresAt", "Until", "It must lie in the future"],
  ])("a refused %s is marked at its field alone", (field, label, message) => {
    open({ error: new ApiError(400, { detail: "No.", fields: [{ field, message }] }) });
    const marked = ["Reason", "Why", "Until"].filter(
      (name) => screen.getByLabelText(name).getAttribute("aria-invalid") === "true",
    );
    expect(marked).toEqual([label]);
    expect(screen.getByText(message)).toBeTruthy();
  });

  test("every reason there is has words of its own", () => {
    const words = exceptionReasons.map((reason) => exceptionReasonTitles[reason]);
    expect(words.every((title) => title !== undefined && title !== "")).toBe(true);
    expect(new Set(words).size).toBe(exceptionReasons.length);
  });
});
