import { z } from "zod";

import { layers } from "#lib/domain/layer.ts";
import { LoggedBy } from "./logged-change.ts";

export const changeSubjects = [
  "resources",
  "exposure",
  "access",
  "findings",
  "issues",
  "responsibility",
] as const;
export type ChangeSubject = (typeof changeSubjects)[number];
export const changeKinds = ["added", "removed", "changed"] as const;
const instant = z.iso.datetime();

export const EstateChange = z.object({
  subject: z.enum(changeSubjects),
  kind: z.enum(changeKinds),
  /** What it is a change of, as its page is addressed; null where it has none. */
  id: z.string().nullable(),
  title: z.string(),
  /** From what to what, in a few words. */
  detail: z.string(),
  account: z.string().nullable(),
  workloadId: z.string().nullable(),
  /** When its last state began. */
  at: instant,
  /** Who wrote the change: a person, or the sync or evaluation that saw what was changed at the provider. */
  by: z.object({ kind: z.enum(["person", "sync", "evaluation"]), name: z.string() }),
  /** What the provider's log says of who made the change; null where there is no log that could. */
  log: LoggedBy.nullable(),
});
export type EstateChange = z.infer<typeof EstateChange>;

const counts = { added: z.number(), removed: z.number(), changed: z.number() };
const SubjectCounts = z.object({ subject: z.enum(changeSubjects), ...counts });

export const Changes = z.object({
  from: instant,
  to: instant,
  subjects: z.array(SubjectCounts),
  /** The same by account and by workload, those with most first. */
  byAccount: z.array(z.object({ account: z.string(), count: z.number(), ...counts })),
  byWorkload: z.array(z.object({ id: z.string(), name: z.string(), count: z.number(), ...counts })),
  scores: z.array(
    z.object({ layer: z.enum(layers), before: z.number().nullable(), after: z.number().nullable() }),
  ),
  items: z.array(EstateChange),
  /** Subjects of which more changed than is read: their counts are lower bounds. */
  cutShort: z.array(z.enum(changeSubjects)),
});
export type Changes = z.infer<typeof Changes>;

/** Days or instants; `to` is now where it is left out. */
export const ChangesQuery = z.object({ from: z.string().max(40), to: z.string().max(40).optional() });
export type ChangesQuery = z.infer<typeof ChangesQuery>;
