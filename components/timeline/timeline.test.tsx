// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";

import type { TimelineEntry } from "#lib/contract/timeline.ts";

import { hostileNames, show } from "../testing/render-ui.tsx";
import { Timeline } from "./timeline.tsx";

afterEach(cleanup);

const entry = (overrides: Partial<TimelineEntry> = {}): TimelineEntry => ({
  id: "1",
  at: "2026-03-10T12:00:00Z",
  actor: { kind: "user", name: "Ada" },
  kind: "opened",
  data: {},
  log: null,
  ...overrides,
});
const sentence = () => screen.getByRole("listitem").querySelector("p")?.textContent ?? "";

describe("Timeline", () => {
  test.each([
    ["opened", {}, "found it"],
    ["reopened", {}, "found it again"],
    ["resolved", {}, "verified that it is fixed"],
    ["assigned", { assigneeName: "Grace" }, "assigned it to Grace"],
    ["unassigned", {}, "took back the assignment"],
    ["progress-started", {}, "started work"],
    ["exception-requested", {}, "requested an exception"],
    ["exception-denied", {}, "denied the exception"],
    ["exception-expired", {}, "ended the exception: it expired"],
    ["score-changed", {}, "score changed"],
  ])("%s reads as a sentence that begins with who did it", (kind, data, words) => {
    show(<Timeline entries={[entry({ kind, data })]} />);
    expect(sentence()).toMatch(new RegExp(`^Ada ${words} `));
  });

  test("keeps the order it is given, and tells each time exactly to a machine", () => {
    show(
      <Timeline
        entries={[
          entry({ id: "2", at: "2026-03-11T00:00:00Z", kind: "resolved" }),
          entry({ id: "1", at: "2026-03-10T00:00:00Z" }),
        ]}
      />,
    );
    const times = screen.getAllByRole("listitem").map((item) => item.querySelector("time")?.dateTime);
    expect(times).toEqual(["2026-03-11T00:00:00.000Z", "2026-03-10T00:00:00.000Z"]);
  });

  test("what a person wrote keeps its lines and stands under the sentence", () => {
    show(<Timeline entries={[entry({ kind: "commented", data: { text: "first\nsecond" } })]} />);
    const quote = screen.getByText(/first/);
    expect(quote.textContent).toBe("first\nsecond");
    expect(quote.className).toContain("whitespace-pre-wrap");
  });

  test("the product's own acts carry its mark instead of initials", () => {
    const marks = (kind: "job" | "user") => {
      const { container } = show(<Timeline entries={[entry({ actor: { kind, name: "Sync" } })]} />);
      const count = container.querySelectorAll("li svg").length;
      cleanup();
      return count;
    };
    expect(marks("job")).toBe(1);
    expect(marks("user")).toBe(0);
  });

  test("says so where nothing has happened", () => {
    show(<Timeline entries={[]} />);
    expect(screen.getByText("Nothing has happened yet")).toBeTruthy();
  });

  test.each(Object.entries(hostileNames))("hostile people and comments (%s) are text", (_, text) => {
    const { container } = show(
      <Timeline
        entries={[entry({ actor: { kind: "user", name: text }, kind: "commented", data: { text } })]}
      />,
    );
    expect(screen.getAllByText(text)).toHaveLength(2);
    expect(container.querySelector("img, script")).toBeNull();
  });
});
