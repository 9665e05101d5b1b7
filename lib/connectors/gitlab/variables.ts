import { z } from "zod";

import { redacted } from "./client.ts";

export const Variable = z.object({
  key: z.string().min(1),
  value: z.string().nullish(),
  protected: z.boolean(),
  masked: z.boolean(),
  hidden: z.boolean().default(false),
});
export type Variable = z.infer<typeof Variable>;

export type VariableNames = {
  /** Every variable that holds a secret: whoever made it said so, or its value shows it. */
  secrets: string[];
  unprotected: string[];
  unmasked: string[];
};

export function namesOf(variables: readonly Variable[]): VariableNames {
  const secrets = variables.filter(({ masked, hidden, value }) => masked || hidden || value === redacted);
  return {
    secrets: distinct(secrets),
    unprotected: distinct(secrets.filter((one) => !one.protected)),
    unmasked: distinct(secrets.filter(({ masked, hidden }) => !masked && !hidden)),
  };
}

/** A name may be there once for each environment. */
const distinct = (variables: readonly Variable[]): string[] =>
  [...new Set(variables.map(({ key }) => key))].toSorted();
