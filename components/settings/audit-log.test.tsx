// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { AuditEntryView } from "#lib/contract/audit.ts";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { AuditLog } from "./audit-log.tsx";
import { AuditVerify } from "./audit-verify.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const idOf = (end: number) => `1f0c7a5e-3b1e-4c58-9a3e-${String(end).padStart(12, "0")}`;
const entry = (overrides: Partial<AuditEntryView> = {}): AuditEntryView => ({
  id: idOf(1),
  sequence: 12,
  at: "2026-01-01T00:00:00Z",
  actor: { kind: "person", id: "ada", name: "Ada Byron" },
  action: "connection.create",
  subject: { type: "connection", id: "01a2059e-8044-759f-9b5f-7e3bd1218448" },
  before: null,
  after: { name: "Production" },
  hash: "abc",
  ...overrides,
});
const list = "GET /api/v1/audit";
type Answers = Parameters<typeof serve>[0];
const open = (
  items: readonly AuditEntryView[],
  search = "",
  extra: Answers = {},
  nextCursor: string | null = null,
) => {
  const requests = serve({ [list]: { body: { items, nextCursor } }, ...extra });
  return { ...show(<AuditLog />, { search }), requests };
};
const asked = (requests: readonly { path: string }[]) =>
  requests.flatMap(({ path }) =>
    path.startsWith("/api/v1/audit?") ? [Object.fromEntries(new URLSearchParams(path.split("?")[1]))] : [],
  );
const cells = async () => {
  const [, row] = within(await screen.findByRole("table", { name: "Audit log" })).getAllByRole("row");
  return within(row ?? document.body)
    .getAllByRole("cell")
    .map(({ textContent }) => textContent);
};

