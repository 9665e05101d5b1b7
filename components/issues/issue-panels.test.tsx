// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { IssueDetail } from "#lib/contract/issues.ts";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { sampleIssue } from "../testing/sample-issue.ts";
import { FixList } from "./fix-list.tsx";
import { IssueActions } from "./issue-actions.tsx";
import { IssueRows } from "./issue-rows.tsx";
import { PathContext } from "./path-context.tsx";
import { ScoreExplanation } from "./score-explanation.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const percent = (text: string | undefined) => Number.parseFloat(text ?? "");

describe("why this score", () => {
  const rows = () => screen.getAllByRole("listitem");
  const points = () => rows().map((row) => Number(/[+−]\d+$/.exec(row.textContent)?.[0].replace("−", "-")));

  test("the points add up to the score, whatever takes away", () => {
    show(<ScoreExplanation issue={sampleIssue()} />);
    expect(points()).toEqual([60, 35, -8]);
    expect(points().reduce((sum, one) => sum + one, 0)).toBe(87);
    expect(screen.getByText("Score").parentElement?.textContent).toBe("Score87, Critical");
  });

  test("every factor has a name and its reason", () => {
    show(<ScoreExplanation issue={sampleIssue()} />);
    expect(rows().map(({ textContent }) => textContent)).toEqual([
      "Severity of the path The path is critical+60",
      "Exposure Anyone can call it+35",
      "Business criticality It runs in a test account−8",
    ]);
  });

  test("each bar begins where the one before it ended, and the last ends at the score", () => {
    show(<ScoreExplanation issue={sampleIssue()} />);
    const bars = rows().map((row) => row.querySelector("[style]")?.getAttribute("style") ?? "");
    const [severity, exposure, environment] = bars.map((style) => ({
      left: percent(/left:\s*([\d.]+)/.exec(style)?.[1]),
      width: percent(/width:\s*([\d.]+)/.exec(style)?.[1]),
    }));
    expect(severity?.left).toBe(0);
    expect(exposure?.left).toBeCloseTo(severity?.width ?? -1);
    expect((exposure?.left ?? 0) + (exposure?.width ?? 0)).toBeCloseTo(100);
    expect(environment?.left).toBeCloseTo((87 / 95) * 100);
  });
});

describe("what breaks it", () => {
  function Fixes({ issue }: { issue: IssueDetail }) {
    const [simulated, setSimulated] = useState<ReadonlySet<string>>(new Set());
    return (
      <FixList
        issue={issue}
        simulated={simulated}
        onSimulate={(id, on) => setSimulated(new Set(on ? [id] : []))}
      />
    );
  }

  test("a fix says the change, its effort, and how many other issues it breaks, with the way to them", () => {
    show(<Fixes issue={sampleIssue()} />);
    expect(screen.getByText("Require a key on the gateway")).toBeTruthy();
    expect(screen.getByText("low effort")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Breaks 2 more" }).getAttribute("href")).toBe("/issues?fix=fix1");
    const check = screen.getByRole("link", { name: "aws/apigateway/requires-authentication" });
    expect(check.getAttribute("href")).toBe("/checks/aws/apigateway/requires-authentication");
  });

  test("a fix that breaks nothing else says so", () => {
    const fixes = sampleIssue().fixes.map((fix) => ({ ...fix, breaks: ["i1"] }));
    show(<Fixes issue={sampleIssue({ fixes })} />);
    expect(screen.getByRole("link", { name: "Breaks only this" })).toBeTruthy();
  });

  test("its switch simulates it and takes it back, under a name that says which", async () => {
    const { user } = show(<Fixes issue={sampleIssue()} />);
    const toggle = screen.getByRole("switch", { name: "Simulate: Require a key on the gateway" });
    expect(toggle.getAttribute("aria-checked")).toBe("false");
    await user.click(toggle);
    expect(toggle.getAttribute("aria-checked")).toBe("true");
    await user.click(toggle);
    expect(toggle.getAttribute("aria-checked")).toBe("false");
  });

  test("no single fix is said, with what to do instead", () => {
    show(<Fixes issue={sampleIssue({ fixes: [] })} />);
    expect(screen.getByText("No single change breaks it")).toBeTruthy();
    expect(screen.getByText("Fix the findings on the path, one by one.")).toBeTruthy();
  });
});

describe("about this path", () => {
  test("names every way in and every target, and what the field calls it", () => {
    show(
      <PathContext
        issue={sampleIssue({
          otherEntries: [{ id: "r9", key: "k9", name: "second door", typeTitle: "Function" }],
          otherEntryCount: 1,
          workloads: [{ id: "w1", name: "Claims assistant" }],
          atlas: ["AML.T0024"],
          owasp: ["LLM06"],
        })}
      />,
    );
    expect(screen.getAllByRole("link").map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
      ["gateway", "/inventory/r1"],
      ["second door", "/inventory/r9"],
      ["claims", "/inventory/r2"],
      ["Claims assistant", "/workloads/w1"],
    ]);
    expect(screen.getByText("AML.T0024")).toBeTruthy();
    expect(screen.getByText("LLM06")).toBeTruthy();
  });

  test("an end that is gone keeps its name and leads nowhere", () => {
    const { target } = sampleIssue();
    show(<PathContext issue={sampleIssue({ target: { ...target, id: null } })} />);
    expect(screen.getByText(/claims/)).toBeTruthy();
    expect(screen.queryByRole("link", { name: "claims" })).toBeNull();
  });

  test("shows no heading without anything under it", () => {
    show(<PathContext issue={sampleIssue()} />);
    for (const term of ["Workloads", "MITRE ATLAS", "OWASP"]) expect(screen.queryByText(term)).toBeNull();
  });
});

