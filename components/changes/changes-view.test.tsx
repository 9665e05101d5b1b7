// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import type { Changes, EstateChange } from "#lib/contract/changes.ts";

import { hostileNames, show } from "../testing/render-ui.tsx";
import { ChangesView } from "./changes-view.tsx";

afterEach(cleanup);

const item = (part: Partial<EstateChange>): EstateChange => ({
  subject: "resources",
  kind: "added",
  id: "r1",
  title: "claims-store",
  detail: "aws.s3.bucket",
  account: "111122223333",
  workloadId: null,
  at: "2026-11-02T10:00:00.000Z",
  by: { kind: "sync", name: "seen by a sync of Production" },
  log: null,
  ...part,
});
const changes = (items: EstateChange[], rest: Partial<Changes> = {}): Changes => ({
  from: "2026-11-01T10:00:00.000Z",
  to: "2026-11-03T10:00:00.000Z",
  subjects: [{ subject: "resources", added: items.length, removed: 0, changed: 0 }],
  byAccount: [],
  byWorkload: [],
  scores: [{ layer: "data", before: 70, after: 82 }],
  items,
  cutShort: [],
  ...rest,
});

const hrefOf = (subject: string) => `/changes?subject=${subject}`;

test("of many changes the newest are shown, and all of a subject where it is asked for", () => {
  const many = changes(Array.from({ length: 30 }, (_, at) => item({ title: `store-${at}` })));
  const { unmount } = show(<ChangesView hrefOf={hrefOf} changes={many} />);
  const region = () => within(screen.getByRole("region", { name: "Resources" }));
  expect(region().getAllByRole("listitem")).toHaveLength(20);
  const more = region().getByRole("link", { name: "Show more of resources" });
  expect(more.getAttribute("href")).toBe("/changes?subject=resources");
  unmount();
  show(<ChangesView hrefOf={hrefOf} changes={many} opened="resources" />);
  expect(region().getAllByRole("listitem")).toHaveLength(30);
  expect(region().queryByRole("link", { name: "Show more of resources" })).toBeNull();
});

test("each change says what, when and who wrote it, and leads to its page", () => {
  show(
    <ChangesView
      hrefOf={hrefOf}
      changes={changes([item({}), item({ kind: "removed", id: "r2", title: "old-store" })])}
    />,
  );
  const list = screen.getByRole("region", { name: "Resources" });
  expect(within(list).getByRole("link", { name: "claims-store" }).getAttribute("href")).toBe("/inventory/r1");
  const gone = within(list).getByRole("link", { name: "old-store" }).getAttribute("href");
  expect(gone).toBe("/inventory/r2?at=2026-11-01T10%3A00%3A00.000Z");
  expect(within(list).getAllByText("seen by a sync of Production")).toHaveLength(2);
  expect(screen.getByRole("region", { name: "Scores" }).textContent).toContain("70 to 82");
});

test("no difference is said, and so is what was not counted", () => {
  show(<ChangesView hrefOf={hrefOf} changes={changes([], { cutShort: ["access"] })} />);
  expect(screen.getByText("Nothing differs between these moments")).toBeTruthy();
  expect(screen.getByText(/More changed than is counted: Access/)).toBeTruthy();
});

test.each(Object.entries(hostileNames))("a hostile name (%s) is text", (_, title) => {
  const { container } = show(<ChangesView hrefOf={hrefOf} changes={changes([item({ title })])} />);
  expect(container.querySelector("img, script")).toBeNull();
  expect(screen.getByRole("region", { name: "Resources" }).textContent).toContain(title);
});
