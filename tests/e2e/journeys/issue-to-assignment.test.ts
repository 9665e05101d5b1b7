import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";

import { createCast, replayDemo } from "../harness/organization.ts";
import type { Cast } from "../harness/people.ts";
import { openPage } from "../harness/open-page.ts";

describe("one estate, worked on", () => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await createCast("Work");
    await replayDemo(cast, ["aws"]);
  });

  test("from the overview to an issue, the change that breaks it, and an engineer who gets it", async () => {
    const page = await openPage({ cast, role: "analyst" });
    await page.goto("/overview");
    await page.getByRole("main").locator('a[href^="/issues/"]').first().click();
    await page.waitForURL(/\/issues\/[0-9a-f-]{36}$/);
    const issue = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
    await page
      .getByRole("switch", { name: /^Simulate: / })
      .first()
      .click();
    await page.getByText(/One change simulated/).waitFor();
    await page.getByRole("button", { name: "Assign" }).click();
    const dialog = page.getByRole("dialog", { name: "Assign" });
    await dialog.getByLabel("To").click();
    await page.getByRole("option", { name: /Noor Haddad/ }).click();
    await dialog.getByLabel("Comment").fill("Please take this one first.");
    await dialog.getByRole("button", { name: "Assign" }).click();
    await page.getByText("Assignment saved").waitFor();
    await page.getByText("Please take this one first.").waitFor();

    const engineer = await openPage({ cast, role: "engineer" });
    await engineer.goto("/remediation");
    const work = engineer.getByRole("table", { name: "Work" });
    await work.getByRole("row").nth(1).waitFor();
    expect(await work.getByRole("row").count()).toBe(2);
    await engineer.goto("/issues");
    const issues = engineer.getByRole("table", { name: "Issues" });
    await issues.getByRole("row").nth(1).click();
    await engineer.getByRole("heading", { level: 1, name: issue }).waitFor();
    expect(await engineer.getByRole("button", { name: "Assign" }).count()).toBe(0);
  });

  test("an engineer sees what is theirs and what is on the path of their issue, and nothing else by its address", async () => {
    const analyst = await openPage({ cast, role: "analyst" });
    const all = await findingsFor(analyst);
    const engineer = await openPage({ cast, role: "engineer" });
    const own = await findingsFor(engineer);
    expect(all.length).toBeGreaterThan(own.length);
    const issue = await issueOf(engineer);
    const others = all.filter(({ id }) => !own.some((each) => each.id === id));
    const onPath = others.find(({ resource }) => issue.includes(JSON.stringify(resource.key)));
    const foreign = others.find(({ resource }) => !issue.includes(JSON.stringify(resource.key)));
    if (!onPath || !foreign) throw new Error("The estate has no finding on the path, or none off it");
    await engineer.goto(`/findings/${onPath.id}`);
    await engineer.getByRole("heading", { level: 1, name: onPath.title }).waitFor();
    await engineer.goto(`/findings/${foreign.id}`);
    await engineer.getByText("There is nothing here").waitFor();
    await engineer.goto("/findings?view=list");
    await engineer.getByRole("heading", { level: 1, name: "Findings" }).waitFor();
    expect(await engineer.getByRole("table", { name: "Findings" }).getByRole("row").count()).toBe(
      own.length === 0 ? 0 : own.length + 1,
    );
  });

  test("an exception holds once a second person approves it, and never one's own", async () => {
    const analyst = await openPage({ cast, role: "analyst" });
    await analyst.goto("/findings?view=list");
    await analyst.getByRole("table", { name: "Findings", exact: true }).getByRole("row").nth(1).click();
    const drawer = analyst.getByRole("dialog", { name: "Finding" });
    const title = (await drawer.getByRole("article").getByRole("heading").first().textContent()) ?? "";
    await drawer.getByRole("button", { name: "Request exception" }).click();
    const form = analyst.getByRole("dialog", { name: "Request an exception" });
    await form.getByLabel("Why").fill("The gateway in front of it asks for an identity.");
    await form.getByRole("button", { name: "Request" }).click();
    await analyst.getByText("Somebody else decides it").waitFor();
    await analyst.goto("/remediation?view=exceptions");
    await analyst.getByRole("region", { name: "Waiting for somebody else" }).waitFor();
    expect(await analyst.getByRole("button", { name: /^Approve: / }).count()).toBe(0);

    const admin = await openPage({ cast, role: "admin" });
    await admin.goto("/remediation?view=exceptions");
    await admin.getByRole("button", { name: `Approve: ${title}` }).click();
    const decision = admin.getByRole("dialog");
    await decision.getByRole("button", { name: /^Approve/ }).click();
    await admin.getByText("Exception approved").waitFor();
    await admin.getByRole("region", { name: "Decided" }).getByText(title).waitFor();
  });
});

type Listed = { items: { id: string; title: string; resource: { key: string } }[] };

const findingsFor = async (page: Page): Promise<Listed["items"]> =>
  ((await (await page.request.get("/api/v1/findings?limit=100")).json()) as Listed).items;

/** All that is said of the one issue that this person has. */
async function issueOf(page: Page): Promise<string> {
  const { items } = (await (await page.request.get("/api/v1/issues")).json()) as { items: { id: string }[] };
  expect(items.length).toBe(1);
  return (await page.request.get(`/api/v1/issues/${items[0]?.id}`)).text();
}
