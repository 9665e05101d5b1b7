// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { ConnectionDetail, ConnectorView } from "#lib/contract/connections.ts";

import { serve, show } from "../testing/render-ui.tsx";
import { sampleConnectionDetail, sampleConnector } from "../testing/sample-connection.ts";
import { EditConnectionDialog } from "./edit-connection-dialog.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const read = "GET /api/v1/connections/c1";
const connectors = "GET /api/v1/connectors";
const change = "PATCH /api/v1/connections/c1";
const sync = "POST /api/v1/connections/c1/sync";

const connector: ConnectorView = sampleConnector({
  fields: [
    {
      name: "roleArn",
      title: "Role",
      help: "",
      secret: false,
      scope: false,
      document: false,
      required: true,
    },
    {
      name: "key",
      title: "Secret key",
      help: "",
      secret: true,
      scope: false,
      document: false,
      required: false,
    },
    {
      name: "regions",
      title: "Regions",
      help: "",
      secret: false,
      scope: true,
      document: false,
      required: false,
    },
  ],
});
const role = "arn:aws:iam::111122223333:role/nacre";

type Requests = ReturnType<typeof serve>;
const sent = (requests: Requests) =>
  requests.filter(({ method }) => method !== "GET").map(({ method, body }) => [method, body]);

async function open(overrides: Partial<ConnectionDetail> = {}, answers: Parameters<typeof serve>[0] = {}) {
  const requests = serve({
    [read]: { body: sampleConnectionDetail(overrides) },
    [connectors]: { body: { items: [connector] } },
    "GET /api/v1/recordings": { body: { items: [] } },
    [change]: { body: {} },
    [sync]: { body: {} },
    ...answers,
  });
  const onOpenChange = vi.fn<(open: boolean) => void>();
  const shown = show(<EditConnectionDialog connectionId="c1" open onOpenChange={onOpenChange} />);
  const name = await screen.findByLabelText("Name");
  return { ...shown, requests, onOpenChange, name };
}
const write = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(new RegExp(`^${label}`)), { target: { value } });
const save = () => fireEvent.click(screen.getByRole("button", { name: "Save" }));
const secret = () => screen.getByLabelText(/^Secret key/);

describe("what is sent", () => {
  test("is nothing while nothing changed", async () => {
    await open();
    expect(screen.getByRole("button", { name: "Save" })).toHaveProperty("disabled", true);
    write("Name", "Other");
    expect(screen.getByRole("button", { name: "Save" })).toHaveProperty("disabled", false);
    write("Name", "Production");
    expect(screen.getByRole("button", { name: "Save" })).toHaveProperty("disabled", true);
  });

  test("is a new name alone, which neither asks for secrets nor syncs", async () => {
    const { requests, onOpenChange } = await open();
    write("Name", "Main");
    save();
    await waitFor(() => expect(onOpenChange).toHaveBeenCalledWith(false));
    expect(sent(requests)).toEqual([["PATCH", { name: "Main" }]]);
    expect(screen.getByText("Saved")).toBeTruthy();
  });

  test("is a new schedule alone", async () => {
    const { requests, user } = await open();
    await user.click(screen.getByRole("combobox", { name: "Sync" }));
    await user.click(screen.getByRole("option", { name: "Only when asked" }));
    save();
    await waitFor(() => expect(sent(requests)).toEqual([["PATCH", { syncEveryMinutes: null }]]));
  });

  test("is other regions without the secret, and then a sync of them", async () => {
    const { requests, onOpenChange } = await open();
    write("Regions", "eu-west-1");
    expect(secret()).toHaveProperty("required", false);
    save();
    await waitFor(() => expect(onOpenChange).toHaveBeenCalledWith(false));
    expect(sent(requests)).toEqual([
      ["PATCH", { credentials: { roleArn: role, regions: "eu-west-1" } }],
      ["POST", null],
    ]);
    expect(screen.getByText("Saved; a sync with the new access has begun")).toBeTruthy();
  });

  test("begins no sync of a paused connection", async () => {
    const { requests, onOpenChange } = await open({ pausedAt: "2026-03-01T00:00:00Z" });
    write("Regions", "eu-west-1");
    save();
    await waitFor(() => expect(onOpenChange).toHaveBeenCalledWith(false));
    expect(sent(requests).map(([method]) => method)).toEqual(["PATCH"]);
  });

  test("is all of the credentials once a secret is entered", async () => {
    const { requests } = await open();
    write("Secret key", "hunter2");
    save();
    await waitFor(() =>
      expect(sent(requests)[0]).toEqual(["PATCH", { credentials: { roleArn: role, key: "hunter2" } }]),
    );
  });
});

