// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { ConnectionDetail, ConnectionView, ProbeResult } from "#lib/contract/connections.ts";
import { permissionsOfRole } from "#lib/domain/permission.ts";

import { serve, show } from "../testing/render-ui.tsx";
import {
  sampleConnection,
  sampleConnectionDetail,
  sampleSync,
  sampleUnknown,
} from "../testing/sample-connection.ts";
import { ConnectionFacts } from "./connection-facts.tsx";
import { ConnectionScreen } from "./connection-screen.tsx";
import { ConnectionsScreen } from "./connections-screen.tsx";
import { DeniedList } from "./denied-list.tsx";
import { FirstSync } from "./first-sync.tsx";
import { PermissionCheck } from "./permission-check.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const list = "GET /api/v1/connections";
const one = "GET /api/v1/connections/c1";
const probe = "GET /api/v1/connections/c1/probe";
const startProbe = "POST /api/v1/connections/c1/probe";
const never: ProbeResult = {
  state: "never",
  requestedAt: null,
  probedAt: null,
  error: null,
  remedy: null,
  probes: [],
};
const methods = (requests: readonly { method: string; path: string }[]) =>
  requests.flatMap(({ method, path }) => (method === "GET" ? [] : [`${method} ${path}`]));

describe("the list of connections", () => {
  const open = (items: readonly ConnectionView[], options: Parameters<typeof show>[1] = {}) => {
    serve({ [list]: { body: { items } } });
    return show(<ConnectionsScreen />, options);
  };

  test("has one card for each, and the whole in a sentence", async () => {
    open([
      sampleConnection({ resourceCount: 1, incompleteCount: 0, lastCompleteAt: "2026-03-01T00:00:00Z" }),
      sampleConnection({ id: "c2", name: "Second", resourceCount: 2 }),
    ]);
    const cards = await screen.findByRole("list", { name: "Connections" });
    expect(within(cards).getAllByRole("link", { name: /Production|Second/ })).toHaveLength(2);
    expect(screen.getByText("2 connections, 3 resources. 1 with gaps in coverage.")).toBeTruthy();
  });

  test("of one with one resource counts in words that fit", async () => {
    open([
      sampleConnection({ resourceCount: 1, incompleteCount: 0, lastCompleteAt: "2026-03-01T00:00:00Z" }),
    ]);
    expect(
      await screen.findByText("1 connection, 1 resource. Everything that should be read was read."),
    ).toBeTruthy();
  });

  test("that is empty leads to adding one, for who may", async () => {
    open([]);
    expect(await screen.findByText("Nothing is connected yet")).toBeTruthy();
    expect(screen.getAllByRole("link", { name: "Add a connection" }).length).toBeGreaterThan(0);
    cleanup();
    open([], { can: ["connection:read"] });
    expect(await screen.findByText("Nothing is connected yet")).toBeTruthy();
    expect(screen.queryByRole("link")).toBeNull();
  });

  test("that cannot be read says why", async () => {
    serve({ [list]: { status: 403, body: { detail: "Not allowed." } } });
    show(<ConnectionsScreen />);
    expect((await screen.findByRole("alert")).textContent).toContain("Not allowed.");
    expect(screen.queryByText("Nothing is connected yet")).toBeNull();
  });

  test("that loads claims nothing", () => {
    serve({ [list]: "never" });
    show(<ConnectionsScreen />);
    expect(screen.getByText("Loading connections")).toBeTruthy();
    expect(screen.queryByText(/Everything that should be read/)).toBeNull();
  });

  test.each(Object.entries(permissionsOfRole))(
    "offers the role %s what it may do, and no more",
    async (_, can) => {
      open([sampleConnection()], { can });
      await screen.findByRole("list", { name: "Connections" });
      const mayWrite = can.includes("connection:write");
      expect(screen.queryByRole("link", { name: "Add a connection" }) !== null).toBe(mayWrite);
      expect(screen.queryByRole("button", { name: "Sync Production now" }) !== null).toBe(mayWrite);
      expect(screen.queryByRole("link", { name: "Jobs" }) !== null).toBe(can.includes("job:read"));
    },
  );
});

