import type { Filter, Job, WorkflowFile } from "./workflow-file.ts";

/** What the `context` part of a job's subject may be, over every way in which the workflow starts. */
export function contextsOf({ on }: WorkflowFile, job: Job, defaultBranch: string): string[] {
  if (job.environment !== undefined) {
    // Named by an expression, it may be any.
    const name = job.environment.includes("${{") ? "*" : job.environment;
    return [`environment:${name}`];
  }
  return [
    ...new Set([...on].flatMap(([trigger, filter]) => contextsOfTrigger(trigger, filter, defaultBranch))),
  ];
}

function contextsOfTrigger(trigger: string, filter: Filter, defaultBranch: string): string[] {
  switch (trigger) {
    case "push": {
      const branches = refs("heads", filter.branches);
      const tags = refs("tags", filter.tags);
      // A filter of one kind alone leaves the other kind out.
      if (branches.length + tags.length > 0) return [...branches, ...tags];
      return ["ref:refs/heads/*", "ref:refs/tags/*"];
    }
    case "pull_request":
    case "pull_request_review":
    case "pull_request_review_comment":
      return ["pull_request"];
    case "release":
      return ["ref:refs/tags/*"];
    case "workflow_dispatch":
    case "repository_dispatch":
    case "deployment":
      return ["ref:refs/heads/*", "ref:refs/tags/*"];
    case "workflow_call":
      // Whoever calls it brings its own subject.
      return ["*"];
    default:
      return [`ref:refs/heads/${defaultBranch}`];
  }
}

/** `!` takes branches away again, which a subject cannot say, and `?`, `+` and `[a-z]` are read as "some". */
const refs = (kind: "heads" | "tags", patterns: readonly string[] | undefined): string[] =>
  (patterns ?? [])
    .filter((pattern) => !pattern.startsWith("!"))
    .map((pattern) => `ref:refs/${kind}/${pattern.replaceAll(/\*+|[?+]|\[[^\]]*\]/g, "*")}`);
