// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

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

describe("an operation that is followed", () => {
  const running = (doneCount: number) => ({ [`GET ${path}`]: { body: operation({ doneCount }) } });
  const unreadable = { [`GET ${path}`]: { status: 404, body: { detail: "There is no such operation." } } };
  const tick = (milliseconds = 700) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
  const words = () => screen.getByRole("status").textContent;
  const open = async () => {
    show(<BulkProgress id="op" onDismiss={() => {}} />);
    await tick(0);
  };

  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("is read again until it is done, and never after", async () => {
    serve({ [`GET ${path}`]: { body: operation({ state: "queued", doneCount: 0 }) } });
    await open();
    expect(words()).toBe("Changing 0 of 1,200 findings");
    serve(running(600));
    await tick();
    expect(words()).toBe("Changing 600 of 1,200 findings");
    const last = serve({ [`GET ${path}`]: { body: operation({ state: "done", doneCount: 1200 }) } });
    await tick();
    expect(words()).toBe("1,200 findings changed");
    await tick(60_000);
    expect(last).toHaveLength(1);
  });

  test("says that it starts until it is read", async () => {
    serve({ [`GET ${path}`]: "never" });
    await open();
    expect(words()).toBe("Starting…");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  test("that cannot be read says so rather than that it starts, and is not asked for on and on", async () => {
    const requests = serve(unreadable);
    await open();
    expect(words()).toBe("How far it is could not be read");
    expect(screen.getByText("There is no such operation.")).toBeTruthy();
    expect(screen.queryByRole("progressbar")).toBeNull();
    await tick(60_000);
    expect(requests).toHaveLength(1);
  });

  test("is followed again when told to", async () => {
    serve(unreadable);
    await open();
    serve(running(900));
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await tick(0);
    expect(words()).toBe("Changing 900 of 1,200 findings");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    const polled = serve(running(1000));
    await tick();
    expect(polled.length).toBeGreaterThan(0);
  });

  test("that was read once and then not says where it was last seen", async () => {
    serve(running(300));
    await open();
    serve(unreadable);
    await tick();
    expect(words()).toBe("Last seen at 300 of 1,200");
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });

  test("can be dismissed though it cannot be read", async () => {
    serve(unreadable);
    const onDismiss = vi.fn<() => void>();
    show(<BulkProgress id="op" onDismiss={onDismiss} />);
    await tick(0);
    fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(onDismiss).toHaveBeenCalledOnce();
  });

  test("whose undoing is refused stays done", async () => {
    const requests = serve({
      [`GET ${path}`]: { body: operation({ state: "done", doneCount: 2, totalCount: 2 }) },
      [`POST ${path}/undo`]: { status: 409, body: { detail: "Somebody changed them since." } },
    });
    await open();
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    await tick(0);
    expect(requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
    expect(words()).toBe("2 findings changed");
    expect(screen.getByRole("button", { name: "Undo" })).toHaveProperty("disabled", false);
  });

  test("of nothing is done with nothing", async () => {
    serve({ [`GET ${path}`]: { body: operation({ state: "done", doneCount: 0, totalCount: 0 }) } });
    await open();
    expect(words()).toBe("0 findings changed");
  });

  test("in which all failed changed nothing, and lists no more than can be read", async () => {
    const failures = Array.from({ length: 120 }, (_, at) => ({ id: `f${at}`, message: `Refused ${at}.` }));
    serve({
      [`GET ${path}`]: { body: operation({ state: "done", doneCount: 120, totalCount: 120, failures }) },
    });
    await open();
    expect(words()).toBe("0 findings changed");
    expect(screen.getByText("120 could not be changed")).toBeTruthy();
    expect(screen.getAllByText(/^Refused/)).toHaveLength(50);
    expect(screen.getByText("and 70 more")).toBeTruthy();
  });
});
