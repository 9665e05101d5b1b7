import { defineClassCheck, missing, notApplicable, pass } from "#lib/domain/check.ts";
import { aiSourceKinds, shipsAi } from "#lib/domain/ships-ai.ts";

export default defineClassCheck({
  id: "repository/code-owners",
  title: "AI code names who must agree to changes",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "repository",
  follows: [...aiSourceKinds],
  followDepth: 2,
  risk: "Without owners anybody with write access can approve a change of prompts or tools, however little he knows of them.",
  remediation: {
    summary: "Write a CODEOWNERS file that names a team for prompts, tools and workflows.",
    cli: "printf '/.github/ @acme/platform\\n/prompts/ @acme/ai-safety\\n' > .github/CODEOWNERS",
    terraform: 'resource "github_repository_file" { file = ".github/CODEOWNERS" }',
    console: ["Add .github/CODEOWNERS", "Settings › Rules › require review from code owners"],
  },
  references: [
    "https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners",
  ],

  evaluate: (repository, graph) => {
    if (!shipsAi(graph, repository)) return notApplicable;
    const { codeOwners } = repository.facets;
    return codeOwners ? pass : missing("It has no CODEOWNERS file", { codeOwners });
  },

  examples: {
    pass: [{ name: "a file", facets: { aiSigns: ["depends on openai"], codeOwners: true } }],
    fail: [{ name: "none", facets: { aiSigns: ["depends on openai"], codeOwners: false } }],
    notApplicable: [{ name: "nothing to do with AI", facets: { aiSigns: [], codeOwners: false } }],
  },
});
