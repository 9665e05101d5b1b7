import { z } from "zod";

/** A key by which everything of GitHub is known: its address without the scheme, lower case. */
export const keyOf = (htmlUrl: string): string =>
  htmlUrl
    .replace(/^https?:\/\//, "")
    .replace(/\/+$/, "")
    .toLowerCase();

export const workflowKey = (repository: string, path: string): string => `${repository}/${path}`;

/** Host of an address; everything of one connection has the same. */
export const hostOf = (htmlUrl: string): string => keyOf(htmlUrl).split("/")[0] ?? "";

/** The issuer of the tokens that jobs present to clouds: a server of one's own issues its own. */
export const issuerOf = (host: string): string =>
  host === "github.com" ? "token.actions.githubusercontent.com" : `${host}/_services/token`;

/** What every listing of repositories has of one. */
export const ListedRepository = z.object({
  name: z.string().min(1),
  full_name: z.string(),
  html_url: z.string(),
  private: z.boolean(),
  visibility: z.string().optional(),
  default_branch: z.string().optional(),
  archived: z.boolean().default(false),
  disabled: z.boolean().default(false),
  language: z.string().nullish(),
  topics: z.array(z.string()).default([]),
  allow_forking: z.boolean().default(true),
  custom_properties: z.record(z.string(), z.unknown()).default({}),
  security_and_analysis: z
    .looseObject({
      secret_scanning: z.looseObject({ status: z.string() }).optional(),
      secret_scanning_push_protection: z.looseObject({ status: z.string() }).optional(),
    })
    .nullish(),
});
export type ListedRepository = z.infer<typeof ListedRepository>;
