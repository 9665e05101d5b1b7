// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { jobStates, type JobView } from "#lib/contract/jobs.ts";
import { jobPayloads } from "#lib/domain/job.ts";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { sampleConnection } from "../testing/sample-connection.ts";
import { isAboutConnection, jobTitle } from "./job-words.ts";
import { JobsScreen } from "./jobs-screen.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const job = (overrides: Partial<JobView> = {}): JobView => ({
  id: "j1",
  name: "inventory.sync",
  key: "c1",
  state: "dead",
  attempt: 1,
  startedAt: "2026-03-01T00:00:00Z",
  finishedAt: "2026-03-01T00:01:05Z",
  error: null,
  ...overrides,
});
const list = "GET /api/v1/jobs";
const connections = "GET /api/v1/connections";
type Options = Parameters<typeof show>[1];
const open = (
  items: readonly JobView[],
  options: Options = {},
  answers: Parameters<typeof serve>[0] = {},
) => {
  const requests = serve({
    [list]: { body: { items, nextCursor: null } },
    [connections]: { body: { items: [sampleConnection()] } },
    ...answers,
  });
  return { ...show(<JobsScreen />, options), requests };
};
const asked = (requests: readonly { path: string }[]) =>
  requests.flatMap(({ path }) =>
    path.startsWith("/api/v1/jobs?") ? [new URLSearchParams(path.split("?")[1]).get("state")] : [],
  );
const row = async () => {
  const jobs = await screen.findByRole("list", { name: "Jobs" });
  return within(jobs).getByRole("listitem").textContent;
};

describe("a job", () => {
  test("is said in words, with the connection it is about", async () => {
    open([job()]);
    expect(await row()).toMatch(/^Given upSync of a connection/);
    const link = await screen.findByRole("link", { name: "Production" });
    expect(link.getAttribute("href")).toBe("/connections/c1");
    expect(screen.getByTitle("inventory.sync c1")).toBeTruthy();
  });

  test("about a connection that was removed since says that", async () => {
    open([job({ key: "gone" })]);
    expect((await screen.findByText("removed since")).getAttribute("title")).toBe("gone");
  });

  test("about the whole organization shows no id of it", async () => {
    open([job({ name: "posture.evaluate", key: "1f0c7a5e" })]);
    expect(await row()).not.toContain("1f0c7a5e");
    expect(screen.queryByText("removed since")).toBeNull();
  });

  test("waits with the connection's name for the connections", async () => {
    open([job()], {}, { [connections]: "never" });
    expect(await row()).not.toContain("removed since");
  });

  test("that failed more than once says how often", async () => {
    open([job({ attempt: 3, state: "failed" })]);
    expect(await row()).toContain("attempt 3, started");
    cleanup();
    open([job()]);
    expect(await row()).not.toContain("attempt");
  });

  test("says how long it took, once it is over", async () => {
    open([job()]);
    expect(await row()).toMatch(/, took 1m 05s/);
    cleanup();
    open([job({ state: "running", finishedAt: null })]);
    expect(await row()).not.toContain("took");
  });

  test("says what went wrong, whole", async () => {
    open([job({ error: "Error: no\n  at line 1" })]);
    expect((await screen.findByText(/Error: no/)).textContent).toBe("Error: no\n  at line 1");
  });

  test.each(Object.entries(hostileNames))("with hostile words (%s) is text", async (_, name) => {
    const { container } = open([job({ name, error: name })]);
    expect(await screen.findAllByText(name)).toHaveLength(2);
    expect(container.querySelector("img, script")).toBeNull();
  });

  test.each([
    ["running", "Running"],
    ["done", "Done"],
    ["failed", "Will be tried again"],
    ["interrupted", "Goes on elsewhere"],
    ["dead", "Given up"],
    ["retried", "Retried"],
  ] as const)("that is %s says so", async (state, said) => {
    open([job({ state })]);
    expect(await row()).toMatch(new RegExp(`^${said}`));
  });
});

