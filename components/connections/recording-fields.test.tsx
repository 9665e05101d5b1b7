// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { ApiError } from "../api/api-error.ts";
import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { sampleConnector } from "../testing/sample-connection.ts";
import { RecordingFields } from "./recording-fields.tsx";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const list = "GET /api/v1/recordings";
const upload = "POST /api/v1/recordings";
const view = (overrides: object = {}) => ({
  id: "u1",
  recording: "upload/u1",
  connectorId: "aws",
  name: "mine.jsonl",
  callCount: 12,
  sizeBytes: 100,
  createdAt: "2026-01-01T00:00:00Z",
  ...overrides,
});
const open = (answers: Parameters<typeof serve>[0] = {}, error: unknown = null) => {
  const requests = serve({ [list]: { body: { items: [] } }, ...answers });
  const onChange = vi.fn<(recording: string) => void>();
  const shown = show(
    <RecordingFields connector={sampleConnector()} value="demo/aws" onChange={onChange} error={error} />,
  );
  return { ...shown, requests, onChange };
};
const choose = (...files: File[]) =>
  fireEvent.change(screen.getByLabelText("Recording file"), { target: { files } });
const file = (text: string, name = "mine.jsonl") => new File([text], name);
const sized = (bytes: number) => {
  const made = file("{}");
  vi.spyOn(made, "size", "get").mockReturnValue(bytes);
  return made;
};
const posts = (requests: readonly { method: string; body: unknown }[]) =>
  requests.flatMap(({ method, body }) => (method === "POST" ? [body] : []));
const megabyte = 1024 * 1024;

describe("an upload", () => {
  test("is sent as text under its name, and chosen once it is there", async () => {
    const { requests, onChange } = open({ [upload]: { body: view() } });
    choose(file('{"call":1}\n'));
    await waitFor(() => expect(onChange).toHaveBeenCalledWith("upload/u1"));
    expect(posts(requests)).toEqual([{ name: "mine.jsonl", text: '{"call":1}\n' }]);
    expect(await screen.findByText("12 calls uploaded")).toBeTruthy();
  });

  test("of one call counts one", async () => {
    open({ [upload]: { body: view({ callCount: 1 }) } });
    choose(file("{}"));
    expect(await screen.findByText("1 call uploaded")).toBeTruthy();
  });

  test("as large as may be is sent, and a byte more is refused before it is read", async () => {
    const { requests } = open({ [upload]: { body: view() } });
    choose(sized(64 * megabyte + 1));
    expect(await screen.findByText("A recording may have 64 MB at most.")).toBeTruthy();
    expect(posts(requests)).toEqual([]);
    choose(sized(64 * megabyte));
    await waitFor(() => expect(posts(requests)).toHaveLength(1));
  });

  test("of nothing chosen does nothing", () => {
    const { requests } = open();
    choose();
    expect(posts(requests)).toEqual([]);
  });

  test("refused by the server says why at the field, and leaves the choice as it was", async () => {
    const { onChange } = open({ [upload]: { status: 400, body: { detail: "Line 3 is not JSON." } } });
    choose(file("nonsense"));
    expect((await screen.findByRole("alert")).textContent).toBe("Line 3 is not JSON.");
    expect(onChange).not.toHaveBeenCalled();
  });

  test("that lost the network says that", async () => {
    open();
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
    choose(file("{}"));
    expect((await screen.findByRole("alert")).textContent).toMatch(/could not be reached/);
  });

  test("under way cannot be begun twice", async () => {
    open({ [upload]: "never" });
    choose(file("{}"));
    await waitFor(() =>
      expect(screen.getByRole("button", { name: "Upload a recording" })).toHaveProperty("disabled", true),
    );
  });

  test("takes only what a recording is", () => {
    open();
    expect(screen.getByLabelText("Recording file").getAttribute("accept")).toBe(".jsonl,.ndjson");
  });
});

describe("the choice", () => {
  test.each([
    [1, "mine.jsonl1 call"],
    [1_200, "mine.jsonl1,200 calls"],
  ])("of an upload says its %i calls", async (callCount, said) => {
    const { user } = open({ [list]: { body: { items: [view({ callCount })] } } });
    await user.click(screen.getByRole("combobox", { name: "Recording" }));
    expect(await screen.findByRole("option", { name: /mine/ })).toHaveProperty("textContent", said);
  });

  test("whose uploads cannot be read still offers what comes with the product", async () => {
    const { user } = open({ [list]: { status: 500, body: {} } });
    await user.click(screen.getByRole("combobox", { name: "Recording" }));
    expect(screen.getAllByRole("option")).toHaveLength(2);
  });

  test("that the server refuses says so", () => {
    const fields = [{ field: "recording", message: "There is no such recording" }];
    open({}, new ApiError(400, { detail: "Not valid.", fields }));
    expect(screen.getByRole("alert").textContent).toBe("There is no such recording");
  });

  test.each(Object.entries(hostileNames))("of a hostile file name (%s) is text", async (_, name) => {
    const { user } = open({ [list]: { body: { items: [view({ name })] } } });
    await user.click(screen.getByRole("combobox", { name: "Recording" }));
    await screen.findByText(name);
    expect(document.querySelector("img, script")).toBeNull();
  });
});
