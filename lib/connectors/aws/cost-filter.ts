import { z } from "zod";

/** A filter over costs, of a budget or of an anomaly monitor. */
type CostFilter = {
  And?: CostFilter[] | undefined;
  Or?: CostFilter[] | undefined;
  Not?: CostFilter | undefined;
  Dimensions?: { Key: string; Values: string[] } | undefined;
  Tags?: { Values: string[] } | undefined;
  CostCategories?: { Values: string[] } | undefined;
};
const depthMax = 8;
const values = z.array(z.string()).default([]);
const flat = {
  Dimensions: z.object({ Key: z.string(), Values: values }).optional(),
  Tags: z.object({ Values: values }).optional(),
  CostCategories: z.object({ Values: values }).optional(),
};
/** Deeper than AWS nests them nothing is read. */
const nested = (depth: number): z.ZodType<CostFilter> =>
  depth === 0
    ? z.object(flat)
    : z.lazy(() =>
        z.object({
          ...flat,
          And: z.array(nested(depth - 1)).optional(),
          Or: z.array(nested(depth - 1)).optional(),
          Not: nested(depth - 1).optional(),
        }),
      );
export const RawCostFilter = nested(depthMax);

const aiService = /bedrock|sagemaker|amazon q\b|kendra|comprehend|rekognition|textract/i;
const aiWord = /\b(ai|ml|llm|genai|gen-ai|bedrock|sagemaker|agents?|models?)\b/i;

/** Whether what AI services cost can be among what the filter lets through. */
export function letsAiThrough({ And, Or, Not, Dimensions, Tags, CostCategories }: CostFilter): boolean {
  if (Dimensions)
    return Dimensions.Key !== "SERVICE" || Dimensions.Values.some((name) => aiService.test(name));
  const named = Tags ?? CostCategories;
  if (named) return named.Values.some((value) => aiWord.test(value));
  if (And) return And.every(letsAiThrough);
  if (Or) return Or.some(letsAiThrough);
  return Not ? !excludesAi(Not) : true;
}

/** To leave out some services leaves AI in, unless they are AI's. */
const excludesAi = ({ Dimensions }: CostFilter): boolean =>
  Dimensions?.Key === "SERVICE" && Dimensions.Values.some((name) => aiService.test(name));

/** Accounts to which the filter limits itself; none where it does not. */
export function linkedAccounts({ And, Dimensions }: CostFilter): string[] {
  if (Dimensions?.Key === "LINKED_ACCOUNT") return Dimensions.Values;
  return And ? And.flatMap(linkedAccounts) : [];
}
