import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { aiPackagesIn } from "../ai-packages.ts";
import { detail, detailList, isNotFound, parsed, type Detail, type SaysNothing } from "../rest/detail.ts";
import { listLinked } from "../rest/listing.ts";
import { ApprovalRule, ApprovalSettings, ProtectedBranch } from "./branch-rules.ts";
import { readDeployments, type Deployments, type ProtectedEnvironment } from "./deployments.ts";
import { readJobTokenScope, type JobTokenScope } from "./job-token-scope.ts";
import { defaultBranchOf, type ListedProject } from "./keys.ts";
import { manifestNames, packagesIn } from "./manifests.ts";
import { Variable } from "./variables.ts";

export type Answered<T> = { value: T; unknown: Unknown | null };

const Finding = z.object({
  state: z.string(),
  name: z.string(),
  identifiers: z.array(z.looseObject({ external_id: z.string() })).default([]),
});
const TreeEntry = z.object({ type: z.string(), path: z.string() });
const File = z.object({ encoding: z.string(), content: z.string() });

/** What was asked about one project. Each answer is a value, or why it is unknown. */
export type ProjectAnswers = {
  branches: Detail<readonly ProtectedBranch[]>;
  approvalRules: Detail<readonly ApprovalRule[]>;
  approvalSettings: Detail<z.infer<typeof ApprovalSettings>>;
  jobToken: JobTokenScope;
  deployments: Deployments;
  variables: Detail<readonly Variable[]>;
  leakedSecrets: Answered<string[]>;
  codeOwners: Answered<boolean>;
  aiPackages: Answered<string[]>;
  /** Paths at the top of the default branch. */
  files: Detail<readonly string[]>;
};

export const answerCalls = [
  "projects:list-protected-branches",
  "projects:list-approval-rules",
  "projects:get-approvals",
  "projects:get-job-token-scope",
  "projects:list-job-token-projects",
  "projects:list-job-token-groups",
  "projects:list-environments",
  "projects:list-protected-environments",
  "projects:list-variables",
  "projects:list-vulnerability-findings",
  "projects:list-tree",
  "projects:get-file",
] as const;

export async function readAnswers(
  source: Source,
  listed: ListedProject,
  protectedByGroup: Detail<readonly ProtectedEnvironment[]>,
): Promise<ProjectAnswers> {
  const project = String(listed.id);
  const list = async <T>(
    operation: string,
    record: z.ZodType<T>,
    input: object = {},
    nothing: SaysNothing = never,
  ) => {
    const call = { service: "projects", operation };
    return parsed(
      await detailList(() => listLinked(source, call, { project, per_page: 100, ...input }), nothing),
      record,
      call,
    );
  };
  const get = <T>(operation: string, record: z.ZodType<T>, nothing: SaysNothing = never) =>
    detail(source, { service: "projects", operation }, { project }, record, nothing);
  const [deployments, jobToken, ...answers] = await Promise.all([
    readDeployments(source, listed, protectedByGroup),
    readJobTokenScope(source, listed),
    list("list-protected-branches", ProtectedBranch),
    // Without Premium there are no rules to ask for, and nobody has to approve.
    list("list-approval-rules", ApprovalRule, {}, isNotFound),
    get("get-approvals", ApprovalSettings, isNotFound),
    // Where pipelines are switched off there are none.
    list("list-variables", Variable, {}, isNotFound),
    list("list-vulnerability-findings", Finding, { report_type: "secret_detection" }),
    readCode(source, listed),
  ]);
  const [branches, approvalRules, approvalSettings, variables, findings, code] = answers;
  return {
    branches,
    approvalRules,
    approvalSettings,
    jobToken,
    deployments,
    variables,
    leakedSecrets: { value: kindsOf(findings.value ?? []), unknown: findings.unknown },
    ...code,
  };
}

const never = () => false;

const kindsOf = (findings: readonly z.infer<typeof Finding>[]): string[] => [
  ...new Set(
    findings
      .filter(({ state }) => state === "detected" || state === "confirmed")
      .map(({ identifiers, name }) => kindIn(identifiers[0]?.external_id ?? name)),
  ),
];

/** As `openai_api_key`, whichever way its scanner writes it. */
const kindIn = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");

type Code = Pick<ProjectAnswers, "files" | "codeOwners" | "aiPackages">;

async function readCode(source: Source, listed: ListedProject): Promise<Code> {
  const branch = defaultBranchOf(listed);
  if (branch === null) return { files: nothing, codeOwners: no, aiPackages: none };
  const files = await readTree(source, listed, branch, "");
  if (files.value === null)
    return {
      files,
      codeOwners: { value: false, unknown: files.unknown },
      aiPackages: { value: [], unknown: files.unknown },
    };
  const [codeOwners, aiPackages] = await Promise.all([
    hasCodeOwners(source, listed, branch, files.value),
    readPackages(source, listed, branch, files.value),
  ]);
  return { files, codeOwners, aiPackages };
}

const nothing = { value: [], unknown: null };
const no = { value: false, unknown: null };
const none = { value: [], unknown: null };

async function readTree(
  source: Source,
  { id }: ListedProject,
  ref: string,
  path: string,
): Promise<Detail<readonly string[]>> {
  const call = { service: "projects", operation: "list-tree" };
  const input = { project: String(id), ref, per_page: 100, ...(path === "" ? {} : { path }) };
  const found = parsed(await detailList(() => listLinked(source, call, input), isNotFound), TreeEntry, call);
  if (found.unknown) return { value: null, unknown: found.unknown };
  return {
    value: (found.value ?? []).map(({ type, path: at }) => (type === "tree" ? `${at}/` : at)),
    unknown: null,
  };
}

/** GitLab looks for the file at the top, then in `docs`, then in `.gitlab`. */
async function hasCodeOwners(
  source: Source,
  listed: ListedProject,
  branch: string,
  files: readonly string[],
): Promise<Answered<boolean>> {
  if (files.includes("CODEOWNERS")) return { value: true, unknown: null };
  let unknown: Unknown | null = null;
  for (const folder of ["docs", ".gitlab"].filter((name) => files.includes(`${name}/`))) {
    const inside = await readTree(source, listed, branch, folder);
    if (inside.value?.includes(`${folder}/CODEOWNERS`)) return { value: true, unknown: null };
    unknown ??= inside.unknown;
  }
  return { value: false, unknown };
}

async function readPackages(
  source: Source,
  listed: ListedProject,
  branch: string,
  files: readonly string[],
): Promise<Answered<string[]>> {
  const packages: string[] = [];
  let unknown: Unknown | null = null;
  for (const path of manifestNames.filter((name) => files.includes(name))) {
    const read = await readFile(source, listed, branch, path);
    if (read.value !== null) packages.push(...packagesIn(path, read.value));
    unknown ??= read.unknown;
  }
  return { value: aiPackagesIn(packages), unknown };
}

export async function readFile(
  source: Source,
  { id }: ListedProject,
  ref: string,
  path: string,
): Promise<Detail<string>> {
  const found = await detail(
    source,
    { service: "projects", operation: "get-file" },
    { project: String(id), path, ref },
    File,
    isNotFound,
  );
  if (found.value === null) return found;
  const { encoding, content } = found.value;
  return {
    value: encoding === "base64" ? Buffer.from(content, "base64").toString("utf8") : content,
    unknown: null,
  };
}
