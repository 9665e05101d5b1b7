import { AppError } from "#lib/domain/errors.ts";
import { ConnectionError } from "#lib/domain/provider-call.ts";

/**
 * Runs a command that talks to others until it ends or somebody interrupts it. What the other side refused is said
 * with what to do about it, and nothing came of it: 2.
 */
export async function untilStopped(
  { remedy }: { remedy: string },
  work: (signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort(new ConnectionError("Interrupted.", remedy)));
  try {
    return await work(stop.signal);
  } catch (error) {
    if (error instanceof ConnectionError) console.error(`${error.message} ${error.remedy}`);
    else if (error instanceof AppError) console.error(error.message);
    else throw error;
    return 2;
  }
}
