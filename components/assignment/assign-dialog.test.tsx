// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { AssignInput } from "#lib/contract/remediation.ts";

import { ApiError } from "../api/api-error.ts";
import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { inDays } from "../ui/in-days.ts";
import { AssignDialog } from "./assign-dialog.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const grace = "1f0c7a5e-3b1e-4c58-9a3e-000000000001";
const leaver = "1f0c7a5e-3b1e-4c58-9a3e-000000000002";
const claims = "1f0c7a5e-3b1e-4c58-9a3e-000000000003";
const person = (id: string, name: string, state: string) => ({
  id,
  name,
  email: "x@example.com",
  role: "engineer",
  state,
  teams: [],
  createdAt: "2026-01-01T00:00:00Z",
  seenAt: null,
});
const people = { items: [person(grace, "Grace Hopper", "active"), person(leaver, "Left Us", "disabled")] };
const teams = {
  items: [{ id: claims, name: "Claims", members: [], createdAt: "2026-01-01T00:00:00Z" }],
};

type Props = React.ComponentProps<typeof AssignDialog>;

function open(overrides: Partial<Props> = {}) {
  const onAssign = vi.fn<(input: AssignInput) => void>();
  const shown = show(
    <AssignDialog
      open
      onOpenChange={() => {}}
      subject="3 findings"
      pending={false}
      error={null}
      onAssign={onAssign}
      {...overrides}
    />,
  );
  return { ...shown, onAssign };
}
const owner = () => screen.getByRole("combobox", { name: "To" });
const optionNames = () => screen.getAllByRole("option").map(({ textContent }) => textContent);

describe("AssignDialog", () => {
  const serveAll = () =>
    serve({ "GET /api/v1/people": { body: people }, "GET /api/v1/teams": { body: teams } });

  test("offers the reader first, then people who are still here, teams, and nobody", async () => {
    serveAll();
    const { user } = open();
    await waitFor(async () => {
      await user.click(owner());
      expect(optionNames()).toEqual(["Ada Byron (you)", "Grace Hopperengineer", "Claimsteam", "Nobody"]);
    });
  });

  test("gives it to a team by a day, with a word", async () => {
    serveAll();
    const { user, onAssign } = open();
    await user.click(owner());
    await user.click(await screen.findByRole("option", { name: /Claims/ }));
    await user.type(screen.getByLabelText(/^Due/), "2031-05-06");
    await user.type(screen.getByRole("textbox", { name: /Comment/ }), "Please");
    await user.click(screen.getByRole("button", { name: "Assign" }));
    expect(onAssign).toHaveBeenCalledExactlyOnceWith({
      assigneeId: null,
      teamId: claims,
      dueAt: new Date("2031-05-06T23:59:59").toISOString(),
      comment: "Please",
    });
  });

  test("without a day, leaves the due date to the severity", async () => {
    serveAll();
    const { user, onAssign } = open();
    await user.click(owner());
    await user.click(screen.getByRole("option", { name: "Ada Byron (you)" }));
    await user.click(screen.getByRole("button", { name: "Assign" }));
    expect(onAssign).toHaveBeenCalledExactlyOnceWith({
      assigneeId: "ada",
      teamId: null,
      dueAt: null,
      comment: "",
    });
  });

  test("begins with who has it, and takes it back when nobody is chosen", async () => {
    serveAll();
    const { user, onAssign } = open({ current: { assigneeId: "ada", teamId: null } });
    expect(owner().textContent).toBe("Ada Byron (you)");
    await user.click(owner());
    await user.click(screen.getByRole("option", { name: "Nobody" }));
    expect(screen.queryByLabelText(/^Due/)).toBeNull();
    await user.click(screen.getByRole("button", { name: "Take back" }));
    expect(onAssign).toHaveBeenCalledExactlyOnceWith({
      assigneeId: null,
      teamId: null,
      dueAt: null,
      comment: "",
    });
  });

  test("assigns nothing until an owner is chosen, and takes back only what somebody has", async () => {
    serveAll();
    const { user, onAssign } = open({ current: { assigneeId: null, teamId: null } });
    expect(document.activeElement).toBe(owner());
    const assign = screen.getByRole("button", { name: "Assign" });
    expect(assign).toHaveProperty("disabled", true);
    await user.click(owner());
    expect(optionNames()).not.toContain("Nobody");
    await user.click(screen.getByRole("option", { name: "Ada Byron (you)" }));
    await user.click(assign);
    expect(onAssign).toHaveBeenCalledOnce();
  });

  test("still assigns to oneself where other people cannot be loaded, and says so", async () => {
    serve({});
    const { user } = open();
    expect(await screen.findByText("Other people and teams could not be loaded.")).toBeTruthy();
    await user.click(owner());
    expect(optionNames()).toEqual(["Ada Byron (you)", "Nobody"]);
  });

  test("a refusal is said in the server's words", () => {
    serveAll();
    open({ error: new ApiError(403, { detail: "Only analysts assign." }) });
    expect(screen.getByRole("alert").textContent).toBe("Only analysts assign.");
  });

  test("is not sent twice while the first is under way", () => {
    serveAll();
    open({ pending: true, current: { assigneeId: "ada", teamId: null } });
    expect(screen.getByRole("button", { name: "Assign" })).toHaveProperty("disabled", true);
  });

  test.each(Object.entries(hostileNames))("a team with a hostile name (%s) is text", async (_, name) => {
    const team = { ...teams.items[0], name };
    serve({ "GET /api/v1/people": { body: people }, "GET /api/v1/teams": { body: { items: [team] } } });
    const { user, baseElement } = open();
    await waitFor(async () => {
      await user.click(owner());
      expect(optionNames()).toContain(`${name}team`);
    });
    expect(baseElement.querySelector("img, script")).toBeNull();
  });
});

