// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { countMax, type ResourceView } from "#lib/contract/inventory.ts";

import { giveElementsSize, narrowScreen } from "../testing/layout.ts";
import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { sampleResource } from "../testing/sample-resource.ts";
import { InventoryScreen } from "./inventory-screen.tsx";

beforeEach(giveElementsSize);
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const list = "GET /api/v1/resources";
const facets = {
  class: { "data-store": 2, agent: 1 },
  type: {},
  layer: { data: 2, model: 1 },
  provider: { aws: 3 },
  account: { "111122223333": 3 },
  exposure: { anyone: 1 },
  sensitivity: { sensitive: 1 },
  total: 3,
};
const counts = { "GET /api/v1/inventory/facets": { body: facets } };
const page = (items: readonly ResourceView[], extra: object = {}) => ({
  ...counts,
  [list]: { body: { items, nextCursor: null, count: items.length, ...extra } },
});
const asked = (requests: readonly { path: string }[]) =>
  requests.flatMap(({ path }) =>
    path.startsWith("/api/v1/resources") ? [new URLSearchParams(path.split("?")[1])] : [],
  );
const open = (answers: Parameters<typeof serve>[0], search = "") => {
  const requests = serve(answers);
  return { ...show(<InventoryScreen />, { search }), requests };
};
const rowTexts = async () => {
  const [, ...rows] = await screen.findAllByRole("row");
  return rows.filter((row) => row.hasAttribute("data-row")).map(({ textContent }) => textContent);
};
const columnOf = (row: HTMLElement, header: string) => {
  const at = screen
    .getAllByRole("columnheader")
    .findIndex(({ textContent }) => textContent.startsWith(header));
  return within(row).getAllByRole("cell")[at]?.textContent;
};

describe("the list", () => {
  test("opens on what matters first, and says that it does", async () => {
    const { requests } = open(page([sampleResource()]));
    await rowTexts();
    expect(asked(requests)[0]?.get("sort")).toBe("attention");
    const order = screen.getByRole("button", { name: "What matters first" });
    expect(order.getAttribute("aria-pressed")).toBe("true");
  });

  test("goes by name when that order is put away, and back again", async () => {
    const { requests, user, searches } = open(page([sampleResource()]));
    await rowTexts();
    await user.click(screen.getByRole("button", { name: "What matters first" }));
    await waitFor(() => expect(asked(requests).at(-1)?.get("sort")).toBeNull());
    expect(searches.at(-1)).toBe("?sort=name");
    expect(screen.getByRole("button", { name: "What matters first" }).getAttribute("aria-pressed")).toBe(
      "false",
    );
    await user.click(screen.getByRole("button", { name: "What matters first" }));
    await waitFor(() => expect(searches.at(-1)).toBe(""));
  });

  test("goes by a column whose header is pressed", async () => {
    const { requests, user } = open(page([sampleResource()]));
    await rowTexts();
    await user.click(screen.getByRole("button", { name: /^Changed/ }));
    await waitFor(() => expect(asked(requests).at(-1)?.get("sort")).toBe("newest"));
  });

  test("says all there is to say of a resource in its row", async () => {
    open(
      page([
        sampleResource({
          exposure: "anyone",
          sensitivity: "sensitive",
          privilege: "broad",
          unknownCount: 2,
          removedAt: "2026-03-01T00:00:00Z",
        }),
      ]),
    );
    const [row] = await rowTexts();
    for (const word of ["claims", "Removed", "2 unknown", "S3 bucket", "AWS", "Anyone", "Sensitive", "Broad"])
      expect(row).toContain(word);
  });

  test("shows a dash where nothing was derived, so that empty is not taken for unread", async () => {
    open(page([sampleResource()]));
    await rowTexts();
    const [, row] = screen.getAllByRole("row");
    if (!row) throw new Error("There is no row");
    for (const header of ["Exposure", "Data", "Privilege"]) expect(columnOf(row, header)).toBe("–");
  });

  test("shows a subscription's id in short, and whole on hover", async () => {
    const account = "00000000-0000-4000-8000-00000000a2e0";
    open(page([sampleResource({ account })]));
    await rowTexts();
    expect(screen.getByTitle(account).textContent).toBe("00000000…a2e0");
  });

  test("opens a resource by its row", async () => {
    const { user, visited } = open(page([sampleResource({ id: "r7" })]));
    await rowTexts();
    await user.click(screen.getByText("claims"));
    expect(visited).toEqual(["/inventory/r7"]);
  });

  test.each(Object.entries(hostileNames))("shows hostile names (%s) as text", async (_, name) => {
    const { container } = open(page([sampleResource({ name, account: name, typeTitle: name })]));
    await rowTexts();
    expect(screen.getAllByText(name).length).toBe(3);
    expect(container.querySelector("img, script")).toBeNull();
  });

  test("on a telephone is cards that name each fact", async () => {
    narrowScreen();
    open(page([sampleResource({ exposure: "internal", sensitivity: "internal", privilege: "admin" })]));
    const card = await screen.findByText("claims");
    const text = card.closest("[data-row]")?.textContent ?? document.body.textContent;
    expect(text).toContain("Exposure Internal");
    expect(text).toContain("Data Internal");
    expect(text).toContain("Privilege Administrator");
    expect(text).toContain("S3 bucket · AWS 111122223333");
  });
});

