// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { DecisionInput } from "#lib/contract/remediation.ts";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { sampleException } from "../testing/sample-work.ts";
import { ExceptionActions } from "./exception-actions.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const path = "POST /api/v1/exceptions/e1/decision";
const refused = (detail: string, status = 409) => ({ [path]: { status, body: { detail } } });
const dialog = () => within(screen.getByRole("dialog"));
const sent = (requests: readonly { method: string; body: unknown }[]) =>
  requests.filter(({ method }) => method === "POST").map(({ body }) => body);

async function open(
  deciding: "Approve" | "Deny",
  answers: Parameters<typeof serve>[0],
  exception = sampleException(),
) {
  const requests = serve(answers);
  const shown = show(<ExceptionActions exception={exception} />);
  const press = (name: "Approve" | "Deny") =>
    shown.user.click(screen.getByRole("button", { name: new RegExp(`^${name}: `) }));
  await press(deciding);
  return { ...shown, requests, press };
}
const write = (label: RegExp, text: string) =>
  fireEvent.change(dialog().getByLabelText(label), { target: { value: text } });

describe("what is decided", () => {
  test.each([
    ["an approval with a word", "Approve", /Comment/, "  Agreed with legal. ", true, "Agreed with legal."],
    ["a denial", "Deny", /Why not/, "Block it instead.", false, "Block it instead."],
  ] as const)("%s is sent as the server takes it, without spaces around", async (...row) => {
    const [, name, label, text, approve, comment] = row;
    const { user, requests } = await open(name, { [path]: { status: 204, body: null } });
    write(label, text);
    await user.click(dialog().getByRole("button", { name }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent(requests)).toEqual([{ approve, comment }]);
    expect(DecisionInput.parse(sent(requests)[0])).toEqual({ approve, comment });
    expect(await screen.findByText(approve ? "Exception approved" : "Exception denied")).toBeTruthy();
  });

  test("is sent once, however often it is pressed while under way", async () => {
    const { user, requests } = await open("Approve", { [path]: "never" });
    await user.click(dialog().getByRole("button", { name: "Approve" }));
    await waitFor(() =>
      expect(dialog().getByRole("button", { name: "Approve" })).toHaveProperty("disabled", true),
    );
    await user.click(dialog().getByRole("button", { name: "Approve" }));
    expect(sent(requests)).toHaveLength(1);
  });

  test.each(["Cancel", "Close"])("%s decides nothing, and what was written is gone", async (name) => {
    const { user, requests, press } = await open("Deny", {});
    write(/Why not/, "left over");
    await user.click(dialog().getByRole("button", { name }));
    await press("Deny");
    expect(dialog().getByLabelText(/Why not/)).toHaveProperty("value", "");
    expect(sent(requests)).toEqual([]);
  });
});

describe("what it says before", () => {
  test("denying changes nothing of the finding", async () => {
    await open("Deny", {});
    expect(screen.getByRole("dialog").textContent).toContain("It stays open, with its due date.");
  });

  test.each(Object.entries(hostileNames))("a hostile title (%s) is text", async (_, title) => {
    const { finding } = sampleException();
    const { baseElement } = await open("Approve", {}, sampleException({ finding: { ...finding, title } }));
    expect(screen.getByRole("dialog").textContent).toContain(title);
    expect(baseElement.querySelector("img, script")).toBeNull();
  });
});

describe("what is refused", () => {
  test.each([
    ["one's own request", "Somebody else has to approve it.", 403],
    ["what was withdrawn meanwhile", "It was withdrawn.", 409],
    ["what has ended meanwhile", "It has expired.", 409],
  ])("%s keeps the dialog, and says so once", async (_, detail, status) => {
    const { user } = await open("Approve", refused(detail, status));
    await user.click(dialog().getByRole("button", { name: "Approve" }));
    expect((await dialog().findByRole("alert")).textContent).toBe(detail);
    expect(screen.getAllByText(detail)).toHaveLength(1);
  });

  test("is not said again when another decision is begun", async () => {
    const { user, press } = await open("Approve", refused("It was withdrawn."));
    await user.click(dialog().getByRole("button", { name: "Approve" }));
    await dialog().findByRole("alert");
    await user.click(dialog().getByRole("button", { name: "Cancel" }));
    await press("Deny");
    expect(dialog().queryByRole("alert")).toBeNull();
  });

  test("a withdrawal leaves the request where it is", async () => {
    const requests = serve({
      "POST /api/v1/exceptions/e1/withdrawal": { status: 409, body: { detail: "It is decided." } },
    });
    const own = sampleException({ mayDecide: false, requestedBy: { id: "ada", name: "Ada" } });
    const { user } = show(<ExceptionActions exception={own} />);
    const withdraw = screen.getByRole("button", { name: /^Withdraw/ });
    await user.click(withdraw);
    await waitFor(() => expect(withdraw).toHaveProperty("disabled", false));
    expect(sent(requests)).toHaveLength(1);
    expect(screen.queryByText("Request withdrawn")).toBeNull();
  });

  test("who asked and lost the right to ask cannot take it back", () => {
    const own = sampleException({ mayDecide: false, requestedBy: { id: "ada", name: "Ada" } });
    show(<ExceptionActions exception={own} />, { can: ["assignment:read"] });
    expect(screen.queryByRole("button")).toBeNull();
  });
});