describe("who it can be given to", () => {
  const serveOwners = (items: unknown[] | number, teamItems: unknown[] | number) =>
    serve({
      "GET /api/v1/people": typeof items === "number" ? { status: items, body: {} } : { body: { items } },
      "GET /api/v1/teams":
        typeof teamItems === "number" ? { status: teamItems, body: {} } : { body: { items: teamItems } },
    });
  const to = () => screen.getByRole("combobox", { name: "To" });

  test.each([
    ["people", 403, teams.items, "Other people could not be loaded."],
    ["teams", people.items, 500, "Teams could not be loaded."],
    ["either", 403, 500, "Other people and teams could not be loaded."],
  ])("%s that cannot be loaded are said to be so, beside the field", async (_, persons, groups, words) => {
    serveOwners(persons, groups);
    open();
    const help = await screen.findByText(words);
    expect(to().getAttribute("aria-describedby")).toContain(help.id);
  });

  test("an organization of one offers oneself and nobody", async () => {
    serveOwners([person("ada", "Ada Byron", "active")], []);
    const { user } = open();
    await user.click(to());
    expect(optionNames()).toEqual(["Ada Byron (you)", "Nobody"]);
  });

  test("who was invited and has not come yet can be given work", async () => {
    serveOwners([person(grace, "Grace Hopper", "invited")], []);
    const { user } = open();
    await waitFor(async () => {
      await user.click(to());
      expect(optionNames()).toContain("Grace Hopperengineer");
    });
  });

  test("who left since is not given it again unseen", async () => {
    serveOwners(people.items, []);
    const { user, onAssign } = open({ current: { assigneeId: leaver, teamId: null } });
    await waitFor(async () => {
      await user.click(to());
      expect(optionNames()).toContain("Grace Hopperengineer");
    });
    await user.keyboard("{Escape}");
    expect(to().textContent).toBe("Choose a person or a team");
    const assign = screen.getByRole("button", { name: "Assign" });
    expect(assign).toHaveProperty("disabled", true);
    await user.click(assign);
    expect(onAssign).not.toHaveBeenCalled();
  });

  test("what belongs to who left can be taken back", async () => {
    serveOwners(people.items, []);
    const { user, onAssign } = open({ current: { assigneeId: leaver, teamId: null } });
    await user.click(to());
    await user.click(screen.getByRole("option", { name: "Nobody" }));
    await user.click(screen.getByRole("button", { name: "Take back" }));
    expect(onAssign).toHaveBeenCalledOnce();
  });

  test("a team goes before the person, where both are said", async () => {
    serveOwners(people.items, teams.items);
    open({ current: { assigneeId: grace, teamId: claims } });
    await waitFor(() => expect(to().textContent).toBe("Claims"));
  });

  test("a hundred people are all offered, by their names", async () => {
    const crowd = Array.from({ length: 100 }, (_, at) =>
      person(`1f0c7a5e-3b1e-4c58-9a3e-${String(at).padStart(12, "0")}`, `Person ${at}`, "active"),
    );
    serveOwners(crowd, []);
    const { user } = open();
    await waitFor(async () => {
      await user.click(to());
      expect(optionNames()).toHaveLength(102);
    });
  });
});

