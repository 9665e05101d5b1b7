import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { hostOf, keyOf, workflowKey, type ListedRepository } from "./keys.ts";
import { subjectOf, type SubjectForm } from "./oidc.ts";
import {
  asksForIdentity,
  billSteps,
  injectionsIn,
  outsiderTriggersOf,
  runsOnOwnMachine,
  secretsIn,
  takesForeignCode,
  unpinnedIn,
  writesOf,
} from "./workflow-facts.ts";
import { contextsOf } from "./workflow-subjects.ts";
import type { WorkflowFile } from "./workflow-file.ts";
import { withUnknown } from "../normalized.ts";

export type WorkflowContext = {
  repository: ListedRepository;
  account: string;
  /** Whether a token may write where the file does not say. */
  defaultWrites: boolean;
  defaultUnknown: Unknown | null;
  form: SubjectForm;
  formUnknown: Unknown | null;
  /** Environments in which somebody approves each run. */
  guarded: ReadonlySet<string>;
  guardUnknown: Unknown | null;
};

export function toWorkflow(
  path: string,
  file: WorkflowFile,
  text: string,
  context: WorkflowContext,
): Resource<"github.workflow"> {
  const { defaultWrites } = context;
  const jobs = Object.entries(file.jobs);
  const writes = [...new Set(jobs.flatMap(([, job]) => writesOf(file, job, defaultWrites)))].toSorted();
  const unpinned = unpinnedIn(file, context.account);
  const secrets = secretsIn(text);
  const resource: Resource<"github.workflow"> = {
    ...identityOf(path, context),
    properties: {
      path,
      triggers: [...file.on.keys()],
      unpinned,
      writes,
      injections: injectionsIn(file),
      federatingJobs: jobs
        .filter(([, job]) => asksForIdentity(file, job))
        .map(([job, { environment }]) => ({ job, environment: environment ?? null })),
      selfHosted: jobs.some(([, job]) => runsOnOwnMachine(job)),
      billOfMaterials: billSteps(file),
    },
    facets: {
      pinned: unpinned.length === 0,
      writeToken: writes.includes("all"),
      untrustedTrigger: runsForeignCode(file, context, writes.length > 0 || secrets.length > 0),
      secretVariables: secrets,
      federation: federationOf(path, file, context),
    },
  };
  // Where every job says what its token may do, the default plays no part.
  const usesDefault = jobs.some(([, job]) => (job.permissions ?? file.permissions ?? null) === null);
  const token = usesDefault ? context.defaultUnknown : null;
  return withUnknown(resource, {
    "facets.writeToken": token,
    "properties.writes": token,
    "facets.federation": context.formUnknown,
    // Without a word on its environment, a job in one may be approved by somebody or not.
    "facets.untrustedTrigger": resource.facets.untrustedTrigger ? context.guardUnknown : null,
  });
}

/** A file that GitHub itself could not run. That it is there is known, and nothing else. */
export function unreadWorkflow(
  path: string,
  problem: string,
  context: WorkflowContext,
): Resource<"github.workflow"> {
  const unread: Unknown = {
    reason: "malformed",
    call: "repos:get-content",
    permission: null,
    message: `${path}: ${problem}`,
  };
  const resource: Resource<"github.workflow"> = {
    ...identityOf(path, context),
    properties: {
      path,
      triggers: [],
      unpinned: [],
      writes: [],
      injections: [],
      federatingJobs: [],
      selfHosted: false,
      billOfMaterials: [],
    },
    facets: { pinned: true, writeToken: false, untrustedTrigger: false, secretVariables: [], federation: [] },
  };
  const paths = [
    ...Object.keys(resource.properties)
      .filter((name) => name !== "path")
      .map((name) => `properties.${name}`),
    ...Object.keys(resource.facets).map((name) => `facets.${name}`),
  ];
  return withUnknown(resource, Object.fromEntries(paths.map((name) => [name, unread])));
}

const identityOf = (path: string, { repository, account }: WorkflowContext) => ({
  key: workflowKey(keyOf(repository.html_url), path),
  type: "github.workflow" as const,
  name: path.slice(path.lastIndexOf("/") + 1),
  account,
  region: null,
  tags: {},
});

/** Nobody outside can open a pull request on what they can neither see nor fork. */
function runsForeignCode(
  file: WorkflowFile,
  { repository, guarded }: WorkflowContext,
  holdsSomething: boolean,
): boolean {
  const closed = repository.private && !repository.allow_forking;
  if (closed || !holdsSomething || outsiderTriggersOf(file).length === 0) return false;
  return Object.values(file.jobs).some(
    (job) => takesForeignCode(job) && !(job.environment !== undefined && guarded.has(job.environment)),
  );
}

function federationOf(path: string, file: WorkflowFile, { repository, form }: WorkflowContext) {
  const host = hostOf(repository.html_url);
  const subjects = Object.values(file.jobs)
    .filter((job) => asksForIdentity(file, job))
    .flatMap((job) =>
      contextsOf(file, job, repository.default_branch ?? "main").map((context) =>
        subjectOf(host, repository, form, {
          context,
          workflow: `${repository.full_name}/${path}`,
          environment: job.environment ?? null,
        }),
      ),
    );
  return [...new Map(subjects.map((one) => [JSON.stringify(one), one])).values()];
}
