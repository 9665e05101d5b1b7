// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { CellDetail } from "#lib/contract/responsibility.ts";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { inDays } from "../ui/in-days.ts";
import { CellBody } from "./cell-body.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const stated = {
  party: "customer",
  partyReason: "The model is run by the customer.",
  status: "gap",
  statusReason: "One check fails.",
} as const;
const cell = (overrides: Partial<CellDetail> = {}): CellDetail => ({
  ...stated,
  workload: { id: "w1", name: "Claims", serviceModel: "paas" },
  modelId: "microsoft",
  row: {
    id: "prompt-safety",
    group: "application",
    title: "Prompt safety",
    meaning: "Prompts are checked.",
    documents: ["A test report", "A contract"],
  },
  computed: stated,
  hash: "0123456789abcdef0123456789abcdef",
  evidence: [],
  documents: [],
  override: null,
  resolvedAt: "2026-03-01T00:00:00Z",
  changedAt: "2026-03-01T00:00:00Z",
  history: [],
  ...overrides,
});
const decided: Partial<CellDetail> = {
  status: "met",
  override: {
    id: "o",
    party: null,
    status: "met",
    reason: "Tested by hand in May.",
    by: "Grace Hopper",
    at: "2026-05-01T00:00:00Z",
    expiresAt: "2026-11-01T00:00:00Z",
  },
};
const api = "/api/v1/responsibility/w1/microsoft/prompt-safety";
const valueOf = (term: string) => screen.getByText(term).parentElement?.querySelector("dd")?.textContent;
const form = () => screen.getByRole("form", { name: "Decide otherwise" });
const body = (overrides: Partial<CellDetail> = {}) => <CellBody cell={cell(overrides)} />;
async function openDecision(overrides: Partial<CellDetail> = {}) {
  const shown = show(body(overrides));
  await shown.user.click(screen.getByRole("button", { name: "Decide otherwise" }));
  return shown;
}

