import type { Answer } from "../lib/connectors/rest/answer.ts";
import { ProviderError, type ProviderCall } from "../lib/domain/provider-call.ts";

/** When the estate was recorded: the day every age in it is counted from. */
export const recordedAt = "2026-11-15T08:00:00.000Z";
export const recordedSeconds = Date.parse(recordedAt) / 1_000;

const daySeconds = 86_400;

/** A day before the recording, as ISO or as Unix seconds. */
export const daysAgo = (days: number): string =>
  new Date((recordedSeconds - days * daySeconds) * 1_000).toISOString();
export const secondsAgo = (days: number): number => recordedSeconds - days * daySeconds;

/** One page that is the whole of it. */
export const told = (body: unknown): Answer => ({ at: recordedAt, next: null, body });

export const nothingThere = (call: ProviderCall, message: string): never => {
  throw new ProviderError("not-found", call, message);
};
