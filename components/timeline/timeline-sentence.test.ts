import { describe, expect, test } from "vitest";

import type { TimelineEntry } from "#lib/contract/timeline.ts";

import { timelineSentence, timelineWords } from "./timeline-sentence.ts";

const entry = (kind: string, data: Record<string, unknown> = {}): TimelineEntry => ({
  id: "1",
  at: "2026-03-10T12:00:00Z",
  actor: { kind: "user", name: "Ada" },
  kind,
  data,
  log: null,
});

describe("what happened, after the name of who did it", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["opened", {}, "found it"],
    ["reopened", {}, "found it again"],
    ["resolved", {}, "verified that it is fixed"],
    ["evidence-changed", {}, "saw the evidence change"],
    ["assigned", { assigneeName: "Grace" }, "assigned it to Grace"],
    ["assigned", { assigneeName: null, teamName: "Claims" }, "assigned it to Claims"],
    ["unassigned", {}, "took back the assignment"],
    ["progress-started", {}, "started work"],
    ["progress-stopped", {}, "stopped work"],
    ["commented", { text: "On it" }, "commented"],
    ["exception-requested", { reason: "risk-accepted" }, "requested an exception"],
    ["exception-approved", {}, "approved the exception"],
    ["exception-denied", {}, "denied the exception"],
    ["exception-withdrawn", {}, "withdrew the request for an exception"],
    ["exception-expired", {}, "ended the exception: it expired"],
    ["renamed", { from: "app", to: "Claims" }, "renamed it to Claims"],
    ["merged", { merged: ["Chat"] }, "merged Chat into it"],
    ["merged", { merged: ["Chat", "Search"] }, "merged Chat and Search into it"],
    ["merged", { merged: ["Chat", "Search", "Docs"] }, "merged Chat, Search, and Docs into it"],
    ["split", { name: "Chat", memberCount: 3 }, "split off Chat"],
    ["member-added", { resource: "claims-store", role: "data" }, "added claims-store"],
    ["member-removed", { resource: "claims-store" }, "took claims-store out"],
  ])("%s with %j", (kind, data, sentence) => {
    expect(timelineSentence(entry(kind, data))).toBe(sentence);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["assigned", {}, "assigned it to somebody"],
    ["assigned", { assigneeName: "", teamName: "" }, "assigned it to somebody"],
    ["assigned", { assigneeName: 7, teamName: { name: "Claims" } }, "assigned it to somebody"],
    ["renamed", {}, "renamed it to something else"],
    ["merged", {}, "merged others into it"],
    ["merged", { merged: [] }, "merged others into it"],
    ["merged", { merged: "Chat" }, "merged others into it"],
    ["merged", { merged: [null, 3, "Chat"] }, "merged Chat into it"],
    ["split", { name: null }, "split off a part of it"],
    ["member-added", { resource: ["x"] }, "added a resource"],
    ["member-removed", {}, "took a resource out"],
  ])("%s with %j, which an older version wrote, is still a sentence", (kind, data, sentence) => {
    expect(timelineSentence(entry(kind, data))).toBe(sentence);
  });

  test.each([
    ["ticket-linked", "ticket linked"],
    ["a-b-c", "a b c"],
    ["constructor", "constructor"],
    ["__proto__", "__proto__"],
    ["toString", "toString"],
  ])("%s, which this version does not know, is said in its own words", (kind, sentence) => {
    expect(timelineSentence(entry(kind))).toBe(sentence);
  });
});

describe("what a person wrote with it", () => {
  test.each<[string, Record<string, unknown>, string | null]>([
    ["a comment", { text: "On it" }, "On it"],
    ["why it was assigned", { assigneeName: "Grace", comment: "Please first" }, "Please first"],
    ["a decision", { decision: "Not before May" }, "Not before May"],
    ["a reason", { reason: "It is a test account" }, "It is a test account"],
    [
      "the comment before the reason",
      { reason: "risk-accepted", comment: "A gateway asks" },
      "A gateway asks",
    ],
    ["the text before all", { text: "a", comment: "b", decision: "c", reason: "d" }, "a"],
    ["nothing", {}, null],
    ["an empty comment", { comment: "" }, null],
    ["a comment that is none", { comment: 5, text: null, reason: ["x"] }, null],
  ])("%s", (_, data, words) => {
    expect(timelineWords(entry("assigned", data))).toBe(words);
  });
});
