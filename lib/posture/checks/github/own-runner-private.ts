import { defineCheck, exampleKey, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const inside = (publicRead: boolean) => ({
  resources: [sampleResource("repository", "repo", { publicRead })],
  relationships: [{ from: "repo", kind: "contains" as const, to: exampleKey }],
});

export default defineCheck({
  id: "github/own-runner-private",
  title: "A public repository does not run on one's own machines",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "github.workflow",
  follows: ["contains"],
  followDepth: 1,
  risk: "Anybody's pull request runs on a machine inside your network, and what it leaves behind meets the next job.",
  remediation: {
    summary: "Use runners of GitHub for public repositories, or make the repository private.",
    cli: "gh api repos/$ORG/$REPO/actions/runners --jq '.runners[].name'",
    terraform: 'visibility = "private" on github_repository, or a runner group without public repositories',
    console: ["Settings › Actions › Runner groups › untick Allow public repositories"],
  },
  references: [
    "https://docs.github.com/en/actions/hosting-your-own-runners/managing-self-hosted-runners/about-self-hosted-runners",
  ],

  evaluate: ({ key, properties: { selfHosted } }, graph) => {
    if (!selfHosted) return notApplicable;
    const open = graph
      .followBack(key, "contains")
      .filter((one) => isOfClass(one, "repository") && one.facets.publicRead);
    return open.length === 0
      ? pass
      : fail(`Everybody may open a pull request on ${open.map(({ name }) => name).join(", ")}`, {
          selfHosted,
        });
  },

  examples: {
    pass: [{ name: "a private repository", properties: { selfHosted: true }, neighbours: inside(false) }],
    fail: [{ name: "a public one", properties: { selfHosted: true }, neighbours: inside(true) }],
    notApplicable: [
      { name: "GitHub's machines", properties: { selfHosted: false }, neighbours: inside(true) },
    ],
  },
});