describe("issues inside another page", () => {
  test("each says its score and severity, its sentence, what it crosses and who owns it", () => {
    show(<IssueRows issues={[sampleIssue()]} empty="None" />);
    const link = screen.getByRole("link");
    expect(link.getAttribute("href")).toBe("/issues/i1");
    const words = link.textContent;
    expect(words).toMatch(/^87, CriticalAnyone can call the assistant/);
    expect(words).toContain("Crosses Data, API");
    expect(words).toContain("nobody owns it");
  });

  test("names the owner where there is one", () => {
    show(<IssueRows issues={[sampleIssue({ team: { id: "t", name: "Claims team" } })]} empty="None" />);
    expect(screen.getByRole("link").textContent).toContain("Claims team");
    expect(screen.getByRole("link").textContent).not.toContain("nobody");
  });

  test("none is said in the page's own words", () => {
    show(<IssueRows issues={[]} empty="No issue touches this" />);
    expect(screen.getByText("No issue touches this")).toBeTruthy();
  });
});

describe("assigning an issue", () => {
  test("is offered to who may, and not on what is resolved", () => {
    show(<IssueActions issue={sampleIssue()} />);
    expect(screen.getByRole("button", { name: "Assign" })).toBeTruthy();
    cleanup();
    show(<IssueActions issue={sampleIssue({ status: "resolved" })} />);
    expect(screen.queryByRole("button")).toBeNull();
    cleanup();
    show(<IssueActions issue={sampleIssue()} />, { can: ["issue:read", "assignment:work"] });
    expect(screen.queryByRole("button")).toBeNull();
  });

  test("saves for this issue and says so", async () => {
    const requests = serve({ "PUT /api/v1/issues/i1/assignment": { status: 204, body: null } });
    const { user } = show(<IssueActions issue={sampleIssue()} />);
    await user.keyboard("a");
    const dialog = screen.getByRole("dialog", { name: "Assign" });
    expect(within(dialog).getByText(/Anyone can call the assistant/)).toBeTruthy();
    await user.click(screen.getByRole("combobox", { name: "To" }));
    await user.click(screen.getByRole("option", { name: "Ada Byron (you)" }));
    await user.click(screen.getByRole("button", { name: "Assign" }));
    await waitFor(() => expect(screen.getByText("Assignment saved")).toBeTruthy());
    expect(requests.find(({ method }) => method === "PUT")?.body).toMatchObject({ assigneeId: "ada" });
  });
});

test.each(Object.entries(hostileNames))("hostile names (%s) are text on every panel", (_, name) => {
  const end = { id: "r", key: "k", name, typeTitle: name };
  const issue = sampleIssue({
    story: name,
    entry: end,
    target: { ...end, key: "k2" },
    workloads: [{ id: "w", name }],
    because: [{ factor: "exposure", points: 1, text: name, resourceKey: null }],
    fixes: sampleIssue().fixes.map((fix) => ({ ...fix, change: name, resourceName: name })),
    team: { id: "t", name },
  });
  const { container } = show(
    <>
      <ScoreExplanation issue={issue} />
      <FixList issue={issue} simulated={new Set()} onSimulate={() => {}} />
      <PathContext issue={issue} />
      <IssueRows issues={[issue]} empty="" />
    </>,
  );
  expect(screen.getAllByText(name).length).toBeGreaterThanOrEqual(9);
  expect(container.querySelector("img, script")).toBeNull();
});
