import { defineCheck, exampleKey, fail, notApplicable, pass } from "#lib/domain/check.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const environmentIn = (subject: string): string => /:environment:([^:]+)$/.exec(subject)?.[1] ?? "";

const job = (environment: string | null, subject: string) => ({
  properties: { federatingJobs: [{ job: "deploy", environment }] },
  facets: { federation: [{ issuer: "token.actions.githubusercontent.com", subject, claims: {} }] },
});
type Given = { reviewers?: number; branchesLimited?: boolean; reviewRequired?: boolean };
const inside = ({ reviewers = 0, branchesLimited = false, reviewRequired = false }: Given) => ({
  resources: [
    // Safe because the check reads nothing else of a repository's properties.
    {
      ...sampleResource("repository", "repo", { reviewRequired }, { type: "github.repository" }),
      properties: {
        defaultBranch: "main",
        environments: [{ name: "production", reviewers, branchesLimited }],
      },
    } as unknown as Resource,
  ],
  relationships: [{ from: "repo", kind: "contains" as const, to: exampleKey }],
});

export default defineCheck({
  id: "github/federation-guarded",
  title: "A job that takes on a cloud identity is guarded",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "github.workflow",
  follows: ["contains"],
  followDepth: 1,
  risk: "Any branch that a member pushes can otherwise take on the identity that ships to production.",
  remediation: {
    summary:
      "Put the job into an environment with reviewers or protected branches, and name that environment in the cloud's trust.",
    cli: "gh api -X PUT repos/$ORG/$REPO/environments/production --input environment.json",
    terraform:
      'resource "github_repository_environment" { deployment_branch_policy { protected_branches = true custom_branch_policies = false } }',
    console: [
      "Settings › Environments › New › Required reviewers, or protected branches only",
      "Add environment: production to the job",
    ],
  },
  references: [
    "https://docs.github.com/en/actions/security-for-github-actions/security-hardening-your-deployments/about-security-hardening-with-openid-connect",
  ],

  evaluate: ({ key, properties: { federatingJobs }, facets: { federation } }, graph) => {
    if (federatingJobs.length === 0) return notApplicable;
    const repository = graph
      .followBack(key, "contains")
      .find((one): one is Resource<"github.repository"> => one.type === "github.repository");
    if (!repository) return notApplicable;
    const { environments, defaultBranch } = repository.properties;
    const guarded = new Set(
      environments
        .filter(({ reviewers, branchesLimited }) => reviewers > 0 || branchesLimited)
        .map(({ name }) => name),
    );
    const open = federatingJobs.filter(
      ({ environment }) => environment === null || !guarded.has(environment),
    );
    if (open.length === 0) return pass;
    // A job that can run from the reviewed branch alone needs no environment.
    const fromBranch = federation.every(
      ({ subject }) =>
        subject.endsWith(`:ref:refs/heads/${defaultBranch}`) || guarded.has(environmentIn(subject)),
    );
    if (fromBranch && repository.facets.reviewRequired) return pass;
    const jobs = open.map(({ job }) => job);
    return fail(`Neither an environment nor a review stands before ${jobs.join(", ")}`, { jobs });
  },

  examples: {
    pass: [
      {
        name: "in an environment with reviewers",
        ...job("production", "repo:acme/app:environment:production"),
        neighbours: inside({ reviewers: 1 }),
      },
      {
        name: "from the reviewed default branch alone",
        ...job(null, "repo:acme/app:ref:refs/heads/main"),
        neighbours: inside({ reviewRequired: true }),
      },
    ],
    fail: [
      {
        name: "in an environment that anything may deploy to",
        ...job("production", "repo:acme/app:environment:production"),
        neighbours: inside({}),
      },
      {
        name: "from any branch",
        ...job(null, "repo:acme/app:ref:refs/heads/*"),
        neighbours: inside({ reviewRequired: true }),
      },
      {
        name: "from a default branch that nobody reviews",
        ...job(null, "repo:acme/app:ref:refs/heads/main"),
        neighbours: inside({ reviewRequired: false }),
      },
    ],
    notApplicable: [
      {
        name: "asks no cloud for anything",
        properties: { federatingJobs: [] },
        facets: { federation: [] },
        neighbours: inside({}),
      },
    ],
  },
});
