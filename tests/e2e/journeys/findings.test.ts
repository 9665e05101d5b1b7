import { expect, inject, test } from "vitest";

import { openPage } from "../harness/open-page.ts";

test("from findings by check to one finding, its evidence and the change to make", async () => {
  const page = await openPage({ cast: inject("demo"), role: "analyst" });
  await page.goto("/findings");
  const groups = page.getByRole("table", { name: "Findings by check" });
  await groups.getByRole("row").nth(1).click();
  const list = page.getByRole("table", { name: "Findings", exact: true });
  await list.getByRole("row").nth(1).click();
  const drawer = page.getByRole("dialog", { name: "Finding" });
  await drawer.getByRole("tab", { name: "Evidence" }).click();
  await drawer.getByRole("tab", { name: "Remediation" }).click();
  await drawer
    .getByText(/aws |az |gcloud /)
    .first()
    .waitFor();
  expect(new URL(page.url()).search).toContain("check=");
});
