import { setTimeout as sleep } from "node:timers/promises";

export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;
export type PaceOptions = { wait?: Wait; now?: () => number };

/** Spaces the requests to one server once it said that they come too fast, for all that ask it together. */
export type Pace = {
  /** Waits until one more request may go, and says when it went. */
  turn: (signal: AbortSignal) => Promise<number>;
  /** The server refused a request that went at `sentAt`, and asked for so long a pause. */
  refused: (sentAt: number, pauseMs: number) => void;
  answered: () => void;
};

const gapMinMs = 5;
const gapMaxMs = 1_000;
const firstGapMs = { min: 20, max: 500 };
/** A refusal slows by half; it then takes some twenty answers to be as fast again. */
const slower = 1.5;
const faster = 0.98;

export function openPace({ wait = waitFor, now = Date.now }: PaceOptions = {}): Pace {
  let gapMs = 0;
  let nextAt = 0;
  let slowedAt = 0;
  const natural = usualGap();
  return {
    turn: async (signal) => {
      const at = Math.max(now(), nextAt);
      if (gapMs > 0) nextAt = at + gapMs;
      const delay = at - now();
      if (delay > 0) await wait(delay, signal);
      natural.note(at);
      return Math.max(at, now());
    },
    refused: (sentAt, pauseMs) => {
      nextAt = Math.max(nextAt, now() + pauseMs);
      // What went before the last slowing says nothing of the pace since.
      if (sentAt < slowedAt) return;
      slowedAt = now();
      gapMs = gapMs === 0 ? firstGap(natural.gapMs()) : Math.min(gapMs * slower, gapMaxMs);
    },
    answered: () => {
      gapMs *= faster;
      if (gapMs < gapMinMs) gapMs = 0;
    },
  };
}

const firstGap = (usualMs: number): number => Math.min(Math.max(usualMs * 2, firstGapMs.min), firstGapMs.max);

/** How far apart requests are, by a moving average of the last ten or so. */
function usualGap() {
  let last: number | null = null;
  let gapMs = 0;
  return {
    note: (at: number) => {
      if (last !== null) gapMs = gapMs * 0.9 + Math.min(at - last, gapMaxMs) * 0.1;
      last = at;
    },
    gapMs: () => gapMs,
  };
}

export const waitFor: Wait = (milliseconds, signal) => sleep(milliseconds, undefined, { signal });
