import { z } from "zod";

/** A form sends a field that was left empty as an empty text. */
const blank = z.literal("");

export const GitHubCredentials = z.object({
  organizations: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]+(?:[,\s]+[a-z0-9-]+)*$/i, "Write the names of organizations, separated by commas")
    .meta({ scope: true, title: "Organizations", help: "Names as in the address, separated by commas" }),
  token: z.string().trim().optional().meta({
    secret: true,
    title: "Fine-grained token",
    help: "Owned by the organization, for all repositories. Leave empty to use a GitHub App",
  }),
  appId: z
    .string()
    .trim()
    .regex(/^\d+$/, "Write the number under App ID")
    .or(blank)
    .optional()
    .meta({ title: "App ID", help: "Of a GitHub App installed in the organization, in place of a token" }),
  installationId: z
    .string()
    .trim()
    .regex(/^\d+$/, "Write the number at the end of the installation's address")
    .or(blank)
    .optional()
    .meta({ title: "Installation ID", help: "The number at the end of the installation's address" }),
  privateKey: z.string().trim().optional().meta({
    secret: true,
    document: true,
    title: "Private key of the App",
    help: "The whole PEM file that GitHub gave",
  }),
  host: z
    .url({ protocol: /^https$/ })
    .or(blank)
    .optional()
    .meta({ title: "Address", help: "Only for GitHub Enterprise Server: https://github.example.com" }),
});
export type GitHubCredentials = z.infer<typeof GitHubCredentials>;

export const loginsOf = ({ organizations }: GitHubCredentials): string[] => [
  ...new Set(
    organizations
      .toLowerCase()
      .split(/[,\s]+/)
      .filter((login) => login !== ""),
  ),
];
