import { parseArgs } from "node:util";

import { env } from "#lib/platform/env.ts";
import { announceSignIn } from "./announce.ts";
import { prepare } from "./prepare.ts";
import { createSupervisor } from "./supervisor.ts";

const help = `Usage: nacre prepare

Migrates the database at DATABASE_URL, prepares the queue, and prints the first administrator's one-time sign-in until
somebody has set the installation up. For containers, where web and worker are started apart.`;

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { help: { type: "boolean", default: false } } });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const supervisor = createSupervisor();
  try {
    const { signInPath } = await prepare(process.env["DATABASE_URL"] ?? "", supervisor);
    announceSignIn(env().NEXTAUTH_URL ?? "http://localhost:3000", signInPath);
  } finally {
    await supervisor.stopAll();
  }
  // Prisma's engine leaves a timer behind that would hold this process for ten seconds more.
  process.exit(0);
}
