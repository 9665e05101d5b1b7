// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { WorkloadComponent } from "#lib/contract/workload-components.ts";

import { narrowScreen } from "../testing/layout.ts";
import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { ComponentsTab } from "./components-tab.tsx";

beforeEach(narrowScreen);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const component = (overrides: Partial<WorkloadComponent> = {}): WorkloadComponent => ({
  id: "part:1",
  kind: "library",
  name: "torch",
  version: "2.6.0",
  reference: "pkg:pypi/torch@2.6.0",
  licenses: ["BSD-3-Clause"],
  resource: { id: "image", name: "scoring:1", typeTitle: "Image" },
  source: "CycloneDX",
  vulnerabilityCount: 0,
  worst: null,
  scannedCriticalCount: null,
  ...overrides,
});
const open = (items: WorkloadComponent[]) => {
  serve({ "GET /api/v1/workloads/w/components": { body: { items, nextCursor: null } } });
  return show(<ComponentsTab id="w" name="Claims" />);
};
const cells = async () =>
  within(await screen.findByRole("table", { name: "Components" }))
    .getAllByRole("cell")
    .map(({ textContent }) => textContent);

test("a part says what it is, under which license, and of which resource", async () => {
  open([component()]);
  expect(await cells()).toEqual([
    "torch 2.6.0library, BSD-3-Clause",
    "library",
    "BSD-3-Clause",
    "none told",
    "scoring:1",
    "CycloneDX",
  ]);
  expect(screen.getByRole("link", { name: "scoring:1" }).getAttribute("href")).toBe("/inventory/image");
});

test("a resource that is a component itself is led to by its name, and says no license where none is told", async () => {
  open([component({ source: null, kind: "model", name: "scorer", licenses: [], scannedCriticalCount: 3 })]);
  expect(await cells()).toEqual([
    "scoring:1 2.6.0model, license not said",
    "model",
    "not said",
    "3 critical",
    "Image",
    "its provider",
  ]);
});

test("vulnerabilities lead to their findings, in words for who sees no color", async () => {
  open([component({ vulnerabilityCount: 2, worst: "critical" })]);
  const link = await screen.findByRole("link", { name: "2 open vulnerabilities of torch, worst critical" });
  expect(link.getAttribute("href")).toBe("/findings?resource=image&view=list");
});

test("further pages are asked for one at a time, after the one that is there", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    const item = component({ id: `part:${asked.length}`, name: `package ${asked.length}` });
    return Response.json({ items: [item], nextCursor: asked.length === 1 ? "next" : null });
  });
  const { user } = show(<ComponentsTab id="w" name="Claims" />);
  expect(await screen.findByText("The first 1")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Show more components" }));
  expect(await screen.findByText("2 components")).toBeTruthy();
  expect(asked).toEqual(["/api/v1/workloads/w/components", "/api/v1/workloads/w/components?cursor=next"]);
});

test("without any it says how to bring a bill of materials in", async () => {
  open([]);
  expect(await screen.findByText("No models, data sets, images or packages are known")).toBeTruthy();
});

test("a failure says so, and can be tried again", async () => {
  serve({ "GET /api/v1/workloads/w/components": { status: 500, body: { title: "Broken" } } });
  show(<ComponentsTab id="w" name="Claims" />);
  expect(await screen.findByRole("button", { name: /try again/i })).toBeTruthy();
});

test.each(Object.entries(hostileNames))("hostile words (%s) are text", async (_, name) => {
  const { container } = open([component({ name, version: name, licenses: [name] })]);
  await screen.findByRole("table", { name: "Components" });
  expect(screen.getAllByText(name).length).toBeGreaterThan(1);
  expect(container.querySelector("img, script")).toBeNull();
});
