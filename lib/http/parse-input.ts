import type { z } from "zod";

import { AppError } from "#lib/domain/errors.ts";

/** Parses what the caller sent. Unlike a bare `parse`, a failure is the caller's and names each field. */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.flatMap((issue) => {
    const at = issue.path.map(String);
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        field: [...at, key].join("."),
        message: "There is no such field",
      }));
    return [{ field: at.join(".") || what, message: issue.message }];
  });
  const [first] = fields;
  throw new AppError("invalid-input", `${first?.field ?? what}: ${first?.message ?? "is not valid"}`, {
    fields,
  });
}
