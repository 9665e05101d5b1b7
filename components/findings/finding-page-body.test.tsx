// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { FindingDetail } from "#lib/contract/findings.ts";

import { serve, show } from "../testing/render-ui.tsx";
import { sampleFindingDetail } from "../testing/sample-finding.ts";
import { FindingPageBody } from "./finding-page-body.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(overrides: Partial<FindingDetail> = {}) {
  const finding = sampleFindingDetail(overrides);
  serve({ "GET /api/v1/findings/f1": { body: finding } });
  const shown = show(<FindingPageBody id="f1" />);
  await screen.findByRole("heading", { level: 1, name: finding.title });
  return { ...shown, finding };
}

describe("the page of a finding", () => {
  test("shows at once what the drawer has tabs for", async () => {
    const { finding } = await open();
    expect(screen.queryByRole("tab")).toBeNull();
    const cards = screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent);
    expect(cards).toEqual([
      "Why it matters",
      "What was read",
      "How to fix it",
      "Timeline",
      "About",
      "Where it was read",
      "Sources",
    ]);
    for (const words of [finding.risk, finding.remediation.summary, finding.resource.name])
      expect(screen.getByText(words)).toBeTruthy();
  });

  test("leaves out what there is none of", async () => {
    await open({ references: [] });
    expect(screen.queryByRole("heading", { name: "Sources" })).toBeNull();
    expect(screen.queryByRole("heading", { name: "Exceptions" })).toBeNull();
  });

  test("gives the evidence away as a document", async () => {
    const { user, finding } = await open();
    await user.click(screen.getByRole("button", { name: "Copy as JSON" }));
    expect(JSON.parse(await navigator.clipboard.readText())).toEqual(finding.evidence);
  });
});
