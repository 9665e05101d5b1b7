// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { AuditLog } from "./audit-log.tsx";
import { AuditVerify } from "./audit-verify.tsx";
import { OrganizationForm } from "./organization-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { PeopleList } from "./people-list.tsx";
import { SessionsList } from "./sessions-list.tsx";
import { TeamsList } from "./teams-list.tsx";
import { TokensList } from "./tokens-list.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const id = "1f0c7a5e-3b1e-4c58-9a3e-000000000001";
const at = "2026-01-01T00:00:00Z";
const sent = (requests: readonly { method: string; body: unknown }[]) =>
  requests.filter(({ method }) => method !== "GET").map(({ body }) => body);
const person = (name: string) => ({
  id,
  name,
  email: "grace@example.com",
  role: "engineer",
  state: "active",
  teams: [],
  createdAt: at,
  seenAt: null,
});

test.each([
  ["people", <PeopleList key="p" />],
  ["teams", <TeamsList key="t" />],
  ["tokens", <TokensList key="k" />],
  ["session/all", <SessionsList key="s" />],
  ["audit", <AuditLog key="a" />],
])("%s that cannot be read say why, instead of loading for ever", async (_, list) => {
  vi.stubGlobal("fetch", async () =>
    Response.json({ detail: "Only administrators may see this." }, { status: 403 }),
  );
  show(list);
  expect((await screen.findByRole("alert")).textContent).toContain("Only administrators may see this.");
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  expect(screen.queryByText(/^Loading/)).toBeNull();
});

describe("people", () => {
  const list = { "GET /api/v1/people": { body: { items: [person("Grace Hopper")] } } };

  test("may be invited only by who may, with a name and an address", async () => {
    serve(list);
    show(<PeopleList />, { can: ["finding:read"] });
    await screen.findByText("Grace Hopper");
    expect(screen.queryByRole("button")).toBeNull();
    cleanup();
    const requests = serve(list);
    const { user } = show(<PeopleList />);
    await user.click(screen.getByRole("button", { name: "Invite" }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Invite" }));
    expect(screen.getByText("Write their name.")).toBeTruthy();
    expect(screen.getByText("Write their e-mail address.")).toBeTruthy();
    expect(sent(requests)).toEqual([]);
  });

  test("an invitation ends in a link that is shown once, whole", async () => {
    const path = "/sign-in/link#secret";
    const requests = serve({
      ...list,
      "POST /api/v1/people": { body: { personId: id, path, expiresAt: at } },
    });
    const { user } = show(<PeopleList />);
    await user.click(screen.getByRole("button", { name: "Invite" }));
    const dialog = within(screen.getByRole("dialog"));
    await user.type(dialog.getByLabelText("Name"), "Grace");
    await user.type(dialog.getByLabelText("E-mail"), "grace@example.com");
    await user.click(dialog.getByRole("button", { name: "Invite" }));
    const link = within(await screen.findByRole("dialog", { name: "Hand over this link" }));
    expect(link.getByText(`${location.origin}${path}`)).toBeTruthy();
    expect(sent(requests)).toEqual([{ name: "Grace", email: "grace@example.com", role: "engineer" }]);
  });

  test("disabling says what ends, before it does", async () => {
    const requests = serve(list);
    const { user } = show(<PeopleList />);
    await user.click(await screen.findByRole("button", { name: "Actions for Grace Hopper" }));
    await user.click(screen.getByRole("menuitem", { name: "Disable…" }));
    expect(screen.getByRole("alertdialog").textContent).toContain("sessions and tokens end at once");
    expect(sent(requests)).toEqual([]);
  });

  test.each(Object.entries(hostileNames))("with hostile names (%s) are text", async (_, name) => {
    serve({ "GET /api/v1/people": { body: { items: [person(name)] } } });
    const { container } = show(<PeopleList />);
    expect((await screen.findAllByText(name)).length).toBeGreaterThanOrEqual(1);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("the password", () => {
  const fill = async (present: string, next: string) => {
    const shown = show(<PasswordForm />);
    if (present) await shown.user.type(screen.getByLabelText("Present password"), present);
    await shown.user.type(screen.getByLabelText("New password"), next);
    await shown.user.click(screen.getByRole("button", { name: "Change password" }));
    return shown;
  };

  test("is not sent while it is too short or the present one is missing", async () => {
    const requests = serve({});
    await fill("", "short");
    expect(screen.getByText("Write your present password.")).toBeTruthy();
    expect(screen.getByText("Use at least 12 characters.")).toBeTruthy();
    expect(requests).toEqual([]);
  });

  test("that was changed empties the form and says that other sessions ended", async () => {
    serve({ "PUT /api/v1/session/password": { status: 204, body: null } });
    await fill("old secret words", "new secret words");
    expect(await screen.findByText(/Your other sessions have ended/)).toBeTruthy();
    expect(screen.getByLabelText("New password")).toHaveProperty("value", "");
  });

  test("that the server refuses says so at its field", async () => {
    const fields = [{ field: "currentPassword", message: "This is not your password." }];
    serve({ "PUT /api/v1/session/password": { status: 400, body: { detail: "No.", fields } } });
    await fill("wrong secret words", "new secret words");
    expect(await screen.findByText("This is not your password.")).toBeTruthy();
    expect(screen.getByLabelText("Present password").getAttribute("aria-invalid")).toBe("true");
  });
});

describe("the organization", () => {
  const get = {
    "GET /api/v1/organization": {
      body: { id, name: "Acme", owaspEdition: "2026", createdAt: at, historyDays: 400 },
    },
  };

  test("is renamed by who may, and the page around it follows", async () => {
    const requests = serve({ ...get, "PATCH /api/v1/organization": { status: 204, body: null } });
    const { user, visited } = show(<OrganizationForm />);
    await waitFor(() => expect(screen.getByLabelText("Name")).toHaveProperty("value", "Acme"));
    await user.type(screen.getByLabelText("Name"), " Health");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(visited).toEqual(["refresh"]));
    expect(sent(requests)).toEqual([{ name: "Acme Health", historyDays: 400 }]);
  });

  test("is only read by who may not change it", async () => {
    serve(get);
    show(<OrganizationForm />, { can: ["finding:read"] });
    expect(screen.getByLabelText("Name")).toHaveProperty("disabled", true);
    expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  });
});

describe("verifying the audit log", () => {
  const verdict = async (body: object) => {
    const path = "GET /api/v1/audit/verification";
    serve({
      [path]: {
        body: { checkedCount: 12, brokenAt: null, reason: null, headHash: null, checkedAt: at, ...body },
      },
    });
    const { user } = show(<AuditVerify />);
    await user.click(screen.getByRole("button", { name: "Verify the chain" }));
  };

  test("says that all is intact, and how much that is", async () => {
    await verdict({ intact: true });
    expect(await screen.findByText("All 12 entries are intact")).toBeTruthy();
  });

  test("says where it is broken and why, and nothing of being intact", async () => {
    await verdict({ intact: false, brokenAt: 7, reason: "the hash differs" });
    expect(await screen.findByText("Broken at #7: the hash differs")).toBeTruthy();
    expect(screen.queryByText(/intact/)).toBeNull();
  });
});
