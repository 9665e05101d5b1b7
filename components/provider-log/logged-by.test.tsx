// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import type { LoggedBy } from "#lib/contract/logged-change.ts";

import { hostileNames, show } from "../testing/render-ui.tsx";
import { LoggedByList } from "./logged-by.tsx";

afterEach(cleanup);

const named = (part: Partial<LoggedBy["entries"][number]> = {}): LoggedBy => ({
  status: "named",
  note: null,
  entries: [
    {
      log: "cloudtrail",
      eventId: "6f0e9a0c",
      at: "2026-11-16T05:12:00.000Z",
      action: "PutBucketPolicy",
      actor: "arn:aws:sts::111122223333:assumed-role/deployer/anna",
      actorResourceId: "r9",
      agent: "Terraform",
      ...part,
    },
  ],
});

test("an entry says who, with what, when, what and where it stands in the log", () => {
  show(<LoggedByList log={named()} />);
  const text = screen.getByRole("list", { name: "Changed by" }).textContent;
  for (const word of [
    "assumed-role/deployer/anna",
    "via Terraform",
    "PutBucketPolicy",
    "CloudTrail 6f0e9a0c",
  ])
    expect(text).toContain(word);
  expect(screen.getByRole("link").getAttribute("href")).toBe("/inventory/r9");
});

test("who is no resource leads nowhere", () => {
  show(<LoggedByList log={named({ actorResourceId: null })} />);
  expect(screen.queryByRole("link")).toBeNull();
});

test("silence is told from a log that was not read, and no log from both", () => {
  const { unmount } = show(<LoggedByList log={{ status: "silent", entries: [], note: null }} />);
  expect(screen.getByText(/does not say/)).toBeDefined();
  unmount();
  const note = "cloudtrail:LookupEvents is missing.";
  const unread = show(<LoggedByList log={{ status: "unread", entries: [], note }} />);
  expect(screen.getByText(/was not read.*LookupEvents/)).toBeDefined();
  unread.unmount();
  expect(show(<LoggedByList log={null} />).container.textContent).toBe("");
});

test.each(Object.entries(hostileNames))("hostile words (%s) are shown as words", (_, text) => {
  show(<LoggedByList log={named({ actor: text, action: text, agent: text, eventId: text })} />);
  expect(document.querySelector("img,script")).toBeNull();
});