describe("by when", () => {
  const due = () => screen.getByLabelText(/^Due/);
  const current = { assigneeId: "ada", teamId: null };

  test("no day that is over is offered", () => {
    serve({});
    open({ current });
    expect(due().getAttribute("min")).toBe(inDays(0));
  });

  test.each([
    ["today", inDays(0)],
    ["a leap day", "2032-02-29"],
    ["the last day of a year", "2031-12-31"],
  ])("%s is due at its end", async (_, day) => {
    serve({});
    const { user, onAssign } = open({ current });
    fireEvent.change(due(), { target: { value: day } });
    await user.click(screen.getByRole("button", { name: "Assign" }));
    expect(onAssign.mock.calls[0]?.[0].dueAt).toBe(new Date(`${day}T23:59:59`).toISOString());
  });

  test("a day chosen before it was given to nobody is not sent with it", async () => {
    serve({});
    const { user, onAssign } = open({ current });
    fireEvent.change(due(), { target: { value: "2031-05-06" } });
    await user.click(screen.getByRole("combobox", { name: "To" }));
    await user.click(screen.getByRole("option", { name: "Nobody" }));
    await user.click(screen.getByRole("button", { name: "Take back" }));
    expect(onAssign.mock.calls[0]?.[0]).toMatchObject({ assigneeId: null, dueAt: null });
  });
});

describe("what is refused", () => {
  test.each([
    ["assigneeId", "To", "This person left"],
    ["teamId", "To", "Assign to a person or to a team, not to both"],
    ["dueAt", /^Due/, "It must lie in the future"],
    ["comment", /^Comment/, "At most 4,000 characters"],
  ])("for its %s is said at that field", (field, label, message) => {
    serve({});
    open({ error: new ApiError(400, { detail: "No.", fields: [{ field, message }] }) });
    expect(screen.getByText(message)).toBeTruthy();
    expect(screen.getByLabelText(label).getAttribute("aria-invalid")).toBe("true");
  });

  test("a comment is no longer than the server takes", () => {
    serve({});
    open();
    expect(screen.getByLabelText(/^Comment/).getAttribute("maxlength")).toBe("4000");
  });

  test("begins anew when it is opened again", async () => {
    serve({});
    const props = { onOpenChange: () => {}, subject: "x", pending: false, error: null, onAssign: () => {} };
    const { rerender } = show(<AssignDialog {...props} open />);
    fireEvent.change(screen.getByLabelText(/^Comment/), { target: { value: "left over" } });
    rerender(<AssignDialog {...props} open={false} />);
    rerender(<AssignDialog {...props} open />);
    expect(screen.getByLabelText(/^Comment/)).toHaveProperty("value", "");
  });
});
