import { z } from "zod";

const Env = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// address" }),
  /** 32 bytes in base64url: opens connection secrets. Only the worker may have it. */
  NACRE_SECRET_KEY: z.string().min(43, "must be 32 random bytes in base64url").optional(),
  /** Its public half, by which the web process seals what a person enters and cannot open it again. */
  NACRE_SEALING_KEY: z.string().length(43, "must be 32 bytes in base64url").optional(),
  /** Signs session cookies. */
  NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  /** The address people use, for links and for the origin check. */
  NEXTAUTH_URL: z.url().optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
});
export type Env = z.infer<typeof Env>;

/** Somebody set a variable to what it cannot be: the message says which, and a stack would say nothing more. */
export class EnvironmentProblem extends Error {
  override readonly name = "EnvironmentProblem";
}

let parsed: Env | undefined;

/** The environment, read once. Throws an error that names each variable that is wrong. */
export function env(): Env {
  parsed ??= parse();
  return parsed;
}

function parse(): Env {
  const result = Env.safeParse(process.env);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new EnvironmentProblem(`The environment is not complete:\n${problems.join("\n")}`);
}