describe("a connection's page", () => {
  const open = (overrides: Partial<ConnectionDetail> = {}, search = "") => {
    const requests = serve({
      [one]: { body: sampleConnectionDetail(overrides) },
      [probe]: { body: never },
      "GET /api/v1/syncs": { body: { items: [], nextCursor: null } },
      "GET /api/v1/syncs/s1": { body: sampleSync({ state: "running" }) },
    });
    return { ...show(<ConnectionScreen id="c1" />, { search }), requests };
  };

  test.each([
    [1, "1 permission"],
    [2, "2 permissions"],
  ])("with %i denied counts them as %s, and gives what grants them", async (count, said) => {
    const denied = Array.from({ length: count }, (_, at) => ({
      permission: `s3:Get${at}`,
      call: `s3:Get${at}`,
      message: "No.",
      collections: ["Buckets"],
    }));
    open({ denied });
    expect(await screen.findByText(said)).toBeTruthy();
    expect(screen.getByText("Grants what is missing")).toBeTruthy();
  });

  test("with nothing denied has no such part", async () => {
    open();
    await screen.findByRole("heading", { name: "Production" });
    expect(screen.queryByText("Denied")).toBeNull();
  });

  test("that never read anything says what to do", async () => {
    open({ lastSync: null, completeCount: 0, incompleteCount: 0 });
    expect(await screen.findByText(/Nothing has been read yet/)).toBeTruthy();
  });

  test("while it syncs shows the sync instead of the old coverage", async () => {
    open({ lastSync: sampleSync({ state: "running" }) });
    expect(await screen.findByText("Sync under way")).toBeTruthy();
    expect(await screen.findByRole("progressbar")).toBeTruthy();
    expect(screen.queryByText(/of 10 collections complete/)).toBeNull();
  });

  test.each([
    ["", "Collections0"],
    ["?tab=syncs", "Past syncs"],
    ["?tab=permissions", "Permissions and setup"],
    ["?tab=nonsense", "Collections0"],
  ])("opens on the part its address names (%j)", async (search, name) => {
    open({}, search);
    const tabs = await screen.findAllByRole("tab");
    expect(tabs.find((tab) => tab.getAttribute("aria-selected") === "true")?.textContent).toBe(name);
  });

  test("writes the part into the address", async () => {
    const { user, searches } = open();
    await user.click(await screen.findByRole("tab", { name: "Past syncs" }));
    await waitFor(() => expect(searches.at(-1)).toBe("?tab=syncs"));
    expect(await screen.findByText("It was never synced")).toBeTruthy();
  });

  test("that was removed meanwhile shows nothing rather than an old state", async () => {
    serve({ [one]: { status: 404, body: {} } });
    const { container } = show(<ConnectionScreen id="c1" />);
    await waitFor(() => expect(container.textContent).toBe(""));
  });
});

