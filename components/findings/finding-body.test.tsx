// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { FindingDetail } from "#lib/contract/findings.ts";

import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { sampleFindingDetail } from "../testing/sample-finding.ts";
import { FindingBody } from "./finding-body.tsx";
import { FindingDrawer } from "./finding-drawer.tsx";
import { FindingRowsOf } from "./finding-rows.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const body = (overrides: Partial<FindingDetail> = {}) => (
  <FindingBody finding={sampleFindingDetail(overrides)} />
);
const panel = () => screen.getByRole("tabpanel");
const valueOf = (term: string) => screen.getByText(term).parentElement?.querySelector("dd")?.textContent;

describe("the overview", () => {
  test("says what, how bad, in which layer and state, and why, in words", () => {
    show(body());
    const article = screen.getByRole("article");
    for (const words of ["High", "Data", "Open", "Anyone can list it."])
      expect(within(article).getByText(words)).toBeTruthy();
    expect(screen.getByRole("heading", { level: 2 }).textContent).toBe("Training bucket is private");
  });

  test("leads to the resource, its workloads, its check and its sources", () => {
    show(body());
    const hrefs = screen.getAllByRole("link").map((link) => link.getAttribute("href"));
    expect(hrefs).toEqual([
      "/inventory/r1",
      "/workloads/w1",
      "/checks/aws/s3/bucket-public",
      "https://docs.aws.amazon.com/s3",
    ]);
  });

  test("a source opens elsewhere and learns nothing about where it was opened from", () => {
    show(body());
    const source = screen.getByRole("link", { name: "https://docs.aws.amazon.com/s3" });
    expect(source.getAttribute("target")).toBe("_blank");
    expect(source.getAttribute("rel")).toContain("noreferrer");
  });

  test("says plainly that nobody owns it and that it serves nothing", () => {
    show(body({ workloads: [] }));
    expect(valueOf("Owner")).toBe("Nobody");
    expect(valueOf("Workloads")).toBe("Serves none");
  });

  test("names the person before the team, and a team where there is no person", () => {
    const team = { id: "t", name: "Claims" };
    show(body({ team, assignee: { id: "p", name: "Grace" } }));
    expect(valueOf("Owner")).toContain("Grace");
    cleanup();
    show(body({ team }));
    expect(valueOf("Owner")).toContain("Claims");
  });

  test("says where it runs, without an empty place for a missing region", () => {
    const { resource } = sampleFindingDetail();
    show(body({ resource: { ...resource, region: null } }));
    expect(valueOf("Account")).toMatch(/ · 111122223333$/);
  });

  test("says how often it came back", () => {
    show(body({ reopenedCount: 3 }));
    expect(valueOf("Opened")).toContain("reopened 3 times");
  });

  test("shows each exception with its state, reason, end and who asked and decided", () => {
    show(
      body({
        exceptions: [
          {
            id: "e1",
            state: "approved",
            reason: "risk-accepted",
            comment: "A public data set.",
            requestedBy: "Ada",
            requestedAt: "2026-03-01T00:00:00Z",
            expiresAt: "2026-09-01T00:00:00Z",
            decidedBy: "Grace",
            decision: null,
          },
        ],
      }),
    );
    const item = screen.getByText("A public data set.").closest("li");
    expect(item?.textContent).toMatch(/approved.*Risk accepted.*requested by Ada.*decided by Grace/);
  });
});

describe("the tabs", () => {
  const openTab = async (name: RegExp, overrides: Partial<FindingDetail> = {}) => {
    const shown = show(body(overrides));
    await shown.user.click(screen.getByRole("tab", { name }));
    return shown;
  };

  test("the arrows move between them", async () => {
    const { user } = show(body());
    await user.click(screen.getByRole("tab", { name: "Overview" }));
    await user.keyboard("{ArrowRight}");
    expect(screen.getByRole("tab", { name: "Evidence" }).getAttribute("aria-selected")).toBe("true");
    expect(panel().textContent).toContain("What was read");
  });

  test("evidence shows every value as read, and says not set, none and false apart", async () => {
    await openTab(/Evidence/);
    expect(valueOf("blockPublicAcls")).toBe("false");
    expect(valueOf("policy")).toBe("not set");
    expect(valueOf("grantees")).toBe("AllUsers, Everyone");
    expect(valueOf("regions")).toBe("none");
  });

  test("evidence names the connection and the calls, and never claims a verification that did not happen", async () => {
    await openTab(/Evidence/);
    expect(screen.getByRole("link", { name: "Production" }).getAttribute("href")).toBe("/connections/c1");
    expect(valueOf("Calls")).toBe("s3:GetBucketAcl");
    expect(valueOf("Verified")).toBe("Never completely");
  });

  test("evidence whose collection is gone says so", async () => {
    await openTab(/Evidence/, { source: null });
    expect(panel().textContent).toContain("The collection that found this resource no longer exists.");
  });

  test("the evidence document is the whole of it, and copies", async () => {
    const { user } = await openTab(/Evidence/);
    await user.click(screen.getByRole("button", { name: "Copy Evidence" }));
    expect(JSON.parse(await navigator.clipboard.readText())).toEqual(sampleFindingDetail().evidence);
    expect(await screen.findByRole("button", { name: "Copied" })).toBeTruthy();
  });

  test("remediation offers each of the three ways, one at a time", async () => {
    const { user } = await openTab(/Remediation/);
    expect(panel().textContent).toContain("Block public access.");
    expect(panel().textContent).toContain("aws s3api put-public-access-block");
    await user.click(screen.getByRole("radio", { name: "Terraform" }));
    expect(panel().textContent).toContain("aws_s3_bucket_public_access_block");
    expect(panel().textContent).not.toContain("aws s3api");
    await user.click(screen.getByRole("radio", { name: "Console" }));
    expect(
      within(panel())
        .getAllByRole("listitem")
        .map(({ textContent }) => textContent),
    ).toEqual(["Open the bucket", "Block all public access"]);
  });

  test("the timeline counts its entries and takes a comment only from who may write one", async () => {
    const timeline = [
      {
        id: "1",
        at: "2026-03-02T00:00:00Z",
        actor: { kind: "job", name: "Sync" },
        kind: "opened",
        data: {},
        log: null,
      },
    ] as const satisfies FindingDetail["timeline"];
    await openTab(/Timeline/, { timeline: [...timeline] });
    expect(screen.getByRole("tab", { name: /Timeline/ }).textContent).toBe("Timeline1");
    expect(screen.getByRole("textbox", { name: "Comment" })).toBeTruthy();
    cleanup();
    const { user } = show(body({ timeline: [...timeline] }), { can: ["finding:read"] });
    await user.click(screen.getByRole("tab", { name: /Timeline/ }));
    expect(screen.queryByRole("textbox", { name: "Comment" })).toBeNull();
    expect(panel().textContent).toContain("Sync found it");
  });
});

