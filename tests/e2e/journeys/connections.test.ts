import { expect, test } from "vitest";

import { createCast } from "../harness/organization.ts";
import { openPage } from "../harness/open-page.ts";

test("a wrong credential says within seconds what to do, and can be changed", async () => {
  const cast = await createCast("Wrong credential");
  const page = await openPage({ cast, role: "admin" });
  await page.goto("/connections");
  await page.getByRole("link", { name: "Add a connection" }).first().click();
  await page.getByRole("radio", { name: /AWS/ }).check({ force: true });
  await page.getByLabel("Access key id").fill("not a key");
  await page.getByLabel("Secret access key").fill("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  await page.getByRole("button", { name: "Connect, check and sync" }).click();
  await page.getByText("An access key id begins with AKIA").waitFor();

  await page.getByLabel("Access key id").fill("AKIAIOSFODNN7EXAMPLE");
  await page.getByRole("button", { name: "Connect, check and sync" }).click();
  const problem = page.getByRole("alert").filter({ hasText: "InvalidClientTokenId" }).first();
  await problem.waitFor({ timeout: 30_000 });
  expect(await problem.textContent()).toMatch(/key|credential/i);

  await page.getByRole("button", { name: "Change the access" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit the connection" });
  expect(await dialog.getByLabel("Access key id").inputValue()).toBe("AKIAIOSFODNN7EXAMPLE");
  expect(await dialog.getByLabel("Secret access key").inputValue()).toBe("");
});

test("a sync is watched, collection by collection, to what it found", async () => {
  const cast = await createCast("First sync");
  const page = await openPage({ cast, role: "admin" });
  await page.goto("/connections/new");
  await page.getByRole("radio", { name: /Google Cloud/ }).check({ force: true });
  await page.getByRole("radio", { name: "A recording" }).click();
  await page.getByRole("button", { name: "Connect and sync" }).click();
  await page.getByRole("list", { name: "Collections" }).getByRole("listitem").first().waitFor();
  const results = page.getByRole("link", { name: /See the \d+ resources found/ });
  await results.waitFor({ timeout: 30_000 });
  expect(await page.getByText("Not collected").count()).toBe(0);
  await results.click();
  await page.waitForURL(/\/inventory\?connection=/);
  await page.getByRole("table", { name: "Resources" }).getByRole("row").nth(1).waitFor();
});
