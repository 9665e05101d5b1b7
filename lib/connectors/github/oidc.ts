import { z } from "zod";

import type { FederationSubject } from "#lib/domain/federation.ts";
import { issuerOf, type ListedRepository } from "./keys.ts";

/** Which claims the subject of a job's token is made of; without any it is GitHub's own form. */
export const SubjectTemplate = z.object({
  use_default: z.boolean().default(false),
  include_claim_keys: z.array(z.string()).optional(),
});
export type SubjectForm = { claims: readonly string[] } | null;

/** A repository may leave the choice to its organization, and that to GitHub. */
export function subjectFormOf(
  repository: z.infer<typeof SubjectTemplate> | null,
  organization: readonly string[],
): SubjectForm {
  if (repository === null || repository.use_default) return null;
  return { claims: repository.include_claim_keys ?? organization };
}

type Job = {
  /** `environment:production`, `ref:refs/heads/main` or `pull_request`; `*` where it may be any. */
  context: string;
  /** Where the job is written: `owner/name/.github/workflows/x.yml`. */
  workflow: string | null;
  environment: string | null;
};

const anyJob: Job = { context: "*", workflow: null, environment: null };

type Named = Pick<ListedRepository, "full_name" | "name">;

/** What any job of a repository may present. */
export const repositorySubject = (host: string, repository: Named, form: SubjectForm): FederationSubject =>
  subjectOf(host, repository, form, anyJob);

/** What one job presents. https://docs.github.com/actions/reference/security/oidc */
export function subjectOf(
  host: string,
  { full_name }: Named,
  form: SubjectForm,
  job: Job,
): FederationSubject {
  const [owner = ""] = full_name.split("/");
  const values: Readonly<Record<string, string>> = {
    repo: `repo:${full_name}`,
    context: job.context,
    repository: `repository:${full_name}`,
    repository_owner: `repository_owner:${owner}`,
    job_workflow_ref: `job_workflow_ref:${job.workflow ?? "*"}@*`,
    environment: `environment:${job.environment ?? "*"}`,
    ref: job.context.startsWith("ref:") ? job.context : "ref:*",
  };
  const claims = form?.claims ?? ["repo", "context"];
  return {
    issuer: issuerOf(host),
    subject: claims.map((claim) => values[claim] ?? `${claim}:*`).join(":"),
    claims: {
      repository: full_name,
      repository_owner: owner,
      ...(job.environment === null ? {} : { environment: job.environment }),
    },
  };
}