describe("the facts of a connection", () => {
  const facts = (overrides: Partial<ConnectionDetail>) =>
    show(<ConnectionFacts connection={sampleConnectionDetail(overrides)} />);
  const valueOf = (term: string) => screen.getByText(term).parentElement?.querySelector("dd")?.textContent;

  test("name its settings in words, with the field's own name on hover", () => {
    facts({ config: { roleArn: "arn:r", subscriptionIds: "a,b" } });
    expect(valueOf("Role ARN")).toBe("arn:r");
    expect(screen.getByText("Subscription IDs").getAttribute("title")).toBe("subscriptionIds");
  });

  test("give each account whole, to be copied", async () => {
    const account = "00000000-0000-4000-8000-00000000a2e0";
    facts({ accounts: [account, "acme"] });
    const { user } = facts({ accounts: [] });
    await user.click(screen.getByRole("button", { name: `Copy ${account}` }));
    expect(await navigator.clipboard.readText()).toBe(account);
    expect(screen.getByText("None read yet")).toBeTruthy();
  });

  test("say that there are secrets, and never which", () => {
    facts({ hasSecrets: true });
    expect(valueOf("Secrets")).toBe("Sealed; shown to nobody");
    cleanup();
    facts({ hasSecrets: false });
    expect(screen.queryByText("Secrets")).toBeNull();
  });

  test.each([
    [60, "Every hour"],
    [1440, "Every day"],
    [45, "Every 45 minutes"],
    [null, "Only when asked"],
  ])("say the schedule of %s minutes as %s", (syncEveryMinutes, said) => {
    facts({ syncEveryMinutes });
    expect(valueOf("Schedule")).toBe(said);
    expect(screen.queryByText("Next sync") === null).toBe(syncEveryMinutes === null);
  });

  test.each([
    ["has come", "2026-03-01T05:59:59Z", "Due now"],
    ["is now", "2026-03-01T06:00:00Z", "Due now"],
    ["is in an hour", "2026-03-01T07:00:00Z", "in 1h"],
  ])("of a next sync whose time %s say so", (_, due, said) => {
    vi.useFakeTimers({ now: new Date("2026-03-01T06:00:00Z"), toFake: ["Date"] });
    const queuedAt = new Date(Date.parse(due) - 360 * 60_000).toISOString();
    facts({ lastSync: sampleSync({ queuedAt }) });
    expect(valueOf("Next sync")).toMatch(new RegExp(`^${said}`));
    vi.useRealTimers();
  });

  test("promise no next sync of a paused connection", () => {
    facts({ pausedAt: "2026-03-01T00:00:00Z" });
    expect(screen.queryByText("Next sync")).toBeNull();
  });
});

describe("what was denied", () => {
  const denied = (permission: string) => ({
    permission,
    call: permission,
    message: "No.",
    collections: ["A", "B"],
  });

  test.each([
    ["aws", "s3:GetBucketPolicy", "Add this statement to the policy"],
    ["azure", "Microsoft.Search/searchServices/read", "Adds the actions to the custom role"],
    ["gcp", "storage.buckets.get", "Adds the permissions to the custom role"],
  ] as const)("on %s is granted by its own text, with where it goes", (provider, permission, where) => {
    show(<DeniedList provider={provider} denied={[denied(permission)]} />);
    expect(screen.getByText(new RegExp(where))).toBeTruthy();
    const grant = screen.getByText("Grants what is missing").closest("figure");
    expect(grant?.textContent).toContain(permission);
    expect(screen.getByText("Leaves unknown: A, B")).toBeTruthy();
  });
});

