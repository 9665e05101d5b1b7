import { expect, test } from "vitest";

import { createCast, replayDemo } from "../harness/organization.ts";
import { settled } from "../harness/settled.ts";
import { openPage } from "../harness/open-page.ts";

test(
  "what was mended is seen: the finding resolved, the issue closed, the responsibility met",
  { timeout: 120_000 },
  async () => {
    const cast = await createCast("Before and after");
    const [connectionId] = await replayDemo(cast, ["aws"]);
    const page = await openPage({ cast, role: "admin" });

    await page.goto("/issues");
    await page.getByRole("table", { name: "Issues" }).getByRole("row").nth(1).click();
    await page.waitForURL(/\/issues\/[0-9a-f-]{36}$/);
    const issuePath = new URL(page.url()).pathname;
    await page.getByRole("main").locator('a[href^="/findings/"]').first().click();
    await page.waitForURL(/\/findings\/[0-9a-f-]{36}/);
    const findingPath = new URL(page.url()).pathname;
    await page.getByText("Open", { exact: true }).first().waitFor();
    await page.goto("/responsibility");
    const gaps = page.getByRole("button", { name: /is accountable, gap/ });
    await gaps.first().waitFor();
    const cells = await gaps.evaluateAll((buttons) =>
      buttons.map((button) => button.getAttribute("aria-label") ?? ""),
    );

    await page.goto(`/connections/${connectionId}`);
    await page.getByRole("button", { name: /^More for / }).click();
    await page.getByRole("menuitem", { name: "Edit" }).click();
    const dialog = page.getByRole("dialog", { name: "Edit the connection" });
    await dialog.getByLabel("Recording", { exact: true }).click();
    await page.getByRole("option", { name: "Demo estate, after the fixes" }).click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: /^Sync .* now$/ }).click();
    await page.getByRole("button", { name: /^Cancel the sync/ }).waitFor({ state: "detached" });
    await settled(cast.organizationId);

    await page.goto(findingPath);
    await page.getByText("Resolved", { exact: true }).first().waitFor();
    await page.goto(issuePath);
    await page.getByText("Resolved", { exact: true }).first().waitFor();
    await page.goto("/responsibility");
    await page
      .getByRole("button", { name: /is accountable, / })
      .first()
      .waitFor();
    const met = cells.map((name) =>
      page.getByRole("button", { name: name.replace(/, gap.*$/, ", met") }).count(),
    );
    expect(
      (await Promise.all(met)).some((count) => count > 0),
      `one of ${cells.join("; ")}`,
    ).toBe(true);
  },
);
