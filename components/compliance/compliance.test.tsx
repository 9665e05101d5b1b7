// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { ControlDetail, FrameworkDetail, FrameworkList } from "#lib/contract/compliance.ts";
import { permissionsOfRole } from "#lib/domain/permission.ts";

import { giveElementsSize } from "../testing/layout.ts";
import { sampleControl, sampleFramework, sampleOptions } from "../testing/sample-compliance.ts";
import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { ComplianceScreen } from "./compliance-screen.tsx";
import { ControlBody } from "./control-body.tsx";
import { FrameworkScreen } from "./framework-screen.tsx";

beforeEach(giveElementsSize);
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const whole = { workload: "", account: "", environment: "" };
const list = (changes: Partial<FrameworkList> = {}): FrameworkList => ({
  items: [sampleFramework()],
  owaspEdition: "2026",
  evaluatedAt: "2026-03-01T00:00:00Z",
  options: sampleOptions,
  ...changes,
});
const detail = (changes: Partial<FrameworkDetail> = {}): FrameworkDetail => ({
  ...sampleFramework(),
  evaluatedAt: null,
  options: sampleOptions,
  controls: [
    sampleControl({ id: "LLM01:2026", title: "Prompt Injection", status: "failing", openCount: 3 }),
    sampleControl({ id: "LLM02:2026", title: "Disclosure", status: "passing" }),
  ],
  ...changes,
});
const control = (changes: Partial<ControlDetail> = {}): ControlDetail => ({
  ...sampleControl(),
  framework: { ...sampleFramework() },
  otherEditions: [],
  checks: [],
  findings: [],
  unknown: [],
  uncollected: [],
  attestations: [],
  ...changes,
});

describe("the frameworks", () => {
  test("say how many controls are shown, of how many, and how much could be decided", async () => {
    serve({ "GET /api/v1/compliance": { body: list() } });
    show(<ComplianceScreen />);
    const card = (await screen.findByRole("heading", { name: "OWASP Top 10" })).closest("article");
    expect(card?.textContent).toContain("4 of 10 controls shown");
    expect(card?.textContent).toContain("80 % decided");
  });

  test("keep the scope on the way to a framework", async () => {
    serve({ "GET /api/v1/compliance": { body: list() } });
    show(<ComplianceScreen />, { search: "?account=111122223333" });
    const link = await screen.findByRole("link", { name: "OWASP Top 10" });
    expect(link.getAttribute("href")).toBe("/compliance/owasp-llm-2026?account=111122223333");
  });

  test("that cannot be read say so and can be asked for again", async () => {
    serve({ "GET /api/v1/compliance": { status: 500, body: { title: "It broke" } } });
    show(<ComplianceScreen />);
    expect(await screen.findByRole("button", { name: /again/i })).toBeTruthy();
  });

  test("are named by the edition that an administrator chooses", async () => {
    const asked = serve({
      "GET /api/v1/compliance": { body: list() },
      "PATCH /api/v1/organization": { body: {} },
    });
    show(<ComplianceScreen />);
    fireEvent.click(await screen.findByRole("radio", { name: "OWASP 2025" }));
    await waitFor(() =>
      expect(
        asked.some(({ method, body }) => method === "PATCH" && JSON.stringify(body).includes("2025")),
      ).toBe(true),
    );
  });

  test("offer the edition to nobody else", async () => {
    serve({ "GET /api/v1/compliance": { body: list() } });
    show(<ComplianceScreen />, { can: permissionsOfRole.analyst });
    expect(await screen.findByText("OWASP LLM 2026")).toBeTruthy();
    expect(screen.queryByRole("radio")).toBeNull();
  });
});

