// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { ExceptionView } from "#lib/contract/remediation.ts";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { ExceptionActions } from "./exception-actions.tsx";
import { ExceptionRow } from "./exception-row.tsx";
import { ExceptionsPanel } from "./exceptions-panel.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const grace = { id: "grace", name: "Grace Hopper" };
const exception = (overrides: Partial<ExceptionView> = {}): ExceptionView => ({
  id: "e1",
  state: "requested",
  reason: "risk-accepted",
  comment: "A public data set,\nagreed with legal.",
  requestedBy: grace,
  requestedAt: "2026-03-01T00:00:00Z",
  expiresAt: "2026-09-01T12:00:00Z",
  decidedBy: null,
  decidedAt: null,
  decision: null,
  mayDecide: true,
  finding: {
    id: "f1",
    checkId: "aws/s3/bucket-public",
    title: "Training bucket is private",
    severity: "high",
    layer: "data",
    reason: "Anyone can list it.",
    resourceName: "claims",
  },
  ...overrides,
});
const buttons = () => screen.queryAllByRole("button").map((button) => button.textContent);
const posted = (requests: readonly { method: string; path: string; body: unknown }[]) =>
  requests.filter(({ method }) => method === "POST");

describe("one request", () => {
  test("says what for, why, until when, by whom, and how it stands, in words", () => {
    show(<ExceptionRow exception={exception()} />);
    const words = screen.getByRole("listitem").textContent;
    for (const part of ["claims: Anyone can list it.", "Waiting", "High", "Data", "Risk accepted until"])
      expect(words).toContain(part);
    expect(words).toMatch(/2026.*asked by Grace Hopper/);
    expect(screen.getByRole("link").getAttribute("href")).toBe("/findings/f1");
  });

  test("keeps the lines of what was written", () => {
    show(<ExceptionRow exception={exception()} />);
    expect(screen.getByRole("blockquote").textContent).toBe("A public data set,\nagreed with legal.");
    expect(screen.getByRole("blockquote").className).toContain("whitespace-pre-wrap");
  });

  test("says who decided it, how, and in which words", () => {
    const decided = { decidedBy: { id: "ada", name: "Ada" }, decidedAt: "2026-03-02T00:00:00Z" };
    show(<ExceptionRow exception={exception({ ...decided, state: "denied", decision: "Block it." })} />);
    expect(screen.getByText(/^Ada denied it/).textContent).toMatch(/: Block it\.$/);
    cleanup();
    show(<ExceptionRow exception={exception({ ...decided, state: "approved" })} />);
    expect(screen.getByText(/^Ada approved it/)).toBeTruthy();
  });

  test.each(Object.entries(hostileNames))("hostile words (%s) are text", (_, name) => {
    const { finding } = exception();
    const { container } = show(
      <ExceptionRow
        exception={exception({ comment: name, finding: { ...finding, title: name, resourceName: name } })}
      />,
    );
    expect(screen.getAllByText(name)).toHaveLength(2);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("what may be done with it", () => {
  test("whoever may decide approves or denies, under names that say which request", () => {
    show(<ExceptionActions exception={exception()} />);
    expect(screen.getByRole("button", { name: "Deny: Training bucket is private" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Approve: Training bucket is private" })).toBeTruthy();
  });

  test("whoever asked may take it back, and not decide it", () => {
    show(
      <ExceptionActions
        exception={exception({ mayDecide: false, requestedBy: { id: "ada", name: "Ada" } })}
      />,
    );
    expect(buttons()).toEqual(["Withdraw"]);
  });

  test("somebody else's request offers nothing to who may not decide", () => {
    show(<ExceptionActions exception={exception({ mayDecide: false })} />);
    expect(buttons()).toEqual([]);
  });

  test.each(["approved", "denied", "withdrawn", "expired"] as const)("nothing on what is %s", (state) => {
    show(<ExceptionActions exception={exception({ state })} />);
    expect(buttons()).toEqual([]);
  });

  test("approving says what it does before it is done, and needs no words", async () => {
    const requests = serve({ "POST /api/v1/exceptions/e1/decision": { status: 204, body: null } });
    const { user } = show(<ExceptionActions exception={exception()} />);
    await user.click(screen.getByRole("button", { name: /^Approve/ }));
    const dialog = screen.getByRole("dialog", { name: "Approve the exception" });
    expect(dialog.textContent).toMatch(/leaves the open findings until .*2026.*then opens again/);
    expect(posted(requests)).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Approve" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(posted(requests).map(({ body }) => body)).toEqual([{ approve: true, comment: "" }]);
  });

  test("denying needs a word on what to do instead", async () => {
    const requests = serve({ "POST /api/v1/exceptions/e1/decision": { status: 204, body: null } });
    const { user } = show(<ExceptionActions exception={exception()} />);
    await user.click(screen.getByRole("button", { name: /^Deny/ }));
    const dialog = screen.getByRole("dialog", { name: "Deny the exception" });
    await user.click(within(dialog).getByRole("button", { name: "Deny" }));
    expect(posted(requests)).toEqual([]);
    await user.type(within(dialog).getByRole("textbox", { name: "Why not" }), "  Block it. ");
    await user.click(within(dialog).getByRole("button", { name: "Deny" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(posted(requests).map(({ body }) => body)).toEqual([{ approve: false, comment: "Block it." }]);
  });

  test("a refused decision stays open and says why", async () => {
    serve({ "POST /api/v1/exceptions/e1/decision": { status: 409, body: { detail: "It was withdrawn." } } });
    const { user } = show(<ExceptionActions exception={exception()} />);
    await user.click(screen.getByRole("button", { name: /^Approve/ }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Approve" }));
    expect((await screen.findByRole("alert")).textContent).toBe("It was withdrawn.");
  });

  test("withdrawing asks the server once and says so", async () => {
    const requests = serve({ "POST /api/v1/exceptions/e1/withdrawal": { status: 204, body: null } });
    const own = exception({ mayDecide: false, requestedBy: { id: "ada", name: "Ada" } });
    const { user } = show(<ExceptionActions exception={own} />);
    await user.click(screen.getByRole("button"));
    expect(await screen.findByText("Request withdrawn")).toBeTruthy();
    expect(posted(requests)).toHaveLength(1);
  });
});

describe("the list", () => {
  const path = "GET /api/v1/exceptions";

  test("parts what waits for the reader, for others, and what is decided, with counts", async () => {
    const items = [
      exception({ id: "e1" }),
      exception({ id: "e2", mayDecide: false }),
      exception({ id: "e3", state: "denied" }),
      exception({ id: "e4", state: "expired" }),
    ];
    serve({ [path]: { body: { items } } });
    show(<ExceptionsPanel />);
    await screen.findByRole("region", { name: "Waiting for your decision" });
    expect(screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      "Waiting for your decision (1)",
      "Waiting for somebody else (1)",
      "Decided (2)",
    ]);
  });

  test("no request is explained, with where to make one", async () => {
    serve({ [path]: { body: { items: [] } } });
    show(<ExceptionsPanel />);
    expect(await screen.findByText("Nobody has asked for an exception")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Open the findings" }).getAttribute("href")).toBe("/findings");
  });

  test("says that it loads, and what is wrong where it cannot", async () => {
    serve({ [path]: "never" });
    show(<ExceptionsPanel />);
    expect(screen.getByText("Loading exceptions")).toBeTruthy();
    cleanup();
    serve({ [path]: { status: 403, body: { detail: "Not for you." } } });
    show(<ExceptionsPanel />);
    expect((await screen.findByRole("alert")).textContent).toContain("Not for you.");
  });
});