describe("the drawer", () => {
  const path = "GET /api/v1/findings/f1";

  test("is closed without a finding, and asks for nothing", () => {
    const requests = serve({});
    show(<FindingDrawer id={null} onClose={() => {}} />);
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(requests).toEqual([]);
  });

  test("shows the finding, with the way to its own page", async () => {
    serve({ [path]: { body: sampleFindingDetail() } });
    show(<FindingDrawer id="f1" onClose={() => {}} />);
    expect(await screen.findByRole("heading", { name: "Training bucket is private" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Full page" }).getAttribute("href")).toBe("/findings/f1");
  });

  test("says that it loads", () => {
    serve({ [path]: "never" });
    show(<FindingDrawer id="f1" onClose={() => {}} />);
    expect(screen.getByText("Loading the finding")).toBeTruthy();
  });

  test("says what is wrong in the server's words and tries again on request", async () => {
    const requests = serve({ [path]: { status: 404, body: { detail: "This finding is gone." } } });
    const { user } = show(<FindingDrawer id="f1" onClose={() => {}} />);
    expect((await screen.findByRole("alert")).textContent).toContain("This finding is gone.");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(requests).toHaveLength(2));
  });

  test("keeps its tab when it moves on to the next finding", async () => {
    serve({
      [path]: { body: sampleFindingDetail() },
      "GET /api/v1/findings/f2": { body: sampleFindingDetail({ id: "f2", title: "Next" }) },
    });
    const { user, rerender } = show(<FindingDrawer id="f1" onClose={() => {}} />);
    await user.click(await screen.findByRole("tab", { name: "Remediation" }));
    rerender(<FindingDrawer id="f2" onClose={() => {}} />);
    await screen.findByRole("heading", { name: "Next" });
    expect(screen.getByRole("tab", { name: "Remediation" }).getAttribute("aria-selected")).toBe("true");
  });

  test("copies a whole address, not a path", async () => {
    serve({ [path]: { body: sampleFindingDetail() } });
    const { user } = show(<FindingDrawer id="f1" onClose={() => {}} />);
    await user.click(screen.getByRole("button", { name: "Copy a link to this finding" }));
    expect(await navigator.clipboard.readText()).toBe(new URL("/findings/f1", location.href).href);
  });

  test("closes by Escape and by its button", async () => {
    serve({ [path]: { body: sampleFindingDetail() } });
    const onClose = vi.fn<() => void>();
    const { user } = show(<FindingDrawer id="f1" onClose={onClose} />);
    await user.click(screen.getByRole("button", { name: "Close" }));
    await user.keyboard("{Escape}");
    expect(onClose).toHaveBeenCalledTimes(2);
  });
});

describe("findings inside another page", () => {
  test("each leads to its page and says severity, resource and layer", () => {
    const { id, title, reason, severity, layer } = sampleFindingDetail();
    show(
      <FindingRowsOf
        findings={[{ id, title, reason, severity, layer, resourceName: "claims" }]}
        empty="None"
      />,
    );
    const link = screen.getByRole("link");
    expect(link.getAttribute("href")).toBe("/findings/f1");
    expect(link.textContent).toMatch(/High.*Training bucket is private Anyone can list it.*claims.*Data/);
  });

  test("no finding is said in the page's own words", () => {
    show(<FindingRowsOf findings={[]} empty="No finding on this resource" />);
    expect(screen.getByText("No finding on this resource")).toBeTruthy();
  });
});

test.each(Object.entries(hostileNames))("hostile names (%s) are text on every tab", async (_, name) => {
  const { resource } = sampleFindingDetail();
  const { user, container } = show(
    body({
      title: name,
      reason: name,
      resource: { ...resource, name, key: name },
      workloads: [{ id: "w1", name }],
      assignee: { id: "p", name },
      evidence: { policy: name },
      remediation: { summary: name, cli: name, terraform: name, console: [name] },
    }),
  );
  expect(screen.getAllByText(name).length).toBeGreaterThanOrEqual(6);
  for (const tab of ["Evidence", "Remediation"]) {
    await user.click(screen.getByRole("tab", { name: tab }));
    expect(within(panel()).getAllByText(name).length).toBeGreaterThanOrEqual(1);
  }
  expect(container.querySelector("img, script")).toBeNull();
});
