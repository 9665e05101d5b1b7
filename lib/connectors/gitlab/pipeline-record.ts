import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { detail } from "../rest/detail.ts";
import { factsOf, readCiFile, Resolved, unpinnedImages, unpinnedIncludes, type CiFile } from "./ci-facts.ts";
import { defaultBranchOf, keyOf, issuerOf, type ListedProject } from "./keys.ts";
import { readFile, type Answered, type ProjectAnswers } from "./project-answers.ts";
import { subjectOf } from "./project-record.ts";
import { namesOf } from "./variables.ts";
import { withUnknown } from "../normalized.ts";

const Lint = z.object({
  valid: z.boolean(),
  merged_yaml: z.string().nullish(),
  errors: z.array(z.string()).default([]),
  includes: z.array(Resolved).nullish(),
});
const lintCall = { service: "projects", operation: "get-ci-lint" };

/** Where pipelines are written down. `unseen` is why nobody knows whether the file is there. */
export type Config = { path: string; unseen: Unknown | null };

/** Where a project's pipelines are written down, null where it runs none. */
export function configOf(listed: ListedProject, files: ProjectAnswers["files"]): Config | null {
  if (defaultBranchOf(listed) === null || listed.builds_access_level === "disabled" || listed.archived)
    return null;
  const path = listed.ci_config_path || ".gitlab-ci.yml";
  // One written elsewhere, or in a folder, is not among the files at the top.
  const isElsewhere = path.includes("/") || path.includes("@") || path.includes(":");
  if (isElsewhere || files.value?.includes(path)) return { path, unseen: null };
  return files.value === null && files.unknown ? { path, unseen: files.unknown } : null;
}

/**
 * The pipeline as GitLab itself puts it together, every include and template resolved. Null where nobody could look
 * whether its file is there, and GitLab puts nothing together either.
 */
export async function readPipeline(
  source: Source,
  listed: ListedProject,
  { path, unseen }: Config,
  answers: ProjectAnswers,
  groupSecrets: Answered<readonly string[]>,
): Promise<Resource<"gitlab.pipeline"> | null> {
  const branch = defaultBranchOf(listed) ?? "main";
  const lint = await detail(
    source,
    lintCall,
    { project: String(listed.id), content_ref: branch, include_jobs: false },
    Lint,
  );
  if (unseen && !lint.value?.merged_yaml) return null;
  const merged = lint.value?.merged_yaml ? readCiFile(lint.value.merged_yaml) : null;
  const file = merged && "file" in merged ? merged.file : null;
  const included = lint.value?.includes ?? [];
  // Only the file itself says by which hash a remote file was checked.
  const hasRemote = included.some(({ type }) => type === "remote") && !/[@:]/.test(path);
  const own = hasRemote ? await readFile(source, listed, branch, path) : { value: null, unknown: null };
  const ownFile = own.value === null ? null : readCiFile(own.value);
  return toPipeline(listed, source.scope.account, path, {
    file: { value: file ?? {}, unknown: lint.unknown ?? (file ? null : unread(path, lint.value, merged)) },
    included,
    ownFile: { value: ownFile && "file" in ownFile ? ownFile.file : null, unknown: own.unknown },
    answers,
    groupSecrets,
  });
}

function unread(path: string, lint: z.infer<typeof Lint> | null, merged: object | null): Unknown {
  const problem = merged && "problem" in merged ? String(merged.problem) : lint?.errors[0];
  return {
    reason: "malformed",
    call: "projects:get-ci-lint",
    permission: null,
    message: `${path}: ${(problem ?? "GitLab could not put it together").slice(0, 300)}`,
  };
}

type Read = {
  file: Answered<CiFile>;
  included: readonly Resolved[];
  ownFile: Answered<CiFile | null>;
  answers: ProjectAnswers;
  groupSecrets: Answered<readonly string[]>;
};

export function toPipeline(
  listed: ListedProject,
  account: string,
  path: string,
  { file, included, ownFile, answers, groupSecrets }: Read,
): Resource<"gitlab.pipeline"> {
  const key = keyOf(listed.web_url);
  const facts = factsOf(file.value);
  const host = issuerOf(listed.web_url, listed.path_with_namespace);
  const [group = ""] = listed.path_with_namespace.toLowerCase().split("/");
  const images = unpinnedImages(facts.images, { host, group });
  const includes = unpinnedIncludes(included, ownFile.value, { host, group });
  const pushes = listed.ci_push_repository_for_job_token_allowed;
  const resource: Resource<"gitlab.pipeline"> = {
    key: `${key}/-/ci/${path.toLowerCase()}`,
    type: "gitlab.pipeline",
    name: path,
    account,
    region: null,
    tags: {},
    properties: {
      path,
      unpinnedImages: images,
      unpinnedIncludes: includes,
      environments: facts.environments,
      idTokens: facts.idTokens,
      privilegedServices: facts.privilegedServices,
    },
    facets: {
      pinned: images.length === 0 && includes.length === 0,
      writeToken: pushes === true,
      // A pipeline on what a fork holds runs in the fork, unless a member starts it here.
      untrustedTrigger: false,
      // Every job is given every variable of its project and of the groups above.
      secretVariables: [
        ...new Set([...namesOf(answers.variables.value ?? []).secrets, ...groupSecrets.value]),
      ].toSorted(),
      federation: facts.idTokens.length === 0 ? [] : [subjectOf(listed)],
    },
  };
  const unread = file.unknown;
  const includesUnknown = unread ?? ownFile.unknown;
  return withUnknown(resource, {
    "properties.unpinnedImages": unread,
    "properties.unpinnedIncludes": includesUnknown,
    "properties.environments": unread,
    "properties.idTokens": unread,
    "properties.privilegedServices": unread,
    "facets.pinned": includesUnknown,
    "facets.federation": unread,
    "facets.secretVariables": answers.variables.unknown ?? groupSecrets.unknown,
    "facets.writeToken": typeof pushes === "boolean" ? null : hiddenPush,
  });
}

const hiddenPush: Unknown = {
  reason: "denied",
  call: "groups:list-projects",
  permission: "read_api with the role Maintainer",
  message: "Whether a job's token may push is shown to maintainers of the project only",
};