describe("the stored secret", () => {
  test("is shown to nobody, and kept by leaving its field empty", async () => {
    await open();
    expect(secret()).toHaveProperty("value", "");
    expect(secret().getAttribute("placeholder")).toBe("Stored. Leave it empty to keep it.");
  });

  test("is asked for again once the identity changes, and no more when it changes back", async () => {
    await open();
    write("Role", "arn:aws:iam::999988887777:role/theirs");
    expect(secret()).toHaveProperty("required", true);
    expect(secret().getAttribute("placeholder")).toMatch(/^Enter it again/);
    write("Role", role);
    expect(secret()).toHaveProperty("required", false);
  });

  test("that was typed and taken back is kept, not removed", async () => {
    const { requests } = await open();
    write("Secret key", "hunter2");
    write("Secret key", "");
    expect(screen.getByRole("button", { name: "Save" })).toHaveProperty("disabled", true);
    write("Regions", "eu-west-1");
    save();
    await waitFor(() =>
      expect(sent(requests)[0]).toEqual(["PATCH", { credentials: { roleArn: role, regions: "eu-west-1" } }]),
    );
  });

  test("is removed only by saying so, and kept after all by saying that", async () => {
    const { requests } = await open();
    fireEvent.click(screen.getByRole("button", { name: "Remove the stored secret key" }));
    expect(secret()).toHaveProperty("disabled", true);
    expect(secret().getAttribute("placeholder")).toBe("Removed when you save");
    fireEvent.click(screen.getByRole("button", { name: "Keep the stored secret key" }));
    expect(screen.getByRole("button", { name: "Save" })).toHaveProperty("disabled", true);
    fireEvent.click(screen.getByRole("button", { name: "Remove the stored secret key" }));
    save();
    await waitFor(() =>
      expect(sent(requests)[0]).toEqual(["PATCH", { credentials: { roleArn: role, key: "" } }]),
    );
  });

  test("that is removed need not be entered again for another identity", async () => {
    await open();
    write("Role", "arn:aws:iam::999988887777:role/theirs");
    fireEvent.click(screen.getByRole("button", { name: "Remove the stored secret key" }));
    expect(secret()).toHaveProperty("required", false);
  });

  test("that is none cannot be removed", async () => {
    await open({ hasSecrets: false });
    expect(screen.queryByRole("button", { name: /Remove the stored/ })).toBeNull();
    expect(secret().getAttribute("placeholder")).toBe("");
  });
});

describe("a refusal", () => {
  const refuse = (field: string, message: string) => ({
    [change]: { status: 400, body: { detail: "Not valid.", fields: [{ field, message }] } },
  });

  test("stands at its field, and the dialog stays with what was written", async () => {
    const { onOpenChange } = await open({}, refuse("credentials.key", "Enter Secret key again"));
    write("Regions", "eu-west-1");
    save();
    expect(await screen.findByText("Enter Secret key again")).toBeTruthy();
    expect(secret().getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByLabelText(/^Regions/)).toHaveProperty("value", "eu-west-1");
    expect(onOpenChange).not.toHaveBeenCalled();
  });

  test("of the whole stands under the form", async () => {
    await open({}, { [change]: { status: 409, body: { detail: "Somebody removed it." } } });
    write("Name", "Main");
    save();
    expect((await screen.findByRole("alert")).textContent).toBe("Somebody removed it.");
  });

  test("of the sync that follows is told, not taken for saved", async () => {
    const { onOpenChange } = await open({}, { [sync]: { status: 409, body: { detail: "A sync runs." } } });
    write("Regions", "eu-west-1");
    save();
    expect((await screen.findByRole("alert")).textContent).toBe("A sync runs.");
    expect(onOpenChange).not.toHaveBeenCalled();
  });
});

describe("before the form", () => {
  test("it says that it loads", () => {
    serve({ [read]: "never", [connectors]: "never" });
    show(<EditConnectionDialog connectionId="c1" open onOpenChange={() => {}} />);
    expect(screen.getByText("Loading the connection")).toBeTruthy();
  });

  test("it says why it cannot", async () => {
    serve({
      [read]: { status: 404, body: { detail: "There is no such connection." } },
      [connectors]: "never",
    });
    show(<EditConnectionDialog connectionId="c1" open onOpenChange={() => {}} />);
    expect((await screen.findByRole("alert")).textContent).toContain("There is no such connection.");
  });

  test("closed, it asks for nothing", () => {
    const requests = serve({});
    show(<EditConnectionDialog connectionId="c1" open={false} onOpenChange={() => {}} />);
    expect(requests).toEqual([]);
  });
});

describe("a recording", () => {
  const replay = { mode: "replay" as const, config: { recording: "demo/aws" }, hasSecrets: false };

  test("is changed for another without credentials, and synced", async () => {
    const { requests, user, onOpenChange } = await open(replay);
    expect(screen.queryByLabelText("Role")).toBeNull();
    expect(screen.queryByRole("combobox", { name: "Sync" })).toBeNull();
    await user.click(screen.getByRole("combobox", { name: "Recording" }));
    await user.click(screen.getByRole("option", { name: "Demo estate, after the fixes" }));
    save();
    await waitFor(() => expect(onOpenChange).toHaveBeenCalledWith(false));
    expect(sent(requests)).toEqual([
      ["PATCH", { recording: "demo/aws.fixed" }],
      ["POST", null],
    ]);
  });
});