describe("an entry", () => {
  test("says when, who, what and on what, by its place in the chain", async () => {
    open([entry()]);
    const [when, who, what, on] = await cells();
    expect(when).toContain("#12");
    expect(who).toBe("Ada Byron");
    expect(what).toContain("connection.create");
    expect(on).toBe("connection …218448");
    expect(screen.getByTitle("01a2059e-8044-759f-9b5f-7e3bd1218448")).toBeTruthy();
  });

  test.each([
    ["was made", null, { name: "a" }, 'after {\n  "name": "a"\n}'],
    ["was changed", { name: "a" }, { name: "b" }, 'before {\n  "name": "a"\n}\nafter {\n  "name": "b"\n}'],
    ["was removed", { name: "a" }, null, 'before {\n  "name": "a"\n}\n'],
    ["became false", true, false, "before true\nafter false"],
  ])("of what %s shows both sides that there are", async (_, before, after, text) => {
    const { container } = open([entry({ before, after })]);
    await cells();
    expect(container.querySelector("pre")?.textContent).toBe(text);
  });

  test("without details offers none", async () => {
    open([entry({ before: null, after: null })]);
    await cells();
    expect(screen.queryByText("Details")).toBeNull();
  });

  test.each(Object.entries(hostileNames))("with hostile words (%s) is text", async (_, name) => {
    const actor = { kind: "person", id: name, name };
    const { container } = open([
      entry({ actor, action: name, subject: { type: name, id: name }, after: { [name]: name } }),
    ]);
    await screen.findAllByText(name);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("the filters", () => {
  const write = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });

  test("ask for everything unless something is written", async () => {
    const { requests } = open([entry()]);
    await cells();
    expect(asked(requests)[0]).toEqual({});
  });

  test("are read from the address, so that what was found can be shared", async () => {
    const { requests } = open([entry()], "?action=connection&who=ada");
    await cells();
    expect(asked(requests)[0]).toEqual({ action: "connection", actor: "ada" });
    expect(screen.getByLabelText("Action")).toHaveProperty("value", "connection");
    expect(screen.getByLabelText("Who")).toHaveProperty("value", "ada");
  });

  test("are written into the address, and asked for", async () => {
    const { requests, searches } = open([entry()]);
    await cells();
    write("Action", "person.invite");
    await waitFor(() => expect(asked(requests).at(-1)).toEqual({ action: "person.invite" }));
    await waitFor(() => expect(searches.at(-1)).toBe("?action=person.invite"));
  });

  test("hold together", async () => {
    const { requests } = open([entry()]);
    await cells();
    write("Action", "person");
    write("Who", "Ada & Grace");
    await waitFor(() => expect(asked(requests).at(-1)).toEqual({ action: "person", actor: "Ada & Grace" }));
  });

  test("do not mind blanks around the words", async () => {
    const { requests } = open([entry()]);
    await cells();
    write("Action", "  connection ");
    await waitFor(() => expect(asked(requests).at(-1)).toEqual({ action: "connection" }));
    write("Action", "   ");
    await waitFor(() => expect(screen.getByLabelText("Action")).toHaveProperty("value", "   "));
    expect(asked(requests).at(-1)).not.toHaveProperty("action", "   ");
  });

  test("that nothing matches say how to write one", async () => {
    open([], "?action=nonsense");
    expect(await screen.findByText("Nothing matches")).toBeTruthy();
    expect(screen.getByText("person.invite")).toBeTruthy();
  });

  test("stay usable when the list cannot be read", async () => {
    open([], "?action=x", { [list]: { status: 400, body: { detail: "There is no such action." } } });
    expect((await screen.findByRole("alert")).textContent).toContain("There is no such action.");
    expect(screen.getByLabelText("Action")).toHaveProperty("value", "x");
  });
});

describe("older entries", () => {
  test("are offered only where there are any", async () => {
    open([entry()]);
    await cells();
    expect(screen.queryByRole("button", { name: "Show older" })).toBeNull();
  });

  test("are read on from the last, under the same filters", async () => {
    const { user, requests } = open([entry()], "?who=ada", {}, "place 12");
    await user.click(await screen.findByRole("button", { name: "Show older" }));
    await waitFor(() => expect(asked(requests).at(-1)).toEqual({ actor: "ada", cursor: "place 12" }));
  });
});

describe("verifying the chain", () => {
  const path = "GET /api/v1/audit/verification";
  const verify = async (body: object, status = 200) => {
    serve({
      [path]: {
        status,
        body: {
          intact: true,
          checkedCount: 1,
          brokenAt: null,
          reason: null,
          headHash: null,
          checkedAt: "2026-01-01T00:00:00Z",
          ...body,
        },
      },
    });
    const shown = show(<AuditVerify />);
    await shown.user.click(screen.getByRole("button", { name: "Verify the chain" }));
    return shown;
  };

  test.each([
    [0, "All 0 entries are intact"],
    [1, "The one entry is intact"],
    [2, "All 2 entries are intact"],
    [12_345, "All 12,345 entries are intact"],
  ])("of %i entries that are intact says %s", async (checkedCount, said) => {
    await verify({ checkedCount });
    expect(await screen.findByText(said)).toBeTruthy();
  });

  test("gives the hash of the last entry, to be kept elsewhere", async () => {
    const headHash = "0123456789abcdef".repeat(4);
    const { user } = await verify({ headHash });
    await user.click(await screen.findByRole("button", { name: "Copy head 0123456789ab…" }));
    expect(await navigator.clipboard.readText()).toBe(headHash);
  });

  test("that is broken says where and why, and offers no hash to trust", async () => {
    await verify({ intact: false, brokenAt: 7, reason: "the entry was changed", headHash: "abc" });
    expect(await screen.findByText("Broken at #7: the entry was changed")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Copy/ })).toBeNull();
  });

  test("is read out when it is done", async () => {
    await verify({});
    await waitFor(() =>
      expect(screen.getAllByRole("status").some(({ textContent }) => textContent.includes("is intact"))).toBe(
        true,
      ),
    );
  });

  test("that cannot be done claims nothing, and may be tried again", async () => {
    await verify({}, 503);
    const button = screen.getByRole("button", { name: "Verify the chain" });
    await waitFor(() => expect(button).toHaveProperty("disabled", false));
    expect(screen.queryByText(/intact|Broken/)).toBeNull();
  });
});
