import { DatabaseProblem } from "#lib/platform/database-problem.ts";
import { EnvironmentProblem } from "#lib/platform/env.ts";
import { UsageError } from "./usage-error.ts";

export type Commands = Readonly<Record<string, () => Promise<{ run: (args: string[]) => Promise<number> }>>>;

/** Runs one of the commands and says how the process should end: 2 where it was called wrongly, without a stack. */
export async function runCommand(
  commands: Commands,
  usage: string,
  [name, ...args]: readonly string[],
): Promise<number> {
  if (name === undefined || name === "--help" || name === "help") {
    console.log(usage);
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    console.error(`There is no command ${name}.\n\n${usage}`);
    return 2;
  }
  try {
    const { run } = await load();
    return await run(args);
  } catch (error) {
    if (error instanceof DatabaseProblem) {
      console.error(`${error.message}\n${error.remedy}`);
      return 1;
    }
    if (!isUsageProblem(error)) throw error;
    console.error(error.message);
    return 2;
  }
}

function isUsageProblem(error: unknown): error is Error {
  return error instanceof UsageError || error instanceof EnvironmentProblem || isParseArgsError(error);
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
