// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { BulkView } from "#lib/contract/remediation.ts";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { BulkProgress } from "./bulk-progress.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const operation = (overrides: Partial<BulkView> = {}): BulkView => ({
  id: "op",
  kind: "assign",
  state: "running",
  totalCount: 1200,
  doneCount: 300,
  failures: [],
  mayUndo: true,
  ...overrides,
});
const path = "/api/v1/bulk/op";
const follow = (overrides: Partial<BulkView> = {}, onDismiss = () => {}) => {
  const requests = serve({
    [`GET ${path}`]: { body: operation(overrides) },
    [`POST ${path}/undo`]: { status: 204, body: null },
  });
  return { ...show(<BulkProgress id="op" onDismiss={onDismiss} />), requests };
};

describe("BulkProgress", () => {
  test("says how far it is, in words and as a bar", async () => {
    follow();
    expect(await screen.findByText("Changing 300 of 1,200 findings")).toBeTruthy();
    const bar = screen.getByRole("progressbar", { name: "Changed" });
    expect([bar.getAttribute("value"), bar.getAttribute("max")]).toEqual(["300", "1200"]);
  });

  test("offers no way back while it is under way", async () => {
    follow();
    await screen.findByText(/Changing/);
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });

  test("does not count what failed as changed, and says what failed", async () => {
    follow({
      state: "done",
      doneCount: 1200,
      failures: [
        { id: "f1", message: "Somebody resolved it first." },
        { id: "f2", message: "It is excepted." },
      ],
    });
    expect(await screen.findByText("1,198 findings changed")).toBeTruthy();
    expect(screen.getByText("2 could not be changed")).toBeTruthy();
    expect(screen.getByText("Somebody resolved it first.")).toBeTruthy();
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  test("one finding is said as one", async () => {
    follow({ state: "done", doneCount: 1, totalCount: 1 });
    expect(await screen.findByText("1 finding changed")).toBeTruthy();
  });

  test("undoes it once it is done, and reads again what became of it", async () => {
    const { user, requests } = follow({ state: "done", doneCount: 2, totalCount: 2 });
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() =>
      expect(requests.map(({ method, path: asked }) => `${method} ${asked}`)).toEqual([
        `GET ${path}`,
        `POST ${path}/undo`,
        `GET ${path}`,
      ]),
    );
  });

  test("offers no undo where there is none, nor a second time", async () => {
    follow({ state: "done", mayUndo: false });
    await screen.findByText(/changed$/);
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
    cleanup();
    follow({ state: "undone", doneCount: 300 });
    expect(await screen.findByText("Undone for 300 findings")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });

  test("stays until it is dismissed", async () => {
    const onDismiss = vi.fn<() => void>();
    const { user } = follow({ state: "done" }, onDismiss);
    await screen.findByText(/changed$/);
    expect(onDismiss).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(onDismiss).toHaveBeenCalledOnce();
  });

  test.each(Object.entries(hostileNames))(
    "a failure that quotes a hostile name (%s) is text",
    async (_, name) => {
      const { container } = follow({ state: "done", failures: [{ id: "f1", message: name }] });
      expect(await screen.findByText(name)).toBeTruthy();
      expect(container.querySelector("img, script")).toBeNull();
    },
  );
});
