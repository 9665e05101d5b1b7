import { defineCheck, exampleKey, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const serving = (...aiSigns: string[]) => ({
  resources: [sampleResource("repository", "scoring", { aiSigns })],
  relationships: [{ from: "scoring", kind: "hosted-on" as const, to: exampleKey }],
});
const open = { paused: false, protected: false, runsUntagged: true };

export default defineCheck({
  id: "gitlab/runner-protected",
  title: "Runner that builds AI code takes only jobs of protected branches",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gitlab.runner",
  follows: ["hosted-on"],
  followDepth: 1,
  risk: "Whoever may push any branch runs what he likes on the machine that trains or ships models, and what he leaves there meets the next job.",
  remediation: {
    summary: "Keep a runner for protected branches alone, and give the others a runner without its tags.",
    cli: "glab api -X PUT runners/$ID -f access_level=ref_protected",
    terraform: 'access_level = "ref_protected" on gitlab_user_runner',
    console: ["Settings › CI/CD › Runners › edit the runner › Protected"],
  },
  references: [
    "https://docs.gitlab.com/ci/runners/configure_runners/#prevent-runners-from-revealing-sensitive-information",
  ],

  evaluate: ({ key, properties }, graph) => {
    if (properties.paused) return notApplicable;
    const shipping = graph
      .followBack(key, "hosted-on")
      .filter((one) => isOfClass(one, "repository") && one.facets.aiSigns.length > 0);
    if (shipping.length === 0) return notApplicable;
    const { protected: isProtected, runsUntagged } = properties;
    if (isProtected) return pass;
    const names = shipping.map(({ name }) => name).join(", ");
    const which = runsUntagged ? "every job of every branch" : "jobs of every branch that name its tags";
    return fail(`It takes ${which}, and works for ${names}`, { protected: isProtected, runsUntagged });
  },

  examples: {
    pass: [
      { name: "protected branches", properties: { ...open, protected: true }, neighbours: serving("openai") },
    ],
    fail: [
      { name: "every job", properties: open, neighbours: serving("openai") },
      {
        name: "tags anybody can name",
        properties: { ...open, runsUntagged: false },
        neighbours: serving("x"),
      },
    ],
    unknown: [
      {
        name: "one of the server, of which only an administrator is told",
        properties: { paused: false, runsUntagged: true },
        unknown: {
          "properties.protected": {
            reason: "denied",
            call: "runners:get",
            permission: "read_api of an administrator",
            message: "403 Forbidden",
          },
        },
        neighbours: serving("openai"),
      },
    ],
    notApplicable: [
      { name: "nothing to do with AI", properties: open, neighbours: serving() },
      { name: "paused", properties: { ...open, paused: true }, neighbours: serving("openai") },
    ],
  },
});
