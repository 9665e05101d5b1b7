// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { FindingDetail } from "#lib/contract/findings.ts";

import { serve, show } from "../testing/render-ui.tsx";
import { sampleFindingDetail } from "../testing/sample-finding.ts";
import { FindingActions } from "./finding-actions.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const actions = (overrides: Partial<FindingDetail> = {}) => (
  <FindingActions finding={sampleFindingDetail(overrides)} />
);
const buttons = () => screen.queryAllByRole("button").map(({ textContent }) => textContent);

describe("what is offered", () => {
  test("everything to who may do everything", () => {
    show(actions());
    expect(buttons()).toEqual(["Assign", "Start work", "Request exception"]);
  });

  test("only what the reader may do", () => {
    show(actions(), { can: ["assignment:work"] });
    expect(buttons()).toEqual(["Start work"]);
    cleanup();
    show(actions(), { can: ["finding:read"] });
    expect(buttons()).toEqual([]);
  });

  test.each(["resolved", "excepted"] as const)("nothing on what is %s", (status) => {
    show(actions({ status }));
    expect(buttons()).toEqual([]);
  });

  test("no second request while one waits for its decision", () => {
    show(
      actions({
        exceptions: [
          {
            id: "e1",
            state: "requested",
            reason: "risk-accepted",
            comment: "A public data set.",
            requestedBy: "Ada",
            requestedAt: "2026-03-01T00:00:00Z",
            expiresAt: "2026-09-01T00:00:00Z",
            decidedBy: null,
            decision: null,
          },
        ],
      }),
    );
    expect(screen.getByRole("button", { name: "Exception requested" })).toHaveProperty("disabled", true);
  });

  test("a opens assigning and e excepting; without the permission the keys do nothing", async () => {
    serve({});
    const { user } = show(actions());
    await user.keyboard("a");
    expect(screen.getByRole("dialog", { name: "Assign" })).toBeTruthy();
    await user.keyboard("{Escape}");
    await user.keyboard("e");
    expect(screen.getByRole("dialog", { name: "Request an exception" })).toBeTruthy();
    cleanup();
    const reader = show(actions(), { can: ["finding:read"] });
    await reader.user.keyboard("ae");
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("what is done", () => {
  test("starting and stopping work moves the status there and back", async () => {
    const path = "PUT /api/v1/findings/f1/progress";
    const requests = serve({ [path]: { status: 204, body: null } });
    const { user } = show(actions());
    await user.click(screen.getByRole("button", { name: "Start work" }));
    expect(await screen.findByText("Work started")).toBeTruthy();
    cleanup();
    const started = show(actions({ status: "in-progress" }));
    await started.user.click(screen.getByRole("button", { name: "Stop work" }));
    expect(await screen.findByText("Work stopped")).toBeTruthy();
    expect(requests.map(({ body }) => body)).toEqual([{ status: "in-progress" }, { status: "open" }]);
  });

  test("an assignment is sent for this finding, and the dialog closes when it is saved", async () => {
    const requests = serve({ "PUT /api/v1/findings/f1/assignment": { status: 204, body: null } });
    const { user } = show(actions({ assignee: { id: "ada", name: "Ada Byron" } }));
    await user.click(screen.getByRole("button", { name: "Assign" }));
    await user.type(screen.getByRole("textbox", { name: /Comment/ }), "Mine");
    await user.click(screen.getByRole("button", { name: "Assign" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(requests.filter(({ method }) => method === "PUT")).toEqual([
      {
        method: "PUT",
        path: "/api/v1/findings/f1/assignment",
        body: { assigneeId: "ada", teamId: null, dueAt: null, comment: "Mine" },
      },
    ]);
  });

  test("a refused exception keeps the dialog open, with what was written and the field's own words", async () => {
    serve({
      "POST /api/v1/findings/f1/exceptions": {
        status: 400,
        body: { detail: "Not like this.", fields: [{ field: "comment", message: "Say who agreed" }] },
      },
    });
    const { user } = show(actions());
    await user.click(screen.getByRole("button", { name: "Request exception" }));
    await user.type(screen.getByRole("textbox", { name: "Why" }), "A public data set.");
    await user.click(screen.getByRole("button", { name: "Request" }));
    expect(await screen.findByText("Say who agreed")).toBeTruthy();
    expect(screen.getByRole("textbox", { name: "Why" })).toHaveProperty("value", "A public data set.");
    expect(screen.getByRole("textbox", { name: "Why" }).getAttribute("aria-invalid")).toBe("true");
  });
});
