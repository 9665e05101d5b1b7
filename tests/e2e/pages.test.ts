import { beforeAll, expect, inject, test } from "vitest";

import { newId } from "#lib/platform/id.ts";
import { createCast } from "./harness/organization.ts";
import type { Cast } from "./harness/people.ts";
import { pagesToSee, routesWithPages, type PageToSee } from "./harness/pages.ts";
import { openPage } from "./harness/open-page.ts";

let pages: Record<string, PageToSee>;
let stranger: Cast;
beforeAll(async () => {
  pages = await pagesToSee(inject("demo").organizationId);
  stranger = await createCast("Somebody else");
});

test("no page is forgotten by the tests of all pages, and none of them is gone", () => {
  expect(Object.keys(pages).toSorted()).toEqual(routesWithPages());
});

const withIds = routesWithPages().filter((route) => /\[\w+Id\]$/.test(route));
/** The same for every organization, as a framework is. */
const everybodys = new Set(["/compliance/[frameworkId]"]);

test.each(withIds.filter((route) => !everybodys.has(route)))(
  "%s is not there for another organization",
  async (route) => {
    const page = await openPage({ cast: stranger, role: "admin" });
    const answer = await page.goto(pages[route]?.path ?? "");
    expect(answer?.status()).toBe(404);
    await page.getByText("There is nothing here").waitFor();
  },
);

test.each(withIds)("%s is not there for an id that never was, or is none", async (route) => {
  const page = await openPage({ cast: inject("demo"), role: "admin" });
  const { path } = pages[route] ?? { path: "" };
  const folder = path.slice(0, path.lastIndexOf("/"));
  const idsOfNothing = [newId(), "0", "'; DROP TABLE", "%00"].map(
    (id) => `${folder}/${encodeURIComponent(id)}`,
  );
  const answers = await Promise.all(idsOfNothing.map((address) => page.request.get(address)));
  expect(answers.map((answer) => answer.status())).toEqual(idsOfNothing.map(() => 404));
  await page.goto(idsOfNothing.at(-1) ?? "");
  await page.getByText("There is nothing here").waitFor();
});

test("a check and a page that never were are not there", async () => {
  const page = await openPage({ cast: inject("demo"), role: "analyst" });
  for (const path of ["/checks/agent/no-such-check", "/no-such-page"])
    expect(`${path} ${(await page.goto(path))?.status()}`).toBe(`${path} 404`);
});
