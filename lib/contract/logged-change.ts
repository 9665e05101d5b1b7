import { z } from "zod";

import { changeLogs } from "#lib/domain/provider-change.ts";

/** One entry of a provider's own log. */
export const LoggedChange = z.object({
  log: z.enum(changeLogs),
  eventId: z.string(),
  at: z.iso.datetime(),
  action: z.string(),
  /** The principal in the provider's own words, and its resource where it is one. */
  actor: z.string(),
  actorResourceId: z.string().nullable(),
  agent: z.string().nullable(),
});
export type LoggedChange = z.infer<typeof LoggedChange>;

/** What the provider's log says of who made a change that a sync saw. */
export const LoggedBy = z.object({
  /** `silent`: it was read over the whole time and names no change of this; `unread`: it was not. */
  status: z.enum(["named", "silent", "unread"]),
  /** The newest first. */
  entries: z.array(LoggedChange),
  /** Why the log was not read, or how far. */
  note: z.string().nullable(),
});
export type LoggedBy = z.infer<typeof LoggedBy>;
