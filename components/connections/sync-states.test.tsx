// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { collectionStates, syncStates } from "#lib/contract/connections.ts";
import { unknownReasons } from "#lib/domain/unknown.ts";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { sampleConnection, sampleRun, sampleSync, sampleUnknown } from "../testing/sample-connection.ts";
import { CollectionRuns } from "./collection-runs.tsx";
import { ConnectionCard } from "./connection-card.tsx";
import { Coverage } from "./coverage.tsx";
import { collectionLooks, isUnderWay, syncLooks, unknownReasonTitles } from "./sync-look.ts";
import { SyncProblem } from "./sync-problem.tsx";
import { SyncProgress } from "./sync-progress.tsx";
import { SyncsList } from "./syncs-list.tsx";
import { UnknownWords } from "./unknown-words.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const valueOf = (term: string) => screen.getByText(term).parentElement?.querySelector("dd")?.textContent;
const syncPath = "GET /api/v1/syncs/s1";

describe("the card in each state of its last sync", () => {
  const over = syncStates.filter((state) => !isUnderWay(state));
  test.each(over)("%s: says so, with when, the coverage, and the way to sync again", (state) => {
    show(<ConnectionCard connection={sampleConnection({ lastSync: sampleSync({ state }) })} />);
    expect(valueOf("Last sync")).toMatch(new RegExp(`^${syncLooks[state].label}`));
    expect(screen.getByText(/of 10 collections complete/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Sync Production now" })).toHaveProperty("disabled", false);
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  test.each(["queued", "running"] as const)("%s: may be cancelled, and not begun again", async (state) => {
    const lastSync = sampleSync({ state, finishedAt: null });
    const requests = serve({ [syncPath]: { body: lastSync }, "POST /api/v1/syncs/s1/cancel": { body: {} } });
    const { user } = show(<ConnectionCard connection={sampleConnection({ lastSync })} />);
    expect(screen.queryByRole("button", { name: "Sync Production now" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Cancel the sync of Production" }));
    await waitFor(() =>
      expect(requests.map(({ method, path }) => `${method} ${path}`)).toContain(
        "POST /api/v1/syncs/s1/cancel",
      ),
    );
    expect(await screen.findByText("The sync ends after its present call")).toBeTruthy();
  });

  test("being cancelled: says that it is, and cannot be asked twice", () => {
    const lastSync = sampleSync({ state: "running", cancelRequestedAt: "2026-03-01T00:00:30Z" });
    serve({ [syncPath]: { body: lastSync } });
    show(<ConnectionCard connection={sampleConnection({ lastSync })} />);
    const cancel = screen.getByRole("button", { name: "Cancel the sync of Production" });
    expect(cancel).toHaveProperty("disabled", true);
    expect(cancel.textContent).toBe("Cancelling");
  });

  test("paused in the middle of a sync: may still be cancelled", () => {
    const lastSync = sampleSync({ state: "running" });
    serve({ [syncPath]: { body: lastSync } });
    show(<ConnectionCard connection={sampleConnection({ lastSync, pausedAt: "2026-03-01T00:00:00Z" })} />);
    expect(screen.getByRole("button", { name: "Cancel the sync of Production" })).toHaveProperty(
      "disabled",
      false,
    );
  });
});

describe("the card's accounts", () => {
  const subscription = (end: string) => `00000000-0000-4000-8000-00000000${end}`;

  test("that are subscriptions are short on the page and whole on hover", () => {
    const accounts = [subscription("a2e0"), subscription("b3f1")];
    show(<ConnectionCard connection={sampleConnection({ accounts })} />);
    expect(valueOf("Accounts")).toBe("00000000…a2e0, 00000000…b3f1");
    expect(screen.getByTitle(accounts.join(", "))).toBeTruthy();
  });

  test.each([
    [3, "a0, a1, a2"],
    [4, "a0, a1, a2 and 1 more"],
    [1_003, "a0, a1, a2 and 1000 more"],
  ])("that are %i are named up to three", (count, said) => {
    const accounts = Array.from({ length: count }, (_, at) => `a${at}`);
    show(<ConnectionCard connection={sampleConnection({ accounts })} />);
    expect(valueOf("Accounts")).toBe(said);
  });
});

describe("coverage", () => {
  const said = (completeCount: number, incompleteCount: number, deniedCount = 0) => {
    const { container } = show(
      <Coverage connection={sampleConnection({ completeCount, incompleteCount, deniedCount })} />,
    );
    return container.textContent;
  };

  test.each([
    [5, 0, 0, "5 of 5 collections complete"],
    [0, 5, 0, "0 of 5 collections complete"],
    [1, 0, 0, "1 of 1 collections complete"],
    [3, 2, 2, "3 of 5 collections complete, 2 denied. See what grants them"],
    [0, 0, 0, ""],
  ])("of %i complete and %i not (%i denied)", (complete, incomplete, denied, text) => {
    expect(said(complete, incomplete, denied)).toBe(text);
  });

  test("that is whole draws nothing hatched, and one with gaps does", () => {
    const whole = show(<Coverage connection={sampleConnection({ completeCount: 3, incompleteCount: 0 })} />);
    expect(whole.container.querySelector(".hatched")?.getAttribute("style")).toContain("0");
    cleanup();
    const gaps = show(<Coverage connection={sampleConnection({ completeCount: 3, incompleteCount: 1 })} />);
    expect(gaps.container.querySelector(".hatched")?.getAttribute("style")).toContain("1");
  });
});

describe("progress", () => {
  const progress = (overrides: Parameters<typeof sampleSync>[0], detailed = false) => {
    serve({ [syncPath]: { body: sampleSync(overrides) } });
    return show(<SyncProgress syncId="s1" detailed={detailed} />);
  };

  test.each(syncStates)("of a sync that is %s says so in a word", async (state) => {
    progress({ state });
    expect((await screen.findAllByText(syncLooks[state].label)).length).toBeGreaterThan(0);
  });

  test.each([
    [1, 1, 1, "0 of 1 collection, 1 resource, 1 call"],
    [2, 0, 0, "0 of 2 collections, 0 resources, 0 calls"],
  ])("counts %i collections in words that fit", async (totalCount, resourceCount, callCount, said) => {
    progress({ state: "running", endedCount: 0, totalCount, resourceCount, callCount });
    expect(await screen.findByText(said)).toBeTruthy();
  });

  test.each(["complete", "partial", "failed", "cancelled"] as const)(
    "of one that ended %s is announced once, in words",
    async (state) => {
      progress({ state });
      expect((await screen.findByRole("status")).textContent).toMatch(new RegExp(`^Sync ${state}: 3 of 10`));
    },
  );

  test("under way is not announced every second", async () => {
    progress({ state: "running" });
    expect((await screen.findByRole("status")).textContent).toBe("");
  });

  test("that failed says what to do, before what was said", async () => {
    progress({ state: "failed", error: "sts:GetCallerIdentity: ENOTFOUND", remedy: "Check the network." });
    expect((await screen.findByRole("alert")).textContent).toBe(
      "Check the network.sts:GetCallerIdentity: ENOTFOUND",
    );
  });

  test("lists its collections only where there is room for them", async () => {
    progress({ state: "running", collections: [sampleRun()] });
    await screen.findByRole("progressbar");
    expect(screen.queryByRole("list", { name: "Collections" })).toBeNull();
    cleanup();
    progress({ state: "running", collections: [sampleRun()] }, true);
    expect(await screen.findByRole("list", { name: "Collections" })).toBeTruthy();
  });

  test("before it is known is a placeholder, never a number", () => {
    serve({ [syncPath]: "never" });
    const { container } = show(<SyncProgress syncId="s1" />);
    expect(container.textContent).toBe("");
  });
});

describe("the collections of a sync", () => {
  test.each(collectionStates)("that are %s say so", (state) => {
    show(<CollectionRuns runs={[sampleRun({ state })]} />);
    expect(screen.getByRole("listitem").textContent).toMatch(new RegExp(`^${collectionLooks[state].label}`));
  });

  test("stand with what runs and what went wrong first, then by name", () => {
    const runs = (
      ["complete", "skipped", "partial", "pending", "failed", "denied", "running"] as const
    ).flatMap((state) => ["b", "a"].map((title) => sampleRun({ id: `${state} ${title}`, state, title })));
    show(<CollectionRuns runs={runs} />);
    const order = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
    expect(order.map((text) => text.replace(/1111.*/, ""))).toEqual(
      ["Reading", "Denied", "Failed", "Incomplete", "Waiting", "Complete", "Skipped"].flatMap((label) => [
        `${label}a`,
        `${label}b`,
      ]),
    );
  });

  test.each([
    [1, "1 record was not understood; nothing is removed because of it."],
    [2, "2 records were not understood; nothing is removed because of them."],
  ])("that did not understand %i say what that means", (unparsedCount, said) => {
    show(<CollectionRuns runs={[sampleRun({ unparsedCount })]} />);
    expect(screen.getByText(said)).toBeTruthy();
  });

  test("say where, without a region they do not have", () => {
    show(
      <CollectionRuns runs={[sampleRun({ account: "acme" }), sampleRun({ id: "2", region: "eu-west-1" })]} />,
    );
    expect(screen.getByText("acme")).toBeTruthy();
    expect(screen.getByText("111122223333 · eu-west-1")).toBeTruthy();
  });
});

describe("what is unknown", () => {
  test.each(unknownReasons)("because it was %s says so first", (reason) => {
    const { container } = show(<UnknownWords unknown={{ ...sampleUnknown, reason }} />);
    expect(container.textContent).toMatch(new RegExp(`^${unknownReasonTitles[reason]}: Not authorized\\.`));
  });

  test("names no permission where none is missing", () => {
    const { container } = show(<UnknownWords unknown={{ ...sampleUnknown, permission: null }} />);
    expect(container.textContent).not.toContain("needs");
  });
});

describe("a problem", () => {
  test.each([
    ["nothing", null, null, ""],
    ["an error alone", "It broke", null, "It broke"],
    ["a remedy alone", null, "Renew it", "Renew it"],
  ])("of %s", (_, error, remedy, said) => {
    const { container } = show(<SyncProblem sync={{ error, remedy }} />);
    expect(container.textContent).toBe(said);
    expect(screen.queryByRole("alert") === null).toBe(said === "");
  });

  test.each(Object.entries(hostileNames))("with hostile words (%s) is text", (_, name) => {
    const { container } = show(<SyncProblem sync={{ error: name, remedy: name }} />);
    expect(container.querySelector("img, script")).toBeNull();
    expect(screen.getAllByText(name)).toHaveLength(2);
  });
});

describe("past syncs", () => {
  const listPath = "GET /api/v1/syncs";
  const list = (items: unknown[], nextCursor: string | null = null) =>
    serve({ [listPath]: { body: { items, nextCursor } }, [syncPath]: { body: sampleSync() } });

  test("say what each found, who asked for it, and how long it took", async () => {
    list([sampleSync({ resourceCount: 1, changedCount: 2_000, removedCount: 3, requestedBy: "Ada" })]);
    show(<SyncsList connectionId="c1" />);
    const text = (await screen.findByRole("button")).textContent;
    expect(text).toContain("1 resource, 2,000 changed, 3 removed");
    expect(text).toContain("by Ada, 59s");
  });

  test.each([
    ["never began", { startedAt: null, finishedAt: null, state: "queued" as const }],
    ["has not ended", { finishedAt: null, state: "running" as const }],
  ])("say no duration of one that %s", async (_, overrides) => {
    list([sampleSync(overrides)]);
    show(<SyncsList connectionId="c1" />);
    expect((await screen.findByRole("button")).textContent).toMatch(/by schedule$/);
  });

  test("open to their collections, and close again", async () => {
    list([sampleSync({ collections: [] })]);
    const { user } = show(<SyncsList connectionId="c1" />);
    const row = await screen.findByRole("button");
    expect(row.getAttribute("aria-expanded")).toBe("false");
    await user.click(row);
    expect(row.getAttribute("aria-expanded")).toBe("true");
    expect(await screen.findByText("3 of 10 collections, 1,234 resources, 5,678 calls")).toBeTruthy();
    await user.click(row);
    expect(screen.queryByText(/3 of 10 collections/)).toBeNull();
  });

  test("that were none say so", async () => {
    list([]);
    show(<SyncsList connectionId="c1" />);
    expect(await screen.findByText("It was never synced")).toBeTruthy();
  });

  test("that cannot be read say why", async () => {
    serve({ [listPath]: { status: 403, body: { detail: "Not allowed." } } });
    show(<SyncsList connectionId="c1" />);
    expect((await screen.findByRole("alert")).textContent).toContain("Not allowed.");
  });

  test("that go on are read on from where the page ended", async () => {
    const requests = list([sampleSync()], "next page");
    const { user } = show(<SyncsList connectionId="c1" />);
    await user.click(await screen.findByRole("button", { name: "Show earlier syncs" }));
    await waitFor(() => expect(requests.at(-1)?.path).toContain("cursor=next"));
    expect(requests.at(-1)?.path).toContain("connection=c1");
  });
});
