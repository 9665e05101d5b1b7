import { expect, inject, test } from "vitest";

import { systemDb } from "#lib/platform/db.ts";
import { violationsOf } from "../harness/audit-page.ts";
import { loaded } from "../harness/loaded.ts";
import { openPage } from "../harness/open-page.ts";

test("a drawn path is followed by its keys and by its list, both with the reason of each step", async () => {
  const { organizationId } = inject("demo");
  const issue = await systemDb().issue.findFirstOrThrow({
    where: { organizationId, pathId: "broad-writer-to-acting-agent" },
  });
  const page = await openPage({ cast: inject("demo"), role: "analyst" });
  await page.goto(`/issues/${issue.id}`);
  await loaded(page);
  const path = page.getByRole("region", { name: /^The path:/ });
  const said = path.locator("output");
  const nodes = path.locator("[data-node]");
  const names = await nodes.evaluateAll((found) =>
    found.map((node) => node.getAttribute("aria-label")?.split(",")[0] ?? ""),
  );
  expect(names.length).toBeGreaterThan(2);

  await nodes.first().focus();
  const walked = [names[0]];
  for (let step = 1; step < names.length; step++) {
    await page.keyboard.press("ArrowRight");
    const at = await path.locator('[data-node][aria-pressed="true"]').getAttribute("aria-label");
    walked.push(at?.split(",")[0] ?? "");
    await path.locator('[data-node][aria-pressed="true"]:focus').waitFor();
  }
  expect(walked).toEqual(names);
  expect(await said.textContent()).toContain(names.at(-1));
  expect(await violationsOf(page)).toEqual([]);

  await path.getByRole("radio", { name: "List" }).click();
  const list = path.getByRole("list", { name: /^The path:/ });
  expect(await list.locator(":scope > li > div a").allTextContents()).toEqual(names);
  expect(await list.textContent()).toMatch(/can-write .* because .*statement/);
  expect(await list.locator('[aria-current="true"]').textContent()).toContain(names.at(-1));
});