describe("what a cell says", () => {
  test("who is accountable and why, and whether it is done and why, in words", () => {
    show(body());
    expect(screen.getByText("Customer")).toBeTruthy();
    expect(screen.getByText("Gap")).toBeTruthy();
    expect(valueOf("Why this party")).toBe("The model is run by the customer.");
    expect(valueOf("Why this status")).toBe("One check fails.");
    expect(screen.getByRole("link", { name: "Claims" }).getAttribute("href")).toBe("/workloads/w1");
  });

  test("a person's decision never hides what the facts say", () => {
    show(body(decided));
    expect(screen.getByText("Decided by a person")).toBeTruthy();
    expect(valueOf("Facts alone say")).toBe("Customer, gap: One check fails.");
    expect(valueOf("Decided by")).toBe("Grace Hopper: Tested by hand in May.");
  });

  test("copies the whole hash, though it shows its beginning", async () => {
    const { user } = show(body());
    await user.click(screen.getByRole("button", { name: "Copy 0123456789abcdef…" }));
    expect(await navigator.clipboard.readText()).toBe("0123456789abcdef0123456789abcdef");
  });

  test("shows how it was before, with both ends of that time", () => {
    const past = {
      ...stated,
      status: "unknown",
      validFrom: "2026-01-01T00:00:00Z",
      validTo: "2026-02-01T00:00:00Z",
      hash: "x",
    } as const;
    show(body({ history: [past] }));
    expect(screen.getByText(/^Customer, unknown/).textContent).toMatch(/2026.* until .*2026/);
  });

  test("whoever only reads can neither decide nor add or remove a document", () => {
    const document = {
      id: "d1",
      title: "Report",
      fileName: "report.pdf",
      mediaType: "application/pdf",
      sizeBytes: 1,
      sha256: "abcdefabcdefabcdef",
      uploadedBy: "Ada",
      uploadedAt: "2020-01-01T00:00:00Z",
      expiresAt: "2020-02-01T00:00:00Z",
      isValid: false,
    };
    show(body({ documents: [document] }), { can: ["responsibility:read"] });
    expect(screen.queryByRole("button", { name: /Decide|Add a document|Remove/ })).toBeNull();
    expect(screen.getByText("Expired")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Report" }).getAttribute("href")).toBe(
      "/api/v1/evidence-documents/d1",
    );
  });

  test.each(Object.entries(hostileNames))("hostile words (%s) are text", (_, name) => {
    const { container } = show(
      body({
        workload: { id: "w", name, serviceModel: "paas" },
        partyReason: name,
        statusReason: name,
        evidence: [{ kind: "model", resourceKey: "m", name, origin: null }],
      }),
    );
    expect(screen.getAllByText(name).length).toBeGreaterThanOrEqual(3);
    expect(container.textContent.split(name).length - 1).toBeGreaterThanOrEqual(4);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("deciding otherwise", () => {
  test("decides nothing until party or status differ from the facts", async () => {
    await openDecision();
    expect(screen.getByRole("button", { name: "Decide" })).toHaveProperty("disabled", true);
  });

  test("sends only what was decided, with why and until when", async () => {
    const requests = serve({ [`PUT ${api}/override`]: { status: 204, body: null } });
    const { user } = await openDecision();
    await user.click(screen.getByRole("combobox", { name: "Status" }));
    await user.click(screen.getByRole("option", { name: "Met" }));
    await user.type(screen.getByRole("textbox", { name: "Why" }), "Tested by hand in May.");
    await user.click(screen.getByRole("button", { name: "Decide" }));
    expect(await screen.findByText("Decision saved")).toBeTruthy();
    expect(requests.filter(({ method }) => method === "PUT").map((request) => request.body)).toEqual([
      {
        party: null,
        status: "met",
        reason: "Tested by hand in May.",
        expiresAt: new Date(`${inDays(180)}T23:59:59`).toISOString(),
      },
    ]);
    expect(screen.queryByRole("form", { name: "Decide otherwise" })).toBeNull();
  });

  test("a refused decision keeps the form, with the field's own words", async () => {
    const fields = [{ field: "expiresAt", message: "A year at most" }];
    serve({ [`PUT ${api}/override`]: { status: 400, body: { detail: "Not valid.", fields } } });
    const { user } = await openDecision(decided);
    await user.click(screen.getByRole("button", { name: "Decide" }));
    expect(await screen.findByText("A year at most")).toBeTruthy();
    expect(within(form()).getByLabelText("Until").getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByRole("textbox", { name: "Why" })).toHaveProperty("value", "Tested by hand in May.");
  });

  test("a decision can be taken back, and it is said that it was", async () => {
    const requests = serve({ [`DELETE ${api}/override`]: { status: 204, body: null } });
    const { user } = show(body(decided));
    await user.click(screen.getByRole("button", { name: "Take the decision back" }));
    expect(await screen.findByText("Decision taken back")).toBeTruthy();
    expect(requests.map(({ method }) => method)).toContain("DELETE");
  });

  test("there is nothing to take back where nobody decided", () => {
    show(body());
    expect(screen.queryByRole("button", { name: "Take the decision back" })).toBeNull();
  });
});

describe("documents", () => {
  test("says what is asked for", () => {
    show(body());
    expect(screen.getByText("Asked for: A test report; A contract.")).toBeTruthy();
  });

  test("a file is sent whole, with its title and its end", async () => {
    const requests = serve({ [`POST ${api}/documents`]: { status: 204, body: null } });
    const { user } = show(body());
    await user.click(screen.getByRole("button", { name: "Add a document" }));
    await user.type(screen.getByLabelText("Title"), "Report");
    await user.upload(
      screen.getByLabelText("File"),
      new File(["pearl"], "report.pdf", { type: "application/pdf" }),
    );
    await user.click(screen.getByRole("button", { name: "Upload" }));
    await waitFor(() => expect(screen.queryByLabelText("Title")).toBeNull());
    expect(requests.find(({ method }) => method === "POST")?.body).toMatchObject({
      title: "Report",
      fileName: "report.pdf",
      mediaType: "application/pdf",
      content: btoa("pearl"),
    });
  });

  test("a file that is too large is refused before it is sent", async () => {
    const { user } = show(body());
    await user.click(screen.getByRole("button", { name: "Add a document" }));
    const large = new File(["x"], "large.pdf");
    Object.defineProperty(large, "size", { value: 10 * 1024 * 1024 + 1 });
    await user.upload(screen.getByLabelText("File"), large);
    expect(screen.getByText("This file is larger than 10 MB.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Upload" })).toHaveProperty("disabled", true);
  });
});
