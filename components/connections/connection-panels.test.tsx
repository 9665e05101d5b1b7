// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { CollectionView } from "#lib/contract/connections.ts";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { sampleConnection, sampleSync, sampleUnknown } from "../testing/sample-connection.ts";
import { CollectionRuns } from "./collection-runs.tsx";
import { CollectionsTable } from "./collections-table.tsx";
import { ConnectionCard } from "./connection-card.tsx";
import { DeniedList } from "./denied-list.tsx";
import { PermissionCheck } from "./permission-check.tsx";
import { SyncProgress } from "./sync-progress.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const valueOf = (term: string) => screen.getByText(term).parentElement?.querySelector("dd")?.textContent;

describe("the card of a connection", () => {
  const card = (overrides: Parameters<typeof sampleConnection>[0] = {}) => (
    <ConnectionCard connection={sampleConnection(overrides)} />
  );

  test("says how complete it is in words, and leads to what would close the gaps", () => {
    show(card());
    expect(screen.getByText(/of 10 collections complete/).textContent).toBe(
      "8 of 10 collections complete, 1 denied. See what grants them",
    );
    expect(screen.getByRole("link", { name: "See what grants them" }).getAttribute("href")).toBe(
      "/connections/c1#denied",
    );
  });

  test("never claims a complete sync that did not happen", () => {
    show(card());
    expect(valueOf("Last complete")).toBe("Never");
    expect(valueOf("Last sync")).toMatch(/^Incomplete/);
  });

  test("says so where it has not synced and read nothing", () => {
    show(
      card({ lastSync: null, accounts: [], completeCount: 0, incompleteCount: 0, syncEveryMinutes: null }),
    );
    expect(valueOf("Last sync")).toBe("Never");
    expect(valueOf("Accounts")).toBe("None read yet");
    expect(valueOf("Next sync")).toBe("When somebody asks");
    expect(screen.queryByText(/collections complete/)).toBeNull();
  });

  test("names three accounts, counts the rest, and keeps them all on hover", () => {
    const accounts = ["1", "2", "3", "4", "5"];
    show(card({ accounts }));
    expect(valueOf("Accounts")).toBe("1, 2, 3 and 2 more");
    expect(screen.getByTitle("1, 2, 3, 4, 5")).toBeTruthy();
  });

  test("what went wrong stands with its remedy first", () => {
    show(
      card({ lastSync: sampleSync({ state: "failed", error: "AccessDenied", remedy: "Renew the role." }) }),
    );
    expect(screen.getByRole("alert").textContent).toBe("Renew the role.AccessDenied");
    expect(valueOf("Last sync")).toMatch(/^Failed/);
  });

  test("while it syncs it shows how far, instead of the old coverage", async () => {
    serve({ "GET /api/v1/syncs/s1": { body: sampleSync({ state: "running", finishedAt: null }) } });
    show(card({ lastSync: sampleSync({ state: "running", finishedAt: null }) }));
    expect(await screen.findByText("3 of 10 collections, 1,234 resources, 5,678 calls")).toBeTruthy();
    expect(screen.queryByText(/of 10 collections complete/)).toBeNull();
  });

  test("syncs on request; a paused one cannot, and says that it is paused", async () => {
    const requests = serve({ "POST /api/v1/connections/c1/syncs": { status: 500, body: {} } });
    const { user } = show(card());
    await user.click(screen.getByRole("button", { name: "Sync Production now" }));
    await waitFor(() => expect(requests.some(({ method }) => method === "POST")).toBe(true));
    cleanup();
    show(card({ pausedAt: "2026-03-01T00:00:00Z" }));
    expect(screen.getByText("Paused")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Sync Production now" })).toHaveProperty("disabled", true);
  });

  test("removing says what is lost before anything is", async () => {
    const requests = serve({});
    const { user } = show(card());
    await user.click(screen.getByRole("button", { name: "More for Production" }));
    await user.click(screen.getByRole("menuitem", { name: "Remove" }));
    const dialog = screen.getByRole("alertdialog", { name: "Remove Production?" });
    expect(dialog.textContent).toMatch(/credentials are destroyed, and 1,234 resources.*cannot be undone/);
    await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(requests.filter(({ method }) => method === "DELETE")).toEqual([]);
  });

  test("whoever only reads is offered nothing to press", () => {
    show(card(), { can: ["connection:read"] });
    expect(screen.queryAllByRole("button")).toEqual([]);
  });

  test.each(Object.entries(hostileNames))("hostile names and errors (%s) are text", (_, name) => {
    const { container } = show(
      card({ name, accounts: [name], lastSync: sampleSync({ state: "failed", error: name, remedy: name }) }),
    );
    expect(screen.getAllByText(name)).toHaveLength(4);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("a sync under way", () => {
  const path = "GET /api/v1/syncs/s1";
  const progress = (overrides: Parameters<typeof sampleSync>[0]) => {
    serve({ [path]: { body: sampleSync(overrides) } });
    return show(<SyncProgress syncId="s1" detailed />);
  };

  test("is a bar with a name and numbers", async () => {
    progress({ state: "running" });
    const bar = await screen.findByRole("progressbar", { name: "Collections read" });
    expect([bar.getAttribute("value"), bar.getAttribute("max")]).toEqual(["3", "10"]);
  });

  test("that waits says for whom it waits", async () => {
    progress({ state: "queued", endedCount: 0, totalCount: 0 });
    expect(await screen.findByText("Waiting for the worker")).toBeTruthy();
  });

  test("that is over has no bar and is announced", async () => {
    progress({ state: "partial" });
    expect(await screen.findByText(/^Sync partial: 3 of 10 collections/)).toBeTruthy();
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  test("that cannot be read says so and may be tried again", async () => {
    serve({ [path]: { status: 404, body: { detail: "No such sync." } } });
    show(<SyncProgress syncId="s1" />);
    expect((await screen.findByRole("alert")).textContent).toContain("No such sync.");
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });

  test("lists what failed before what is complete, with the call and the permission it needs", () => {
    const run = {
      id: "1",
      collectorId: "s3",
      title: "Buckets",
      account: "1111",
      region: null,
      state: "complete",
      resourceCount: 5,
      callCount: 1,
      unparsedCount: 0,
      unknown: null,
      startedAt: null,
      finishedAt: null,
    } as const;
    show(
      <CollectionRuns
        runs={[
          run,
          { ...run, id: "2", title: "Policies", state: "denied", unparsedCount: 3, unknown: sampleUnknown },
        ]}
      />,
    );
    const [first, second] = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
    expect(first).toMatch(
      /^DeniedPolicies.*Denied: Not authorized\. s3:GetBucketPolicy needs s3:GetBucketPolicy/,
    );
    expect(first).toContain("3 records were not understood; nothing is removed because of them.");
    expect(second).toMatch(/^CompleteBuckets/);
  });
});

describe("collections", () => {
  const collection = (overrides: Partial<CollectionView> = {}): CollectionView => ({
    id: "1",
    collectorId: "s3",
    title: "Buckets",
    account: "1111",
    region: "eu-west-1",
    state: "complete",
    resourceCount: 5,
    lastCompleteAt: "2026-03-01T00:00:00Z",
    heldCount: 0,
    unknown: null,
    ...overrides,
  });

  test("gaps stand first, with what would close them", () => {
    show(
      <CollectionsTable
        collections={[
          collection(),
          collection({
            id: "2",
            title: "Policies",
            state: "denied",
            lastCompleteAt: null,
            unknown: sampleUnknown,
          }),
        ]}
      />,
    );
    const [, first] = screen.getAllByRole("row");
    expect(first?.textContent).toMatch(/^DeniedPoliciesDenied: Not authorized\..*needs s3:GetBucketPolicy/);
    expect(first?.textContent).toMatch(/Never$/);
  });

  test("what is no longer listed is said to be kept", () => {
    show(<CollectionsTable collections={[collection({ heldCount: 4 })]} />);
    expect(screen.getByText("4 no longer listed; kept until a second complete sync agrees.")).toBeTruthy();
  });

  test("before the first sync it says what will come", () => {
    show(<CollectionsTable collections={[]} />);
    expect(screen.getByText("No collection was read yet")).toBeTruthy();
    expect(screen.queryByRole("table")).toBeNull();
  });
});

describe("what was refused", () => {
  test("says what each refusal leaves unknown, and gives the text that grants just that", async () => {
    const denied = {
      permission: "s3:GetBucketPolicy",
      call: "s3:GetBucketPolicy",
      message: "No.",
      collections: ["Buckets"],
    };
    const { user } = show(<DeniedList provider="aws" denied={[denied]} />);
    expect(screen.getByRole("listitem").textContent).toContain("Leaves unknown: Buckets");
    await user.click(screen.getByRole("button", { name: "Copy Grants what is missing" }));
    expect(JSON.parse(await navigator.clipboard.readText())).toMatchObject({
      Statement: [{ Effect: "Allow", Action: ["s3:GetBucketPolicy"] }],
    });
  });
});

describe("the permission check", () => {
  const path = "GET /api/v1/connections/c1/probe";
  const probe = (permission: string, ok: boolean) => ({
    permission,
    collectorId: "s3",
    title: "Buckets",
    ok,
    unknown: ok ? null : { ...sampleUnknown, permission, call: permission },
  });
  const done = {
    state: "done",
    requestedAt: null,
    probedAt: "2026-03-01T00:00:00Z",
    error: null,
    remedy: null,
  };
  const check = (probes: unknown[], overrides = {}, can?: readonly ["connection:read"]) => {
    const requests = serve({ [path]: { body: { ...done, probes, ...overrides } } });
    return { ...show(<PermissionCheck connectionId="c1" provider="aws" />, can ? { can } : {}), requests };
  };

  test("puts what is missing first, in words, with only that in the grant", async () => {
    check([probe("s3:List", true), probe("iam:List", false)]);
    expect(await screen.findByText(/1 of 2 permissions is missing/)).toBeTruthy();
    const [, first, second] = screen.getAllByRole("row").map(({ textContent }) => textContent);
    expect(first).toMatch(/^Noiam:List/);
    expect(second).toMatch(/^Yess3:List/);
    const grant = screen.getByText("Grants what is missing").closest("figure");
    expect(grant?.textContent).toContain("iam:List");
    expect(grant?.textContent).not.toContain("s3:List");
  });

  test("all granted offers nothing to grant", async () => {
    check([probe("s3:List", true)]);
    expect(await screen.findByText(/^The permission is granted/)).toBeTruthy();
    expect(screen.queryByText("Grants what is missing")).toBeNull();
  });

  test("a connection that could not be opened is not called granted", async () => {
    check([], { error: "AssumeRole refused", remedy: "Trust Nacre's account in the role." });
    expect(await screen.findByText("The connection could not be opened.")).toBeTruthy();
    expect(screen.getByRole("alert").textContent).toBe(
      "Trust Nacre's account in the role.AssumeRole refused",
    );
  });

  test("one never made says so, and is started only by who may", async () => {
    check([], { state: "never", probedAt: null });
    expect(await screen.findByText(/Nobody has checked the permissions/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Check permissions" })).toBeTruthy();
    cleanup();
    check([], { state: "never", probedAt: null }, ["connection:read"]);
    await screen.findByText(/Nobody has checked/);
    expect(screen.queryByRole("button")).toBeNull();
  });
});