describe("trying again", () => {
  const retry = "POST /api/v1/jobs/j1/retry";

  test("is offered only for what was given up", async () => {
    for (const state of jobStates.filter((name) => name !== "dead")) {
      open([job({ state })]);
      await row();
      expect(screen.queryByRole("button", { name: /^Retry/ })).toBeNull();
      cleanup();
    }
  });

  test("is offered only to who may", async () => {
    open([job()], { can: ["job:read", "connection:read"] });
    await row();
    expect(screen.queryByRole("button", { name: /^Retry/ })).toBeNull();
  });

  test("is said, and reads the list again", async () => {
    const { user, requests } = open([job()], {}, { [retry]: { body: {} } });
    await user.click(await screen.findByRole("button", { name: "Retry: Sync of a connection" }));
    expect(await screen.findByText("Sync of a connection: tried again")).toBeTruthy();
    await waitFor(() => expect(asked(requests).length).toBeGreaterThan(1));
  });

  test("that is refused leaves the job to be tried once more", async () => {
    const { user, requests } = open([job()], {}, { [retry]: { status: 409, body: { detail: "It runs." } } });
    const button = await screen.findByRole("button", { name: /^Retry/ });
    await user.click(button);
    await waitFor(() => expect(button).toHaveProperty("disabled", false));
    expect(asked(requests)).toHaveLength(1);
  });
});

describe("which jobs", () => {
  test.each([
    ["", "dead"],
    ["?view=running", "running,failed,interrupted"],
    ["?view=all", null],
    ["?view=nonsense", "dead"],
  ])("are those of the address (%j)", async (search, states) => {
    const { requests } = open([job()], { search });
    await row();
    expect(asked(requests)[0]).toBe(states);
  });

  test("are chosen into the address, so that the view can be sent to somebody", async () => {
    const { user, searches } = open([job()]);
    await user.click(screen.getByRole("radio", { name: "Under way" }));
    await waitFor(() => expect(searches.at(-1)).toBe("?view=running"));
    await user.click(screen.getByRole("radio", { name: "Given up" }));
    await waitFor(() => expect(searches.at(-1)).toBe(""));
  });

  test("given up are none: good news, with the way to all of them", async () => {
    const { user, searches } = open([]);
    expect(await screen.findByText("No job was given up")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Show all jobs" }));
    await waitFor(() => expect(searches.at(-1)).toBe("?view=all"));
  });

  test("of all are none: nothing more to show", async () => {
    open([], { search: "?view=all" });
    expect(await screen.findByText("There are no such jobs")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Show all jobs" })).toBeNull();
  });

  test("load, or cannot be read", async () => {
    open([], {}, { [list]: "never" });
    expect(screen.getByText("Loading jobs")).toBeTruthy();
    cleanup();
    open([], {}, { [list]: { status: 403, body: { detail: "Not allowed." } } });
    expect((await screen.findByRole("alert")).textContent).toContain("Not allowed.");
  });

  test("go on where the page ended", async () => {
    const { user, requests } = open([], {}, { [list]: { body: { items: [job()], nextCursor: "more" } } });
    await user.click(await screen.findByRole("button", { name: "Show earlier jobs" }));
    await waitFor(() => expect(requests.some(({ path }) => path.includes("cursor=more"))).toBe(true));
  });
});

describe("the words", () => {
  test("of every job there is are words, and no two are alike", () => {
    const titles = Object.keys(jobPayloads).map(jobTitle);
    expect(new Set(titles).size).toBe(titles.length);
    for (const title of titles) expect(title).toMatch(/^[A-Z][a-z]+ [a-z ]+$/);
  });

  test("of one that this version does not know is its name, also if objects know it", () => {
    for (const name of ["future.job", "constructor", "__proto__", ""]) expect(jobTitle(name)).toBe(name);
  });

  test("know which jobs are about a connection", () => {
    const about = Object.entries(jobPayloads).filter(([, payload]) => "connectionId" in payload.shape);
    expect(about.map(([name]) => name)).toEqual(Object.keys(jobPayloads).filter(isAboutConnection));
  });
});
