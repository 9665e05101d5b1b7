import { expect, inject, test } from "vitest";

import { setUp } from "#lib/access/set-up.ts";
import { findSession } from "#lib/access/find-session.ts";
import { startSession } from "#lib/access/start-session.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createCast } from "../harness/organization.ts";
import { openPage } from "../harness/open-page.ts";

const password = "a long enough passphrase";

/** A person of a fresh organization who has chosen the password above; returns the e-mail address. */
async function personWithPassword(): Promise<string> {
  const { organizationId, people } = await createCast("Sign-in");
  const from = { address: "192.0.2.1", userAgent: "test" };
  const signedIn = await findSession(await startSession(people.analyst.id, organizationId, from));
  if (!signedIn) throw new Error("The session that was just started does not hold");
  await setUp(signedIn, { name: people.analyst.name, password });
  return (await systemDb().user.findUniqueOrThrow({ where: { id: people.analyst.id } })).email;
}

test("the form signs in, leads to the page that was asked for, and signing out ends it", async () => {
  const email = await personWithPassword();
  const page = await openPage(null);
  await page.goto("/findings?severity=high");
  await page.waitForURL(/\/sign-in\?next=/);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill("not the passphrase");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").filter({ hasText: "do not belong together" }).waitFor();

  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/findings?severity=high");
  await page.getByRole("heading", { name: "Findings", level: 1 }).waitFor();

  await page.getByRole("button", { name: /Account menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/sign-in$/);
  await page.goto("/findings");
  expect(new URL(page.url()).pathname).toBe("/sign-in");
});

test("a session that was forged or cut off leads to the sign-in page", async () => {
  const page = await openPage(null);
  await page.context().addCookies([{ name: "nacre.session", value: "forged", url: inject("origin") }]);
  await page.goto("/findings");
  await page.waitForURL(/\/sign-in/);
  expect(await page.getByLabel("Password").isVisible()).toBe(true);
});
