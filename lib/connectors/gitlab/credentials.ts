import { z } from "zod";

/** A form sends a field that was left empty as an empty text. */
const blank = z.literal("");

export const GitLabCredentials = z.object({
  groups: z
    .string()
    .trim()
    .regex(
      /^[\w.-]+(?:\/[\w.-]+)*(?:[,\s]+[\w.-]+(?:\/[\w.-]+)*)*$/,
      "Write the paths of groups, separated by commas",
    )
    .meta({ scope: true, title: "Groups", help: "Paths as in the address, separated by commas" }),
  token: z.string().trim().min(1, "Paste a token").meta({
    secret: true,
    title: "Group access token",
    help: "With the scope read_api and the role Owner",
  }),
  host: z
    .url({ protocol: /^https$/ })
    .or(blank)
    .optional()
    .meta({ title: "Address", help: "Only for a GitLab of your own: https://gitlab.example.com" }),
});
export type GitLabCredentials = z.infer<typeof GitLabCredentials>;

export const groupsOf = ({ groups }: GitLabCredentials): string[] => [
  ...new Set(
    groups
      .toLowerCase()
      .split(/[,\s]+/)
      .filter((path) => path !== ""),
  ),
];