describe("how many there are", () => {
  test.each([
    [0, "0 resources"],
    [1, "1 resource"],
    [2, "2 resources"],
    [9_999, "9,999 resources"],
    [countMax, "10,000 or more resources"],
  ])("%i is said as %s", async (count, said) => {
    open(page(count === 0 ? [] : [sampleResource()], { count }));
    expect(await screen.findByText(said)).toBeTruthy();
  });

  test("is being counted until it is known", () => {
    open({ ...counts, [list]: "never" });
    expect(screen.getByText("Counting…")).toBeTruthy();
  });
});

describe("nothing to show", () => {
  test("while it loads says so", () => {
    open({ ...counts, [list]: "never" });
    expect(screen.getByText("Loading resources")).toBeTruthy();
  });

  test("before anything was collected leads to connecting a cloud", async () => {
    open(page([]));
    expect(await screen.findByText("Nothing has been collected yet")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Connect a cloud" }).getAttribute("href")).toBe(
      "/connections/new",
    );
  });

  test.each([
    ["q=zzz"],
    ["class=agent"],
    ["type=aws.s3.bucket"],
    ["region=eu-west-1"],
    ["connection=c1"],
    ["state=removed"],
  ])("under %s is blamed on the filter, which can be cleared", async (search) => {
    const { user, searches } = open(page([]), `?${search}`);
    expect(await screen.findByText("No resource matches these filters")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Clear the filters" }));
    await waitFor(() => expect(searches.at(-1)).toBe(""));
  });

  test("under another order alone is not blamed on a filter", async () => {
    open(page([]), "?sort=name");
    expect(await screen.findByText("Nothing has been collected yet")).toBeTruthy();
  });

  test("when it cannot be read says why, and is tried again on request", async () => {
    const { user, requests } = open({ ...counts, [list]: { status: 403, body: { detail: "Not allowed." } } });
    expect((await screen.findByRole("alert")).textContent).toContain("Not allowed.");
    const before = asked(requests).length;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(asked(requests).length).toBeGreaterThan(before));
  });

  test("of the facets leaves the list as it is", async () => {
    open({ ...page([sampleResource()]), "GET /api/v1/inventory/facets": { status: 500, body: {} } });
    expect(await rowTexts()).toHaveLength(1);
  });
});

describe("filters", () => {
  test("in the address narrow what is asked for", async () => {
    const { requests } = open(
      page([sampleResource()]),
      "?class=agent&exposure=anyone,credential&account=111122223333&q=claims&state=removed",
    );
    await rowTexts();
    const [query] = asked(requests);
    expect(query?.get("class")).toBe("agent");
    expect(query?.get("exposure")).toBe("anyone,credential");
    expect(query?.get("account")).toBe("111122223333");
    expect(query?.get("q")).toBe("claims");
    expect(query?.get("state")).toBe("removed");
  });

  test("of the address that are none are left out", async () => {
    const { requests } = open(page([sampleResource()]), "?class=spaceship&sort=sideways");
    await rowTexts();
    expect(asked(requests)[0]?.get("class")).toBeNull();
    expect(asked(requests)[0]?.get("sort")).toBe("attention");
  });

  test.each([
    ["type=aws.s3.bucket", "Type: aws.s3.bucket"],
    ["region=eu-west-1", "Region: eu-west-1"],
    ["connection=c1", "From one connection"],
  ])("that came with a link (%s) are seen, and taken away by themselves", async (search, label) => {
    const { user, searches } = open(page([sampleResource()]), `?${search}&q=x`);
    await user.click(await screen.findByRole("button", { name: `Remove the filter ${label}` }));
    await waitFor(() => expect(searches.at(-1)).toBe("?q=x"));
  });

  test("typed with a field are chosen, and what is left is searched for", async () => {
    const { user, requests } = open(page([sampleResource()]));
    await rowTexts();
    await user.type(screen.getByRole("textbox", { name: "Filter resources" }), "class:agent claims{Enter}");
    await waitFor(() => expect(asked(requests).at(-1)?.get("class")).toBe("agent"));
    expect(asked(requests).at(-1)?.get("q")).toBe("claims");
  });

  test("chosen from a list show how many each has, and apply together", async () => {
    const { user, requests } = open(page([sampleResource()]));
    await rowTexts();
    await user.click(screen.getByRole("button", { name: "Class" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Class" }));
    expect(dialog.getByText("Data store")).toBeTruthy();
    expect(dialog.queryByText("Model deployment")).toBeNull();
    const before = asked(requests).length;
    await user.click(dialog.getByText("Agent"));
    await user.click(dialog.getByText("Data store"));
    expect(asked(requests)).toHaveLength(before);
    await user.click(dialog.getByRole("button", { name: "Apply" }));
    await waitFor(() => expect(asked(requests).at(-1)?.get("class")).toBe("agent,data-store"));
  });

  test("cleared all at once leave the plain list", async () => {
    const { user, searches } = open(page([sampleResource()]), "?class=agent&region=eu-west-1&sort=name");
    await rowTexts();
    await user.click(screen.getByRole("button", { name: "Clear" }));
    await waitFor(() => expect(searches.at(-1)).toBe(""));
  });
});
