// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { ImportDetail, ImportView } from "#lib/contract/imports.ts";
import { permissionsOfRole } from "#lib/domain/permission.ts";

import { giveElementsSize } from "../testing/layout.ts";
import { serve, show } from "../testing/render-ui.tsx";
import { sampleFinding } from "../testing/sample-finding.ts";
import { outcomeWords } from "./import-words.ts";
import { ImportScreen } from "./import-screen.tsx";
import { ImportsScreen } from "./imports-screen.tsx";

beforeEach(giveElementsSize);
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const view = (changes: Partial<ImportView> = {}): ImportView => ({
  id: "i1",
  source: "checkov",
  scope: "acme/claims",
  format: "checkov",
  formatTitle: "Checkov",
  fileName: "report.json",
  sizeBytes: 1_234,
  importedAt: "2026-03-01T00:00:00.000Z",
  importedBy: "Ada",
  recordCount: 16,
  newCount: 3,
  changedCount: 0,
  unchangedCount: 12,
  reopenedCount: 0,
  closedCount: 1,
  unmatchedCount: 2,
  componentCount: 0,
  refusedCount: 0,
  refusals: [],
  ...changes,
});
const detail = (changes: Partial<ImportDetail> = {}): ImportDetail => ({
  ...view(),
  isNewest: true,
  findings: [sampleFinding({ title: "Bucket is private" })],
  components: [],
  ...changes,
});
const page = (items: ImportView[]) => ({
  "GET /api/v1/imports": {
    body: { items, nextCursor: null, formats: [{ id: "sarif", title: "SARIF 2.1.0" }] },
  },
});

test("the list says what each report changed, and only what there is any of", async () => {
  serve(page([view()]));
  show(<ImportsScreen />);
  expect(await screen.findByText("3 new, 1 closed, 12 unchanged")).toBeTruthy();
  expect(outcomeWords(view({ newCount: 0, closedCount: 0, unchangedCount: 0 }))).toBe("Nothing to tell of");
});

test("without any it says what to bring; who only reads is offered no upload", async () => {
  serve(page([]));
  show(<ImportsScreen />, { can: permissionsOfRole.auditor });
  expect(await screen.findByText("Nothing has been imported yet")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Import a report" })).toBeNull();
});

test("the upload names the formats, and sends nothing before a file is chosen", async () => {
  serve(page([view()]));
  const { user } = show(<ImportsScreen />);
  await user.click(await screen.findByRole("button", { name: "Import a report" }));
  const dialog = within(screen.getByRole("dialog"));
  expect(dialog.getByText(/SARIF 2\.1\.0/)).toBeTruthy();
  expect(dialog.getByRole("button", { name: "Import" })).toHaveProperty("disabled", true);
});

test("one import shows its findings, what was refused and why, and that it closed nothing", () => {
  show(
    <ImportScreen
      detail={detail({
        refusedCount: 1,
        refusals: [{ record: 7, field: "severity", problem: "It is no text." }],
      })}
    />,
  );
  expect(screen.getByText("Bucket is private")).toBeTruthy();
  expect(screen.getByText(/Record 7/).textContent).toContain("It is no text.");
  expect(screen.getByText(/so nothing was closed/)).toBeTruthy();
});

test("what is taken back is asked about first", async () => {
  const requests = serve({ "DELETE /api/v1/imports/i1": { body: view() } });
  const { user } = show(<ImportScreen detail={detail()} />);
  await user.click(screen.getByRole("button", { name: "Take back" }));
  expect(requests).toEqual([]);
  await user.click(within(screen.getByRole("alertdialog")).getByRole("button", { name: "Take back" }));
  await waitFor(() => expect(requests.map(({ method }) => method)).toEqual(["DELETE"]));
});
