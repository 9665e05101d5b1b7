import { createServer } from "node:net";

import { UsageError } from "./usage-error.ts";

export function portFrom(text: string | undefined): number {
  const port = Number(text ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new UsageError(`PORT must be a number from 1 to 65535, not ${text}.`);
  return port;
}

/** Told before anything slow begins. */
export async function assertFree(port: number): Promise<void> {
  const probe = createServer();
  const free = await new Promise<boolean>((resolve) => {
    probe.once("error", () => resolve(false));
    probe.listen(port, () => resolve(true));
  });
  if (!free) throw new Error(`Port ${port} is taken. Give another: PORT=${port + 1} npm start`);
  await new Promise((resolve) => probe.close(resolve));
}
