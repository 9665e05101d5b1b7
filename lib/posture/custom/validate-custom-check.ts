import { requirePermission, type Context } from "#lib/access/context.ts";
import type { CustomCheckProblems } from "#lib/contract/custom-checks.ts";
import { validateDefinition } from "./validate.ts";

/** All that is wrong with a definition, while it is being written. Stores nothing. */
export async function validateCustomCheck(
  ctx: Context,
  { definition }: { definition: unknown },
): Promise<CustomCheckProblems> {
  requirePermission(ctx, "check:write");
  const result = validateDefinition(definition);
  return Promise.resolve({ problems: "fields" in result ? [...result.fields] : [] });
}
