import { defineCheck, missing, notApplicable, pass } from "#lib/domain/check.ts";
import { aiSourceKinds, shipsAi } from "#lib/domain/ships-ai.ts";

const production = { name: "production", tier: "production", protected: true, approvals: 1 };
const ai = { aiSigns: ["depends on openai"] };

export default defineCheck({
  id: "gitlab/deployment-approved",
  title: "Somebody else agrees before AI code goes to production",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gitlab.project",
  follows: [...aiSourceKinds],
  followDepth: 2,
  risk: "One person, or one stolen token, puts another model, prompt or tool in front of users.",
  remediation: {
    summary: "Protect the environment and ask for an approval; this needs Premium.",
    cli: "glab api -X POST projects/$ID/protected_environments --input production.json",
    terraform:
      'resource "gitlab_project_protected_environment" "production" { environment = "production" approval_rules = [{ access_level = "maintainer", required_approvals = 1 }] }',
    console: ["Settings › CI/CD › Protected environments › Protect an environment › Approval rules"],
  },
  references: ["https://docs.gitlab.com/ci/environments/deployment_approvals/"],

  evaluate: (project, graph) => {
    const { archived, environments } = project.properties;
    const inProduction = environments.filter(({ tier }) => tier === "production");
    if (archived || inProduction.length === 0 || !shipsAi(graph, project)) return notApplicable;
    const open = inProduction.filter((one) => !one.protected || one.approvals === 0);
    if (open.length === 0) return pass;
    const names = open.map(({ name }) => name);
    return missing(`Nobody has to agree to a deployment to ${names.join(", ")}`, { environments: names });
  },

  examples: {
    pass: [
      { name: "approved", facets: ai, properties: { archived: false, environments: [production] } },
      {
        name: "only production counts",
        facets: ai,
        properties: {
          archived: false,
          environments: [
            production,
            { name: "review/a", tier: "development", protected: false, approvals: 0 },
          ],
        },
      },
    ],
    fail: [
      {
        name: "protected, and nobody has to agree",
        facets: ai,
        properties: { archived: false, environments: [{ ...production, approvals: 0 }] },
      },
      {
        name: "one of two regions",
        facets: ai,
        properties: {
          archived: false,
          environments: [
            production,
            { ...production, name: "production/us", protected: false, approvals: 0 },
          ],
        },
      },
    ],
    notApplicable: [
      { name: "nothing is deployed", facets: ai, properties: { archived: false, environments: [] } },
      {
        name: "nothing to do with AI",
        facets: { aiSigns: [] },
        properties: { archived: false, environments: [{ ...production, approvals: 0 }] },
      },
    ],
  },
});
