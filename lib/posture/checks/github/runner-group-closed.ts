import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const gpu = {
  visibility: "all",
  takesPublicRepositories: false,
  takesNamedWorkflows: false,
  inherited: false,
  runnerCount: 2,
};

export default defineCheck({
  id: "github/runner-group-closed",
  title: "Self-hosted runners take no job of a public repository",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "github.runner-group",
  risk: "Whoever forks a public repository runs his own code on your machines, and what he leaves there meets the jobs that train or ship models.",
  remediation: {
    summary:
      "Close the group to public repositories; give those that need machines of yours ones that end after each job.",
    cli: "gh api -X PATCH orgs/$ORG/actions/runner-groups/$ID -F allows_public_repositories=false",
    terraform: "allows_public_repositories = false on github_actions_runner_group",
    console: [
      "Organization › Settings › Actions › Runner groups › the group › clear Allow public repositories",
    ],
  },
  references: [
    "https://docs.github.com/en/actions/reference/security/secure-use#hardening-for-self-hosted-runners",
    "https://docs.github.com/en/actions/how-tos/manage-runners/self-hosted-runners/manage-access",
  ],

  evaluate: ({ properties }) => {
    const { takesPublicRepositories, takesNamedWorkflows, runnerCount, visibility } = properties;
    if (!takesPublicRepositories) return pass;
    if (runnerCount === 0) return notApplicable;
    // Named with its ref, so that what a fork changes in it does not run here.
    if (takesNamedWorkflows) return pass;
    const of = visibility === "selected" ? "the chosen repositories" : "all repositories";
    return fail(`Its ${runnerCount} runners take jobs of ${of}, public ones included`, {
      takesPublicRepositories,
      visibility,
      runnerCount,
    });
  },

  examples: {
    pass: [
      { name: "private repositories only", properties: gpu },
      { name: "empty and closed", properties: { ...gpu, runnerCount: 0 } },
    ],
    fail: [
      { name: "every repository", properties: { ...gpu, takesPublicRepositories: true } },
      {
        name: "chosen ones, public among them allowed",
        properties: { ...gpu, visibility: "selected", takesPublicRepositories: true },
      },
    ],
    unknown: [
      {
        name: "open, and the runners were not listed",
        properties: { ...gpu, takesPublicRepositories: true },
        unknown: {
          "properties.runnerCount": {
            reason: "denied",
            call: "actions:list-self-hosted-runners-in-group-for-org",
            permission: "organization self-hosted runners: read",
            message: "403 Forbidden",
          },
        },
      },
    ],
    notApplicable: [
      {
        name: "the group that is always there, without a machine",
        properties: { ...gpu, takesPublicRepositories: true, runnerCount: 0 },
      },
    ],
  },
});
