import { z } from "zod";

/** A form sends a field that was left empty as an empty text. */
const blank = z.literal("");

export const HuggingFaceCredentials = z.object({
  token: z.string().trim().startsWith("hf_", "Paste a token, which begins with hf_").meta({
    secret: true,
    title: "Access token",
    help: "Fine-grained, with read rights on the organization; of a member who administers it",
  }),
  organizations: z
    .string()
    .trim()
    .regex(/^[\w.-]+(?:[,\s]+[\w.-]+)*$/, "Write the names of organizations, separated by commas")
    .or(blank)
    .optional()
    .meta({ scope: true, title: "Organizations", help: "Leave empty for all that the token's owner is in" }),
});
export type HuggingFaceCredentials = z.infer<typeof HuggingFaceCredentials>;

export const namesOf = ({ organizations }: HuggingFaceCredentials): string[] =>
  (organizations ?? "")
    .toLowerCase()
    .split(/[,\s]+/)
    .filter((name) => name !== "");
