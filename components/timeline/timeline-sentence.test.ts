import { describe, expect, test } from "vitest";

import type { TimelineEntry } from "#lib/contract/timeline.ts";

import { timelineSentence, timelineWords } from "./timeline-sentence.ts";

const entry = (kind: string, data: Record<string, unknown> = {}): TimelineEntry => ({
  id: "1",
  at: "2026-03-10T12:00:00Z",
  actor: { kind: "user", name: "Ada" },
  kind,
  data,
});

describe("timelineSentence", () => {
  test("names who was given the work, person or team", () => {
    expect(timelineSentence(entry("assigned", { assigneeName: "Grace" }))).toBe("assigned it to Grace");
    expect(timelineSentence(entry("assigned", { assigneeName: null, teamName: "Claims" }))).toBe(
      "assigned it to Claims",
    );
    expect(timelineSentence(entry("assigned"))).toBe("assigned it to somebody");
  });

  test("says what a workload is called now", () => {
    expect(timelineSentence(entry("renamed", { from: "app", to: "Claims" }))).toBe("renamed it to Claims");
  });

  test("a kind it does not know is said in its own words", () => {
    expect(timelineSentence(entry("ticket-linked"))).toBe("ticket linked");
  });
});

describe("timelineWords", () => {
  test("is what a person wrote, wherever it stands", () => {
    expect(timelineWords(entry("commented", { text: "On it" }))).toBe("On it");
    expect(timelineWords(entry("assigned", { comment: "Please" }))).toBe("Please");
  });

  test("is nothing where nothing was written", () => {
    expect(timelineWords(entry("assigned", { comment: "" }))).toBeNull();
    expect(timelineWords(entry("opened", { text: 7 }))).toBeNull();
  });
});
