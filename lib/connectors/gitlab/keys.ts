import { z } from "zod";

/** A key by which everything of GitLab is known: its address without the scheme, lower case. */
export const keyOf = (webUrl: string): string =>
  webUrl
    .replace(/^https?:\/\//, "")
    .replace(/\/+$/, "")
    .toLowerCase();

/** A group's own page lies beneath `/groups/`, and what belongs to it does not. */
export const groupKey = (webUrl: string): string => keyOf(webUrl).replace("/groups/", "/");

/** What the tokens of jobs name as their issuer: the address of the server. */
export const issuerOf = (projectUrl: string, projectPath: string): string =>
  keyOf(projectUrl).slice(0, -(projectPath.length + 1));

export const ListedProject = z.object({
  id: z.number(),
  name: z.string(),
  path_with_namespace: z.string().min(1),
  web_url: z.url(),
  visibility: z.string(),
  default_branch: z.string().nullish(),
  empty_repo: z.boolean().default(false),
  archived: z.boolean().default(false),
  topics: z.array(z.string()).default([]),
  repository_access_level: z.string().nullish(),
  builds_access_level: z.string().nullish(),
  public_jobs: z.boolean().nullish(),
  shared_runners_enabled: z.boolean().nullish(),
  ci_config_path: z.string().nullish(),
  ci_push_repository_for_job_token_allowed: z.boolean().nullish(),
  ci_id_token_sub_claim_components: z.array(z.string()).nullish(),
  secret_push_protection_enabled: z.boolean().nullish(),
});
export type ListedProject = z.infer<typeof ListedProject>;

/** The branch that ships, null where there is no code to ship. */
export const defaultBranchOf = (project: ListedProject): string | null =>
  project.empty_repo || project.repository_access_level === "disabled"
    ? null
    : (project.default_branch ?? null);
