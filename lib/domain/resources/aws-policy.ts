import { z } from "zod";

/**
 * A policy document as its JSON text, with only the parts a decision reads. Text, because an estate holds the same
 * document many times, and equal texts are read once. AWS allows at most 32 KB for one document.
 */
export const awsPolicyText = z.string().max(200_000);

/** A policy that an identity holds by itself, or that bounds it. */
export const awsHeldPolicy = z.object({
  kind: z.enum(["inline", "managed", "boundary"]),
  /** ARN of a managed policy; of an inline one its name, which is unique beneath its holder. */
  id: z.string(),
  name: z.string(),
  /** Null where the document stands with the policy's own resource. */
  document: awsPolicyText.nullable(),
});
export type AwsHeldPolicy = z.infer<typeof awsHeldPolicy>;

/** Of a resource that can have a policy of its own; null where it has none, absent where nobody looked. */
export const awsResourcePolicy = { resourcePolicy: awsPolicyText.nullable().optional() };
