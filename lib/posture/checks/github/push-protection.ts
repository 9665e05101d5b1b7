import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiSourceKinds, shipsAi } from "#lib/domain/ships-ai.ts";

export default defineCheck({
  id: "github/push-protection",
  title: "A push with a secret in it is refused",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "github.repository",
  follows: [...aiSourceKinds],
  followDepth: 2,
  risk: "Found after the push, the secret is already in every clone and must be revoked.",
  remediation: {
    summary: "Switch push protection on.",
    cli: 'gh api -X PATCH repos/$ORG/$REPO --input - <<< \'{"security_and_analysis":{"secret_scanning_push_protection":{"status":"enabled"}}}\'',
    terraform:
      'security_and_analysis { secret_scanning_push_protection { status = "enabled" } } on github_repository',
    console: ["Settings › Advanced Security › Push protection › Enable"],
  },
  references: ["https://docs.github.com/en/code-security/secret-scanning/introduction/about-push-protection"],

  evaluate: (repository, graph) => {
    const { pushProtection, archived } = repository.properties;
    if (archived || !shipsAi(graph, repository)) return notApplicable;
    return pushProtection
      ? pass
      : fail("A secret is looked for only after it was pushed", { pushProtection });
  },

  examples: {
    pass: [
      {
        name: "on",
        facets: { aiSigns: ["depends on openai"] },
        properties: { archived: false, pushProtection: true },
      },
    ],
    fail: [
      {
        name: "off",
        facets: { aiSigns: ["depends on openai"] },
        properties: { archived: false, pushProtection: false },
      },
    ],
    notApplicable: [
      {
        name: "archived",
        facets: { aiSigns: ["depends on openai"] },
        properties: { archived: true, pushProtection: false },
      },
    ],
  },
});
