import { describe, expect, inject, test } from "vitest";

import { openPage } from "../harness/open-page.ts";

const changes =
  /^(assign|save|add|edit|delete|remove|revoke|invite|approve|deny|request|sync|start work|stop work|rename|merge|split|upload|retry|comment|create|override)\b/i;
const pages = [
  "/overview",
  "/workloads",
  "/issues",
  "/findings?view=list",
  "/responsibility",
  "/remediation",
  "/inventory",
  "/connections",
  "/settings/people",
  "/settings/teams",
  "/settings/tokens",
  "/settings/organization",
];

describe("an auditor", () => {
  test("is offered no action that changes anything", async () => {
    const page = await openPage({ cast: inject("demo"), role: "auditor" });
    const offered: string[] = [];
    for (const path of pages) {
      await page.goto(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      for (const control of await page.getByRole("main").locator("button, a[href$='/new']").all()) {
        const name = (await control.getAttribute("aria-label")) ?? (await control.textContent()) ?? "";
        if (changes.test(name.trim())) offered.push(`${path}: ${name}`);
      }
    }
    expect(offered).toEqual([]);
  });

  test("gets 403 for what the page does not offer", async () => {
    const { people } = inject("demo");
    const page = await openPage({ cast: inject("demo"), role: "auditor" });
    await page.goto("/findings");
    const finding = await firstId(page.request.get("/api/v1/findings"));
    const issue = await firstId(page.request.get("/api/v1/issues"));
    const connection = await firstId(page.request.get("/api/v1/connections"));
    const assignment = { assigneeId: people.engineer.id };
    const exception = { reason: "false-positive", comment: "Nothing to see here", expiresAt: inAMonth() };
    const attempts: [string, string, unknown][] = [
      ["PUT", `/api/v1/findings/${finding}/assignment`, assignment],
      ["PUT", `/api/v1/findings/${finding}/progress`, { status: "in-progress" }],
      ["POST", `/api/v1/findings/${finding}/exceptions`, exception],
      ["PUT", `/api/v1/issues/${issue}/assignment`, assignment],
      ["POST", `/api/v1/connections/${connection}/sync`, undefined],
      ["DELETE", `/api/v1/connections/${connection}`, undefined],
      ["POST", "/api/v1/bulk", { findingIds: [finding], action: { kind: "assign", input: assignment } }],
      ["POST", "/api/v1/tokens", { name: "mine", scopes: ["finding:read"], days: 1 }],
      ["POST", "/api/v1/people", { name: "Eve", email: "eve@example.com", role: "admin" }],
      ["PATCH", `/api/v1/people/${people.auditor.id}`, { role: "admin" }],
    ];
    const answers = await page.evaluate(
      (calls) =>
        Promise.all(
          calls.map(async ([method, path, body]) => {
            const init =
              body === undefined
                ? {}
                : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
            return `${method} ${path} ${(await fetch(path, { method, ...init })).status}`;
          }),
        ),
      attempts,
    );
    expect(answers).toEqual(attempts.map(([method, path]) => `${method} ${path} 403`));
  });
});

const inAMonth = () => new Date(Date.now() + 30 * 86_400_000).toISOString();

async function firstId(
  answer: Promise<{ json: () => Promise<{ items: { id: string }[] }> }>,
): Promise<string> {
  const [first] = (await (await answer).json()).items;
  if (!first) throw new Error("The list is empty");
  return first.id;
}
