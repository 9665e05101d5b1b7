import type { TimelineEntry } from "#lib/contract/timeline.ts";

const text = (data: TimelineEntry["data"], key: string): string | null => {
  const value = data[key];
  return typeof value === "string" && value !== "" ? value : null;
};

const list = new Intl.ListFormat("en");
const texts = (data: TimelineEntry["data"], key: string): string | null => {
  const values = data[key];
  if (!Array.isArray(values)) return null;
  const named = values.filter((value) => typeof value === "string" && value !== "");
  return named.length === 0 ? null : list.format(named);
};

const sentences: Record<string, (data: TimelineEntry["data"]) => string> = {
  opened: () => "found it",
  reopened: () => "found it again",
  resolved: () => "verified that it is fixed",
  "evidence-changed": () => "saw the evidence change",
  assigned: (data) => `assigned it to ${text(data, "assigneeName") ?? text(data, "teamName") ?? "somebody"}`,
  unassigned: () => "took back the assignment",
  "progress-started": () => "started work",
  "progress-stopped": () => "stopped work",
  commented: () => "commented",
  "exception-requested": () => "requested an exception",
  "exception-approved": () => "approved the exception",
  "exception-denied": () => "denied the exception",
  "exception-withdrawn": () => "withdrew the request for an exception",
  "exception-expired": () => "ended the exception: it expired",
  renamed: (data) => `renamed it to ${text(data, "to") ?? "something else"}`,
  merged: (data) => `merged ${texts(data, "merged") ?? "others"} into it`,
  split: (data) => `split off ${text(data, "name") ?? "a part of it"}`,
  "member-added": (data) => `added ${text(data, "resource") ?? "a resource"}`,
  "member-removed": (data) => `took ${text(data, "resource") ?? "a resource"} out`,
};

/** What happened, to follow the name of who did it. A kind newer than this page is said in its own words. */
export const timelineSentence = ({ kind, data }: TimelineEntry): string =>
  (Object.hasOwn(sentences, kind) ? sentences[kind]?.(data) : null) ?? kind.replaceAll("-", " ");

/** What a person wrote with it. */
export const timelineWords = ({ data }: TimelineEntry): string | null =>
  text(data, "text") ?? text(data, "comment") ?? text(data, "decision") ?? text(data, "reason");