describe("a framework", () => {
  const get = "GET /api/v1/compliance/owasp-llm-2026";

  test("lists its controls by group with their status, and leads from each number to its findings", async () => {
    serve({ [get]: { body: detail() } });
    show(<FrameworkScreen frameworkId="owasp-llm-2026" />);
    const table = await screen.findByRole("table", { name: "Risks" });
    const [first] = within(table).getAllByRole("row").slice(1);
    expect(first?.textContent).toContain("Prompt Injection");
    expect(first?.textContent).toContain("Failing");
    expect(within(table).getByRole("link", { name: "3 findings" }).getAttribute("href")).toBe(
      "/findings?control=owasp-llm-2026/LLM01:2026&view=list",
    );
  });

  test("shows the controls of one status", async () => {
    serve({ [get]: { body: detail() } });
    show(<FrameworkScreen frameworkId="owasp-llm-2026" />, { search: "?status=passing" });
    expect(await screen.findByText("Disclosure")).toBeTruthy();
    expect(screen.queryByText("Prompt Injection")).toBeNull();
  });

  test("without a control of the status says how to see the others", async () => {
    serve({ [get]: { body: detail() } });
    const { searches } = show(<FrameworkScreen frameworkId="owasp-llm-2026" />, {
      search: "?status=attested",
    });
    fireEvent.click(await screen.findByRole("button", { name: "Show every control" }));
    await waitFor(() => expect(searches.at(-1)).not.toContain("status"));
  });

  test("gives its evidence in the scope that is shown", async () => {
    serve({ [get]: { body: detail() } });
    show(<FrameworkScreen frameworkId="owasp-llm-2026" />, { search: "?environment=production" });
    const link = await screen.findByRole("link", { name: "Download the evidence as CSV" });
    expect(link.getAttribute("href")).toBe(
      "/api/v1/compliance/owasp-llm-2026/export?environment=production&format=csv",
    );
  });
});

describe("a control", () => {
  test("names what could not be decided and the permission that would decide it", () => {
    const unknown = [
      {
        resourceId: "r",
        resourceKey: "arn:x",
        call: "GetThing",
        permission: "svc:GetThing",
        message: "Denied.",
      },
    ];
    show(<ControlBody control={control({ unknown, unknownCount: 1 })} scope={whole} />);
    expect(screen.getByText("svc:GetThing")).toBeTruthy();
  });

  test("names what was not collected", () => {
    const uncollected = [
      { title: "Notebooks", account: "1111", region: "eu-west-1", message: "It was denied." },
    ];
    show(<ControlBody control={control({ uncollected })} scope={whole} />);
    expect(screen.getByText("It was denied.")).toBeTruthy();
  });

  test("asks nobody to attest who may not", () => {
    show(<ControlBody control={control({ attestation: "Minutes" })} scope={whole} />, {
      can: permissionsOfRole.auditor,
    });
    expect(screen.getByText("To be shown: Minutes.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Attest/ })).toBeNull();
  });

  test("is attested with a statement and a file", async () => {
    const asked = serve({
      "POST /api/v1/compliance/owasp-llm-2026/controls/LLM01%3A2026/attestations": { status: 201, body: {} },
    });
    const { user } = show(<ControlBody control={control()} scope={whole} />);
    await user.click(screen.getByRole("button", { name: "Attest it" }));
    await user.type(screen.getByLabelText("Statement"), "Assessed in November");
    await user.type(screen.getByLabelText("Document"), "Minutes");
    await user.upload(
      screen.getByLabelText("File"),
      new File(["proof"], "minutes.pdf", { type: "application/pdf" }),
    );
    await user.click(screen.getByRole("button", { name: "Attest" }));
    await waitFor(() => expect(asked.some(({ method }) => method === "POST")).toBe(true));
    const body = asked.find(({ method }) => method === "POST")?.body;
    expect(body).toMatchObject({
      statement: "Assessed in November",
      fileName: "minutes.pdf",
      workloadId: null,
    });
  });

  test.each(Object.entries(hostileNames))("of a hostile name (%s) is text", (_, name) => {
    const { container } = show(<ControlBody control={control({ title: name })} scope={whole} />);
    expect(container.querySelector("script, img")).toBeNull();
    expect(container.textContent).toContain(name);
  });
});
