import type { Child } from "./child.ts";

/** What `start` has started, and the one place that decides when it ends. */
export type Supervisor = {
  /** Aborts when the end has come: a signal, or something that ended by itself. */
  signal: AbortSignal;
  /** Settles at the end: null when somebody asked for it, else what went wrong. */
  ended: Promise<Error | null>;
  /** Stopped at the end, the last added first. */
  add: (name: string, stop: () => Promise<void>) => void;
  /** As `add`; and when it ends by itself, everything does. */
  addChild: (child: Child) => void;
  stopAll: () => Promise<void>;
};

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export function createSupervisor(): Supervisor {
  const running: { name: string; stop: () => Promise<void> }[] = [];
  const abort = new AbortController();
  const ended = new Promise<Error | null>((resolve) => {
    abort.signal.addEventListener("abort", () => {
      const { reason } = abort.signal as { reason: unknown };
      resolve(reason instanceof ChildEnded ? reason : null);
    });
    for (const name of signals) process.on(name, () => abort.abort());
    // Started by scripts/bootstrap.mjs: if that is killed outright, so is this.
    if (process.channel) {
      process.channel.unref();
      process.once("disconnect", () => abort.abort());
    }
  });
  const add: Supervisor["add"] = (name, stop) => running.push({ name, stop });
  return {
    signal: abort.signal,
    ended,
    add,
    addChild: (child) => {
      add(child.name, child.stop);
      void child.ended.then((code) => {
        if (!abort.signal.aborted) abort.abort(new ChildEnded(child, code));
      });
    },
    stopAll: async () => {
      abort.abort();
      for (const { name, stop } of running.toReversed())
        try {
          await stop();
        } catch (error) {
          console.error(`${name} did not stop cleanly: ${String(error)}`);
        }
    },
  };
}

class ChildEnded extends Error {
  override readonly name = "ChildEnded";
  constructor(child: Child, code: number | null) {
    const how = code === null ? "was killed" : `ended with code ${code}`;
    super(`${child.name} ${how}, so everything stops. Its last words:\n${child.lastWords()}`);
  }
}
