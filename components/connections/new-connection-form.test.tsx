// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { sampleConnector } from "../testing/sample-connection.ts";
import { NewConnectionForm } from "./new-connection-form.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const create = "POST /api/v1/connections";
const recordings = { "GET /api/v1/recordings": { body: { items: [] } } };
const form = (onCreated = () => {}) => (
  <NewConnectionForm connector={sampleConnector()} onCreated={onCreated} />
);
const described = (control: HTMLElement) =>
  (control.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent)
    .join(" ");
const sent = (requests: readonly { method: string; body: unknown }[]) =>
  requests.filter(({ method }) => method === "POST").map(({ body }) => body);

describe("the live cloud", () => {
  test("lists what to create first, in order, with the text to copy", () => {
    show(form());
    expect(screen.getAllByRole("heading", { level: 3 }).map(({ textContent }) => textContent)).toEqual([
      "1. Create a role",
      "2. Note its name",
    ]);
    expect(screen.getByRole("button", { name: "Copy json" })).toBeTruthy();
  });

  test("asks for each credential of the connector with its help, read out with the field", () => {
    show(form());
    expect(described(screen.getByLabelText("Role"))).toBe("The role Nacre assumes.");
    expect(described(screen.getByLabelText(/^External id/))).toBe("Agreed in the role.");
    expect(screen.getByText("External id").textContent).toContain("(optional)");
  });

  test("a secret is never shown while it is typed, and nothing of it is kept by the browser", () => {
    show(form());
    const secret = screen.getByLabelText(/^External id/);
    expect(secret.getAttribute("type")).toBe("password");
    expect(secret.getAttribute("autocomplete")).toBe("off");
    expect(screen.getByLabelText("Role").getAttribute("type")).toBe("text");
  });

  test("a pasted file gets room for its lines", () => {
    show(form());
    expect(screen.getByLabelText(/^Key file/).tagName).toBe("TEXTAREA");
  });

  test("sends what was written, and leads on to the new connection", async () => {
    const requests = serve({ [create]: { status: 403, body: { detail: "Only administrators connect." } } });
    const onCreated = vi.fn<() => void>();
    const { user } = show(form(onCreated));
    await user.type(screen.getByLabelText("Role"), "arn:role");
    await user.click(screen.getByRole("button", { name: "Connect, check and sync" }));
    expect((await screen.findByRole("alert")).textContent).toBe("Only administrators connect.");
    expect(sent(requests)).toMatchObject([
      { mode: "live", connectorId: "aws", credentials: { roleArn: "arn:role" }, syncEveryMinutes: 360 },
    ]);
    expect(onCreated).not.toHaveBeenCalled();
  });

  test("is not sent without what is required", async () => {
    const requests = serve({});
    const { user } = show(form());
    await user.click(screen.getByRole("button", { name: "Connect, check and sync" }));
    expect(sent(requests)).toEqual([]);
  });

  test("a refused field says why beside itself, and keeps what was written", async () => {
    const fields = [{ field: "credentials.roleArn", message: "This is no role." }];
    serve({ [create]: { status: 400, body: { detail: "Not valid.", fields } } });
    const { user } = show(form());
    const role = screen.getByLabelText("Role");
    await user.type(role, "nonsense");
    await user.click(screen.getByRole("button", { name: "Connect, check and sync" }));
    await waitFor(() => expect(role.getAttribute("aria-invalid")).toBe("true"));
    expect(described(role)).toContain("This is no role.");
    expect(role).toHaveProperty("value", "nonsense");
    expect(screen.getByLabelText(/^External id/).hasAttribute("aria-invalid")).toBe(false);
  });
});

describe("a recording", () => {
  test("needs no credentials, and is sent by its name without a schedule", async () => {
    const requests = serve({ ...recordings, [create]: { status: 500, body: {} } });
    const { user } = show(form());
    await user.click(screen.getByRole("radio", { name: "A recording" }));
    expect(screen.queryByLabelText("Role")).toBeNull();
    expect(screen.getByLabelText("Name")).toHaveProperty("value", "Recording of Amazon Web Services");
    await user.click(screen.getByRole("button", { name: "Connect and sync" }));
    await waitFor(() => expect(sent(requests)).toHaveLength(1));
    expect(sent(requests)[0]).toEqual({
      mode: "replay",
      connectorId: "aws",
      name: "Recording of Amazon Web Services",
      recording: "demo/aws",
      syncEveryMinutes: null,
    });
  });

  test("offers those that come with the product under names, then one's own of this provider only", async () => {
    const upload = (id: string, connectorId: string) => ({
      id,
      recording: `upload/${id}`,
      connectorId,
      name: `Upload ${id}`,
      callCount: 1200,
      sizeBytes: 1,
      createdAt: "2026-01-01T00:00:00Z",
    });
    serve({ "GET /api/v1/recordings": { body: { items: [upload("1", "aws"), upload("2", "gcp")] } } });
    const { user } = show(form());
    await user.click(screen.getByRole("radio", { name: "A recording" }));
    await user.click(screen.getByRole("combobox", { name: "Recording" }));
    await screen.findByRole("option", { name: /Upload 1/ });
    expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual([
      "Demo estate",
      "Demo estate, after the fixes",
      "Upload 11,200 calls",
    ]);
  });
});

test.each(Object.entries(hostileNames))("a connector with hostile words (%s) is text", (_, name) => {
  const setup = [{ title: name, text: name, code: { language: "json", text: name } }];
  const fields = [
    { name: "x", title: "Role", help: name, secret: false, scope: false, document: false, required: true },
  ];
  const { container } = show(
    <NewConnectionForm connector={sampleConnector({ setup, fields })} onCreated={() => {}} />,
  );
  expect(screen.getAllByText(name).length).toBeGreaterThanOrEqual(3);
  expect(container.querySelector("img, script")).toBeNull();
});
