import { expect, inject, test } from "vitest";

import { openPage } from "../harness/open-page.ts";

test("the one-time link sets the installation up, signs in, and works once", async () => {
  const page = await openPage(null);
  await page.goto(inject("signInPath"));
  await page.getByRole("button", { name: "Sign in with this link" }).click();
  await page.waitForURL("**/set-up");

  await page.getByLabel("Organization").fill("Acme Insurance");
  await page.getByLabel("Your name").fill("Mara Lindqvist");
  await page.getByLabel("E-mail").fill("mara@acme-insurance.example");
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByText("at least 12 characters", { exact: false }).first().waitFor();
  await page.getByLabel("Password").fill("four unrelated words");
  await page.getByRole("button", { name: "Finish" }).click();
  await page.waitForURL("**/overview");
  await page.getByRole("button", { name: "Mara Lindqvist, admin. Account menu" }).waitFor();
  await page.getByText("Acme Insurance").first().waitFor();

  const second = await openPage(null);
  await second.goto(inject("signInPath"));
  await second.getByRole("button", { name: "Sign in with this link" }).click();
  await second.getByRole("alert").filter({ hasText: "This link was used" }).waitFor();
  await second.goto("/sign-in");
  await second.getByLabel("E-mail").fill("mara@acme-insurance.example");
  await second.getByLabel("Password").fill("four unrelated words");
  await second.getByRole("button", { name: "Sign in" }).click();
  await second.waitForURL((url) => url.pathname !== "/sign-in");
  expect(new URL(second.url()).pathname).toBe("/overview");
});