describe("the permission check", () => {
  const open = (result: Partial<ProbeResult>, answers: Parameters<typeof serve>[0] = {}) => {
    const requests = serve({ [probe]: { body: { ...never, ...result } }, ...answers });
    return { ...show(<PermissionCheck connectionId="c1" provider="aws" />), requests };
  };
  const line = (permission: string, ok: boolean, reason: typeof sampleUnknown.reason = "denied") => ({
    permission,
    collectorId: permission,
    title: "Buckets",
    ok,
    unknown: ok ? null : { ...sampleUnknown, permission, reason },
  });
  const done = { state: "done" as const, probedAt: "2026-03-01T00:00:00Z" };

  test("is started on request, and says that it tries", async () => {
    const { user, requests } = open(
      {},
      { [startProbe]: { body: { ...never, state: "pending", requestedAt: "2026-03-01T00:00:00Z" } } },
    );
    await user.click(await screen.findByRole("button", { name: "Check permissions" }));
    expect(await screen.findByText("Trying each permission…")).toBeTruthy();
    expect(methods(requests)).toEqual(["POST /api/v1/connections/c1/probe"]);
    expect(screen.getByRole("button", { name: "Check again" }).getAttribute("aria-busy")).toBe("true");
  });

  test("under way shows no line of the last one", async () => {
    open({ state: "pending", probes: [line("s3:Get", false)], error: "old" });
    expect(await screen.findByText("Trying each permission…")).toBeTruthy();
    expect(screen.queryByRole("table")).toBeNull();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("gives no grant for what failed for another reason than a denial", async () => {
    open({ ...done, probes: [line("s3:Get", false, "throttled")] });
    expect(await screen.findByText(/^1 of 1 permission is missing/)).toBeTruthy();
    expect(screen.queryByText("Grants what is missing")).toBeNull();
  });

  test("of several missing says so in the plural, and grants them all at once", async () => {
    open({ ...done, probes: [line("b:Get", false), line("a:Get", false), line("c:Get", true)] });
    expect(await screen.findByText(/^2 of 3 permissions are missing/)).toBeTruthy();
    expect(screen.getByText("Grants what is missing").closest("figure")?.textContent).toMatch(
      /a:Get[^]*b:Get/,
    );
  });

  test("that all passed says how many", async () => {
    open({ ...done, probes: [line("a:Get", true), line("b:Get", true)] });
    expect(await screen.findByText(/^All 2 permissions are granted/)).toBeTruthy();
  });

  test("that cannot be read says why", async () => {
    open({}, { [probe]: { status: 403, body: { detail: "Not allowed." } } });
    expect((await screen.findByRole("alert")).textContent).toContain("Not allowed.");
  });
});

describe("after a connection was made", () => {
  const open = (overrides: Partial<ConnectionDetail>) => {
    const body = sampleConnectionDetail(overrides);
    const requests = serve({
      [one]: { body },
      [probe]: { body: { ...never, state: "pending" } },
      [startProbe]: { body: { ...never, state: "pending" } },
      "GET /api/v1/syncs/s1": { body: body.lastSync },
    });
    return { ...show(<FirstSync connectionId="c1" />), requests };
  };

  test("a live one is checked by itself, once", async () => {
    const { requests } = open({});
    expect(await screen.findByText("Is Production let in?")).toBeTruthy();
    await waitFor(() => expect(methods(requests)).toEqual(["POST /api/v1/connections/c1/probe"]));
  });

  test("one that was checked already is not checked again", async () => {
    const { requests } = open({ probe: { ...never, state: "done" } });
    await screen.findByText("Is Production let in?");
    expect(methods(requests)).toEqual([]);
  });

  test("a recording is not checked at all", async () => {
    const { requests } = open({ mode: "replay" });
    expect(await screen.findByText("First sync")).toBeTruthy();
    expect(screen.queryByText(/let in/)).toBeNull();
    expect(methods(requests)).toEqual([]);
  });

  test.each([
    [1, "See the resource found"],
    [1_234, "See the 1,234 resources found"],
  ])("with %i found leads to them", async (resourceCount, said) => {
    open({ mode: "replay", resourceCount });
    const link = await screen.findByRole("link", { name: said });
    expect(link.getAttribute("href")).toBe("/inventory?connection=c1");
  });

  test("that found only what another reads too says so", async () => {
    open({ mode: "replay", resourceCount: 0 });
    const link = await screen.findByRole("link", { name: /which another connection reads too/ });
    expect(link.getAttribute("href")).toBe("/inventory?provider=aws");
  });

  test("that failed offers to change the access, not to look at nothing", async () => {
    open({ mode: "replay", lastSync: sampleSync({ state: "failed", resourceCount: 0, error: "no" }) });
    expect(await screen.findByRole("button", { name: "Change the access" })).toBeTruthy();
    expect(screen.queryByRole("link", { name: /See the/ })).toBeNull();
  });

  test("still under way offers neither", async () => {
    open({ mode: "replay", lastSync: sampleSync({ state: "running" }) });
    expect(await screen.findByRole("link", { name: "Open the connection" })).toBeTruthy();
    expect(screen.queryByRole("link", { name: /See the/ })).toBeNull();
    expect(screen.queryByRole("button", { name: "Change the access" })).toBeNull();
  });
});
