// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import type { CheckParametersView } from "#lib/contract/check-parameters.ts";

import { serve, show } from "../testing/render-ui.tsx";
import { CheckParameters } from "./check-parameters.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const days: CheckParametersView["parameters"][number] = {
  kind: "number",
  name: "daysMin",
  title: "Days kept",
  help: "Long enough.",
  unit: "days",
  min: 1,
  max: 365,
  usual: 90,
  value: 90,
  isOwn: false,
};
const models: CheckParametersView["parameters"][number] = {
  kind: "list",
  name: "models",
  title: "Approved models",
  help: "Names.",
  usual: [],
  value: ["a"],
  isOwn: true,
};
const item = (parts: Partial<CheckParametersView> = {}): CheckParametersView => ({
  checkId: "gcp/audit-retention",
  title: "Records are kept",
  severity: "medium",
  layer: "identity",
  parameters: [days],
  changed: null,
  ...parts,
});
const list = (...items: CheckParametersView[]) => ({ "GET /api/v1/check-parameters": { body: { items } } });
const path = "/api/v1/check-parameters/gcp/audit-retention";
const writes = (requests: readonly { method: string; body: unknown }[]) =>
  requests.filter(({ method }) => method !== "GET").map(({ method, body }) => [method, body]);

test("what is set is sent, and what is as usual is left out", async () => {
  const answer = item({ parameters: [{ ...days, value: 30, isOwn: true }] });
  const requests = serve({ ...list(item()), [`PUT ${path}`]: { body: answer } });
  const { user } = show(<CheckParameters />);
  const field = await screen.findByLabelText("Days kept (days)");
  await user.clear(field);
  await user.type(field, "30");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(writes(requests)).toEqual([["PUT", { daysMin: 30 }]]));
});

test("a list is written one name a line", async () => {
  const requests = serve({ ...list(item({ parameters: [models] })), [`PUT ${path}`]: { body: item() } });
  const { user } = show(<CheckParameters />);
  await user.type(await screen.findByLabelText("Approved models"), "{Enter}b*{Enter}");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(writes(requests)).toEqual([["PUT", { models: ["a", "b*"] }]]));
});

test("what the server refuses is said at its field", async () => {
  const fields = [{ field: "daysMin", message: "At least 1 days" }];
  serve({ ...list(item()), [`PUT ${path}`]: { status: 400, body: { detail: "No.", fields } } });
  const { user } = show(<CheckParameters />);
  await user.type(await screen.findByLabelText("Days kept (days)"), "0");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("At least 1 days")).toBeTruthy();
});

test("who set it is told, and it can be as usual again", async () => {
  const changed = { by: "Grace Hopper", at: "2026-01-01T00:00:00Z" };
  const requests = serve({ ...list(item({ changed })), [`DELETE ${path}`]: { status: 204, body: null } });
  const { user } = show(<CheckParameters />);
  expect(await screen.findByText(/Set by Grace Hopper/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "As usual" }));
  await waitFor(() => expect(writes(requests)).toEqual([["DELETE", null]]));
});

test("is only read by who may not set it, and may show what is set alone", async () => {
  serve(list(item()));
  const { user } = show(<CheckParameters />, { can: ["finding:read"] });
  expect(await screen.findByLabelText("Days kept (days)")).toHaveProperty("disabled", true);
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  await user.click(screen.getByRole("radio", { name: "Set here" }));
  expect(screen.getByText("Nothing is set here")).toBeTruthy();
});

test("what cannot be read says why", async () => {
  serve({ "GET /api/v1/check-parameters": { status: 403, body: { detail: "Not for you." } } });
  show(<CheckParameters />);
  expect((await screen.findByRole("alert")).textContent).toContain("Not for you.");
});
