// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { AssignInput } from "#lib/contract/remediation.ts";

import { ApiError } from "../api/api-error.ts";
import { hostileNames, serve, show } from "../testing/render-ui.tsx";
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
    expect(await screen.findByText("Other people could not be loaded.")).toBeTruthy();
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
