import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import { ask } from "../rest/answer.ts";
import { detail, eachParent, isNotFound, parsed, type Detail } from "../rest/detail.ts";
import { listLinked } from "../rest/listing.ts";
import { keyOf, type ListedRepository } from "./keys.ts";
import { SubjectTemplate, subjectFormOf, type SubjectForm } from "./oidc.ts";
import { permissions } from "./operations.ts";
import { listRepositories } from "./repositories.ts";
import { readEnvironments } from "./repository-answers.ts";
import { toWorkflow, unreadWorkflow, type WorkflowContext } from "./workflow-record.ts";
import { readWorkflowFile, type WorkflowFile } from "./workflow-file.ts";
import { asksForIdentity, outsiderTriggersOf, takesForeignCode } from "./workflow-facts.ts";

const Listed = z.object({ id: z.number(), path: z.string(), state: z.string() });
const Content = z.object({ encoding: z.string(), content: z.string() });
const DefaultToken = z.object({ default_workflow_permissions: z.string() });

export const workflows: Collector = {
  id: "workflows",
  title: "Workflows",
  per: "account",
  produces: ["github.workflow", "contains"],
  permissions: permissions(
    "repos:list-for-org",
    "actions:list-repo-workflows",
    "repos:get-content",
    "actions:get-github-actions-default-workflow-permissions-repository",
    "actions:get-custom-oidc-sub-claim-for-repo",
    "oidc:get-oidc-custom-sub-template-for-org",
    "repos:get-all-environments",
  ),
  collect: async function* (source) {
    const { listed, unparsed } = await listRepositories(source);
    yield { resources: [], relationships: [], unparsed };
    const live = listed.filter(({ archived }) => !archived);
    yield* eachParent(source, live, (repository) => readWorkflows(source, repository));
  },
};

const listCall = { service: "actions", operation: "list-repo-workflows" };

async function readWorkflows(source: Source, repository: ListedRepository): Promise<Batch> {
  const repo = repository.name;
  const list = await listLinked(source, listCall, { repo, per_page: 100 }, "workflows");
  const found = parsed({ value: list.items, unknown: null }, Listed, listCall);
  if (found.value === null) throw new ProviderError("malformed", listCall, found.unknown?.message ?? "");
  // One that is switched off runs never, and what GitHub itself puts in has no file.
  const active = found.value.filter(
    ({ path, state }) => state === "active" && path.startsWith(".github/workflows/"),
  );
  if (active.length === 0) return { resources: [], relationships: [] };
  const defaultToken = await detail(
    source,
    { service: "actions", operation: "get-github-actions-default-workflow-permissions-repository" },
    { repo },
    DefaultToken,
  );
  const files = await readFiles(source, repo, active);
  const readable = files.flatMap(({ read }) => ("file" in read ? [read.file] : []));
  const context: WorkflowContext = {
    repository,
    account: source.scope.account,
    defaultWrites: defaultToken.value?.default_workflow_permissions === "write",
    defaultUnknown: defaultToken.unknown,
    ...(await subjectForm(source, repo, readable)),
    ...(await guardedEnvironments(source, repo, readable)),
  };
  const resources = files.map(({ path, read }) =>
    "file" in read
      ? toWorkflow(path, read.file, read.text, context)
      : unreadWorkflow(path, read.problem, context),
  );
  const key = keyOf(repository.html_url);
  return {
    resources,
    relationships: resources.map((resource) => ({ from: key, kind: "contains" as const, to: resource.key })),
  };
}

type Read = { file: WorkflowFile; text: string } | { problem: string };

async function readFiles(
  source: Source,
  repo: string,
  listed: readonly z.infer<typeof Listed>[],
): Promise<{ path: string; read: Read }[]> {
  const files: { path: string; read: Read }[] = [];
  for (const { path } of listed) {
    const text = await readText(source, repo, path);
    // It runs from another branch, or was deleted meanwhile.
    if (text === null) continue;
    const read = readWorkflowFile(text);
    files.push({ path, read: "file" in read ? { ...read, text } : read });
  }
  return files;
}

async function readText(source: Source, repo: string, path: string): Promise<string | null> {
  try {
    const call = { service: "repos", operation: "get-content" };
    const { body } = await ask(source, call, { repo, path }, Content);
    return body.encoding === "base64" ? Buffer.from(body.content, "base64").toString("utf8") : body.content;
  } catch (error) {
    if (error instanceof ProviderError && error.reason === "not-found") return null;
    throw error;
  }
}

/** Asked only where a job presents itself to a cloud. */
async function subjectForm(
  source: Source,
  repo: string,
  files: readonly WorkflowFile[],
): Promise<{ form: SubjectForm; formUnknown: Detail<unknown>["unknown"] }> {
  const federates = files.some((file) => Object.values(file.jobs).some((job) => asksForIdentity(file, job)));
  if (!federates) return { form: null, formUnknown: null };
  const own = await detail(
    source,
    { service: "actions", operation: "get-custom-oidc-sub-claim-for-repo" },
    { repo },
    SubjectTemplate,
    isNotFound,
  );
  if (own.value === null || own.value.use_default || own.value.include_claim_keys)
    return { form: subjectFormOf(own.value, []), formUnknown: own.unknown };
  const organization = await detail(
    source,
    { service: "oidc", operation: "get-oidc-custom-sub-template-for-org" },
    {},
    SubjectTemplate,
    isNotFound,
  );
  return {
    form: subjectFormOf(own.value, organization.value?.include_claim_keys ?? []),
    formUnknown: organization.unknown,
  };
}

/** Environments in which somebody must approve each run, asked only where that is what keeps outsiders' code out. */
async function guardedEnvironments(
  source: Source,
  repo: string,
  files: readonly WorkflowFile[],
): Promise<Pick<WorkflowContext, "guarded" | "guardUnknown">> {
  const matters = files.some(
    (file) =>
      outsiderTriggersOf(file).length > 0 &&
      Object.values(file.jobs).some((job) => job.environment !== undefined && takesForeignCode(job)),
  );
  if (!matters) return { guarded: new Set(), guardUnknown: null };
  const { value, unknown } = await readEnvironments(source, repo);
  const guarded = new Set(
    (value ?? [])
      .filter(({ protection_rules }) =>
        protection_rules.some(
          ({ type, reviewers }) => type === "required_reviewers" && (reviewers ?? []).length > 0,
        ),
      )
      .map(({ name }) => name),
  );
  return { guarded, guardUnknown: unknown };
}
