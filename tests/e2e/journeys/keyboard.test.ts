import type { Page } from "playwright-core";
import { beforeAll, describe, expect, inject, test } from "vitest";

import { createCast, replayDemo } from "../harness/organization.ts";
import type { Cast } from "../harness/people.ts";
import { loaded } from "../harness/loaded.ts";
import { openPage } from "../harness/open-page.ts";

const tabsMax = 80;

/** Presses Tab until what has the focus is called that, as somebody without a mouse does. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const seen: string[] = [];
  for (let pressed = 0; pressed < tabsMax; pressed++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement === document.body ? null : document.activeElement;
      const labels =
        element && "labels" in element && element.labels instanceof NodeList ? element.labels : [];
      const label = labels[0]?.textContent;
      return element?.getAttribute("aria-label") ?? label ?? element?.textContent ?? "";
    });
    seen.push(focused.trim());
    if (name.test(focused.trim())) return;
  }
  throw new Error(`Tab never came to ${name}. It came to: ${seen.join(" | ")}`);
}

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
/** As a person does, who sees the row before they open it. */
async function openNextRow(page: Page): Promise<void> {
  await page.keyboard.press("j");
  await page.locator("tr:focus").waitFor();
  await page.keyboard.press("Enter");
}
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();

describe("by keyboard alone", () => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await createCast("Keyboard");
    await replayDemo(cast, ["aws"]);
  });

  test("find a finding, read it, move on to the next, and close it", async () => {
    const page = await openPage({ cast: inject("demo"), role: "analyst" });
    await page.goto("/overview");
    await loaded(page);
    await press(page, "g", "f");
    await heading(page, "Findings");
    await loaded(page);
    await press(page, "/");
    await page.keyboard.type("severity:high");
    await press(page, "Enter", "Escape");
    await page.waitForURL(/severity=high/);
    await loaded(page);
    await openNextRow(page);
    await page.waitForURL(/check=/);
    await loaded(page);
    await openNextRow(page);
    const drawer = page.getByRole("dialog", { name: "Finding" });
    await drawer.waitFor();
    await tabTo(page, /^Overview$/);
    await press(page, "ArrowRight");
    await drawer.getByRole("tab", { name: "Evidence", selected: true }).waitFor();
    await press(page, "Escape");
    await drawer.waitFor({ state: "hidden" });
    await page.waitForURL((url) => !url.searchParams.has("finding"));
    expect(await drawer.isHidden()).toBe(true);
  });

  test("j and k move through findings without closing the drawer", async () => {
    const page = await openPage({ cast: inject("demo"), role: "analyst" });
    await page.goto("/findings?view=list");
    await loaded(page);
    await openNextRow(page);
    await page.waitForURL(/finding=/);
    const first = page.url();
    await press(page, "j");
    await page.waitForURL((url) => url.href !== first);
    await press(page, "k");
    await page.waitForURL(first);
    expect(await page.getByRole("dialog", { name: "Finding" }).isVisible()).toBe(true);
  });

  test("open an issue and assign it", async () => {
    const page = await openPage({ cast, role: "analyst" });
    await page.goto("/overview");
    await loaded(page);
    await press(page, "g", "i");
    await heading(page, "Issues");
    await loaded(page);
    await openNextRow(page);
    await page.waitForURL(/\/issues\/[0-9a-f-]{36}$/);
    await loaded(page);
    await press(page, "a");
    const dialog = page.getByRole("dialog", { name: "Assign" });
    await dialog.waitFor();
    await tabTo(page, /^To$/);
    await press(page, "Enter");
    await page.getByRole("option", { name: /Noor Haddad/ }).waitFor();
    await page.keyboard.type("Noor");
    await page.locator("[role=option]:focus", { hasText: "Noor Haddad" }).waitFor();
    await press(page, "Enter");
    await tabTo(page, /^Assign$/);
    await press(page, "Enter");
    await page.getByText("Assignment saved").waitFor();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("main").getByText("Noor Haddad").first().waitFor();
    expect(await page.getByText("Nobody owns it").count()).toBe(0);
  });

  test("go anywhere with the palette, and find a workload by its name", async () => {
    const page = await openPage({ cast: inject("demo"), role: "analyst" });
    await page.goto("/findings");
    await loaded(page);
    await press(page, "Control+k");
    await page.keyboard.type("Respons");
    await page.getByRole("option", { name: /^Responsibility/ }).waitFor();
    await press(page, "Enter");
    await heading(page, "Responsibility");
    await press(page, "Control+k");
    await page.keyboard.type("claims assist");
    // Answers come as one types: Enter opens what is chosen by then.
    await page
      .getByRole("option", { name: /Claims assistant/, selected: true })
      .first()
      .waitFor();
    await press(page, "Enter");
    await page.waitForURL(/\/workloads\/[0-9a-f-]{36}/);
    await loaded(page);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Claims assistant");
  });

  test("read the evidence of a responsibility and close it", async () => {
    const page = await openPage({ cast: inject("demo"), role: "analyst" });
    await page.goto("/responsibility");
    await loaded(page);
    await tabTo(page, /is accountable, /);
    await press(page, "Enter");
    const drawer = page.getByRole("dialog", { name: "Responsibility" });
    await drawer.getByRole("heading", { level: 2 }).waitFor();
    await drawer.getByRole("heading", { name: "Evidence" }).waitFor();
    expect(await drawer.getByText("Why this status").count()).toBe(1);
    await press(page, "Escape");
    await drawer.waitFor({ state: "hidden" });
  });

  test("add a connection from a recording and see it read", async () => {
    const page = await openPage({ cast, role: "admin" });
    await page.goto("/connections");
    await loaded(page);
    await tabTo(page, /^Add a connection$/);
    await press(page, "Enter");
    await heading(page, "Add a connection");
    await loaded(page);
    await tabTo(page, /AWS/);
    await press(page, "Space", "ArrowDown");
    await page.getByRole("button", { name: "Connect, check and sync" }).waitFor();
    await tabTo(page, /The live cloud|A recording/);
    await press(page, "ArrowRight");
    await page.locator("[role=radio]:focus", { hasText: "A recording" }).waitFor();
    await press(page, "Space");
    await tabTo(page, /^Connect and sync$/);
    await press(page, "Enter");
    await page.getByRole("list", { name: "Collections" }).getByRole("listitem").first().waitFor();
    await page.waitForURL((url) => url.searchParams.has("connection"));
    expect(new URL(page.url()).pathname).toBe("/connections/new");
  });
});
