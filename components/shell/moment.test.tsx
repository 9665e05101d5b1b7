// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import Link from "next/link";
import {
  PathnameContext,
  SearchParamsContext,
} from "next/dist/shared/lib/hooks-client-context.shared-runtime.js";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { ada, serve, show } from "../testing/render-ui.tsx";
import type { Moment } from "./moment-control.tsx";
import { Shell } from "./shell.tsx";

const at = "2026-11-01T23:59:59.999Z";
const assigned: string[] = [];
const replaced: string[] = [];
beforeEach(() => {
  assigned.splice(0);
  replaced.splice(0);
  serve({});
  vi.spyOn(location, "assign").mockImplementation((url) => void assigned.push(String(url)));
  vi.spyOn(location, "replace").mockImplementation((url) => void replaced.push(String(url)));
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const inShell = (moment: Moment, search = "") =>
  show(
    <PathnameContext value="/findings">
      <SearchParamsContext value={new URLSearchParams(search)}>
        <Shell viewer={ada} moment={moment}>
          <Link href="/issues?q=a">Issues here</Link>
        </Shell>
      </SearchParamsContext>
    </PathnameContext>,
  );

describe("a page of the past", () => {
  const past = { at, from: "2026-10-01T00:00:00.000Z", lastSyncAt: at };

  test("says so, and leads back by a page of its own", () => {
    inShell(past, `at=${at}&q=x`);
    expect(screen.getByRole("region", { name: "Moment" }).textContent).toContain(
      "Nothing can be changed here.",
    );
    expect(screen.getByRole("link", { name: "Back to now" }).getAttribute("href")).toBe("/findings?q=x");
    expect(replaced).toEqual([]);
  });

  test("takes its moment along when a link is followed", () => {
    const { visited } = inShell(past, `at=${at}`);
    fireEvent.click(screen.getByRole("link", { name: "Issues here" }));
    expect(visited).toEqual([`/issues?q=a&at=${encodeURIComponent(at)}`]);
  });

  test("that was reached without its moment is loaded again with it", () => {
    inShell(past, "q=x");
    expect(replaced).toEqual([`/findings?q=x&at=${encodeURIComponent(at)}`]);
  });
});

describe("the last sync", () => {
  test("is gone to by the keyboard, at the moment it was read through", async () => {
    const { user } = inShell({ at: null, from: "2026-10-01T00:00:00.000Z", lastSyncAt: at });
    screen.getByRole("button", { name: "Now" }).focus();
    await user.keyboard("{Enter}");
    screen.getByRole("button", { name: "Last sync" }).focus();
    await user.keyboard("{Enter}");
    expect(assigned).toHaveLength(1);
    expect(assigned[0]).toContain(`at=${encodeURIComponent(at)}`);
  });

  test("cannot be chosen before any has ended", async () => {
    const { user } = inShell({ at: null, from: "2026-10-01T00:00:00.000Z", lastSyncAt: null });
    await user.click(screen.getByRole("button", { name: "Now" }));
    expect(screen.getByRole("button", { name: "Last sync" })).toHaveProperty("disabled", true);
  });

  test("that an address names is kept as the moment it stood for", () => {
    inShell({ at, from: "2026-10-01T00:00:00.000Z", lastSyncAt: at }, "at=last-sync&q=x");
    expect(replaced).toEqual([`/findings?at=${encodeURIComponent(at)}&q=x`]);
  });
});

describe("a page of now", () => {
  test("goes to a day by the keyboard, as far back as there is history", async () => {
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const { user } = inShell({ at: null, from: `${yesterday}T00:00:00.000Z`, lastSyncAt: null });
    screen.getByRole("button", { name: "Now" }).focus();
    await user.keyboard("{Enter}");
    expect(screen.getByRole("button", { name: "30 days ago" })).toHaveProperty("disabled", true);
    await user.click(screen.getByRole("button", { name: "Yesterday" }));
    expect(assigned).toHaveLength(1);
    expect(assigned[0]).toContain(`at=${yesterday}`);
  });

  test("without history says when it begins", async () => {
    const { user } = inShell({ at: null, from: null, lastSyncAt: null });
    await user.click(screen.getByRole("button", { name: "Now" }));
    expect(screen.getByText("There is no history yet. It begins with the first sync.")).toBeTruthy();
  });
});
