import { setTimeout as wait } from "node:timers/promises";

/** Tries until `check` no longer throws; what it threw last is thrown once the time is over, which a busy machine needs. */
export async function eventually(check: () => unknown, withinMs = 45_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await wait(20);
    }
  }
}
