import type { Job, Permissions, Step, WorkflowFile } from "./workflow-file.ts";

const hash = /@(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
const digest = /@sha256:[0-9a-f]{64}$/i;

/** Actions, reusable workflows and images of others that are named by something that can move. */
export function unpinnedIn({ jobs }: WorkflowFile, ownOrganization: string): string[] {
  const uses = Object.values(jobs).flatMap((job) => [
    ...(job.uses === undefined ? [] : [job.uses]),
    ...stepsOf(job).flatMap(({ uses: action }) => action ?? []),
  ]);
  const images = Object.values(jobs).flatMap((job) => [
    ...(job.container === undefined ? [] : [job.container]),
    ...Object.values(job.services ?? {}),
  ]);
  const own = `${ownOrganization.toLowerCase()}/`;
  const found = [
    ...uses.filter((name) =>
      name.startsWith("docker://")
        ? !digest.test(name)
        : !name.startsWith("./") && !name.toLowerCase().startsWith(own) && !hash.test(name),
    ),
    // An image named by an expression may be named by digest or not.
    ...images.filter((image) => image !== "" && !image.includes("${{") && !digest.test(image)),
  ];
  return [...new Set(found)].toSorted();
}

export const stepsOf = (job: Job): readonly Step[] => job.steps ?? [];

/** What the token of one job may write with: its own word, else the file's, else the repository's default. */
export function writesOf(file: WorkflowFile, job: Job, defaultWrites: boolean): string[] {
  const stated = job.permissions ?? file.permissions;
  if (stated === undefined || stated === null) return defaultWrites ? ["all"] : [];
  return writesIn(stated);
}

function writesIn(stated: Permissions): string[] {
  if (typeof stated === "string") return stated === "write-all" ? ["all"] : [];
  return Object.entries(stated)
    .filter(([, right]) => right === "write")
    .map(([name]) => name);
}

export const asksForIdentity = (file: WorkflowFile, job: Job): boolean => {
  const writes = writesOf(file, job, false);
  return writes.includes("id-token") || writes.includes("all");
};

/** Names of secrets a text refers to; `all` where it takes every one. */
export function secretsIn(text: string): string[] {
  const named = [...text.matchAll(/\bsecrets(?:\.|\[\s*['"])([A-Za-z_]\w*)/g)].flatMap(
    ([, name]) => name ?? [],
  );
  const all = /toJSON\(\s*secrets\s*\)|secrets:\s*inherit\b/i.test(text) ? ["all"] : [];
  return [...new Set([...named.filter((name) => name.toUpperCase() !== "GITHUB_TOKEN"), ...all])].toSorted();
}

/** Triggers that anybody may set off and that run with the repository's own rights. */
const outsiderTriggers: ReadonlySet<string> = new Set([
  "pull_request_target",
  "workflow_run",
  "issue_comment",
  "issues",
  "discussion",
  "discussion_comment",
  "pull_request_review",
  "pull_request_review_comment",
]);

export const outsiderTriggersOf = ({ on }: WorkflowFile): string[] =>
  [...on.keys()].filter((trigger) => outsiderTriggers.has(trigger));

const foreignRef =
  /github\.event\.pull_request\.head\.|github\.head_ref|github\.event\.workflow_run\.(head_sha|head_branch|head_repository)|refs\/pull\/|github\.event\.(number|pull_request\.number|issue\.number)/;
const foreignFetch =
  /\bgh\s+pr\s+checkout\b|\bgit\s+(fetch|pull)\b[^\n]*\bpull\/|github\.event\.pull_request\.head\./;

/** Whether a job runs on code that somebody outside wrote: it checks out what a pull request holds. */
export const takesForeignCode = (job: Job): boolean =>
  stepsOf(job).some(({ uses, run, with: inputs }) => {
    if (run !== undefined && foreignFetch.test(run)) return true;
    if (uses === undefined || !/^actions\/checkout@/i.test(uses)) return false;
    return [inputs?.["ref"], inputs?.["repository"]].some(
      (value) => typeof value === "string" && foreignRef.test(value),
    );
  });

const textIn = (value: unknown): string => (typeof value === "string" ? value : "");

const foreignText =
  /\$\{\{[^}]*\b(?:github\.head_ref|github\.event\.(?:issue|pull_request|comment|review|review_comment|discussion|pages|workflow_run|head_commit|commits)\b[\w.[\]*'"-]*\.(?:title|body|message|name|email|ref|label|head_branch|display_title|default_branch))[^}]*\}\}/g;

/** Expressions that an outsider fills in, put into a script where the shell or the interpreter evaluates them. */
export function injectionsIn(file: WorkflowFile): string[] {
  if (outsiderTriggersOf(file).length === 0) return [];
  const scripts = Object.values(file.jobs)
    .flatMap(stepsOf)
    .flatMap(({ uses, run, with: inputs }) => [
      run ?? "",
      uses?.startsWith("actions/github-script@") ? textIn(inputs?.["script"]) : "",
    ]);
  return [...new Set(scripts.flatMap((script) => script.match(foreignText) ?? []))].toSorted();
}

export const runsOnOwnMachine = (job: Job): boolean => {
  const labels = JSON.stringify(job["runs-on"] ?? "");
  return labels.includes("self-hosted");
};

const billMakers = /sbom|cyclonedx|cdxgen|\bsyft\b|spdx/i;

/** Steps that write, publish or attest a bill of materials. */
export const billSteps = ({ jobs }: WorkflowFile): string[] => [
  ...new Set(
    Object.values(jobs)
      .flatMap(stepsOf)
      .flatMap(({ uses, run, with: inputs }) => {
        if (uses !== undefined && (billMakers.test(uses) || billMakers.test(JSON.stringify(inputs ?? {}))))
          return [uses];
        const line = (run ?? "").split("\n").find((text) => billMakers.test(text));
        return line === undefined ? [] : [line.trim().slice(0, 120)];
      }),
  ),
];
