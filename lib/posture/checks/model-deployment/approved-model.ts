import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { listParameter, matchesAny } from "#lib/domain/parameter.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const claude = sampleResource(
  "model",
  "claude",
  { publisher: "Anthropic" },
  { name: "anthropic.claude-sonnet-4" },
);
const tuned = sampleResource("model", "tuned", { publisher: null }, { name: "claims-llama" });
const serving = (...models: (typeof claude)[]) => ({
  resources: models,
  relationships: models.flatMap(({ key }) => related(`example serves ${key}`)),
});

export default defineClassCheck({
  id: "model-deployment/approved-model",
  title: "Deployment serves a model that is on the approved list",
  severity: "medium",
  layer: "model",
  function: "detect",
  appliesToClass: "model-deployment",
  follows: ["serves"],
  followDepth: 1,
  risk: "A model that nobody reviewed answers under the organization's name, and its license, its maker and what it does with data are unknown.",
  remediation: {
    summary: "Move its callers to an approved model, or have this one reviewed and add it to the list.",
    cli: 'curl -X PUT -H "Authorization: Bearer $TOKEN" -d \'{"approvedModels":["anthropic.claude-*"]}\' https://<nacre>/api/v1/check-parameters/model-deployment/approved-model',
    terraform: "Name an approved model in the deployment",
    console: ["Settings › Checks › Deployment serves a model that is on the approved list", "Add the model"],
  },
  references: [
    "https://www.nist.gov/itl/ai-risk-management-framework",
    "https://atlas.mitre.org/mitigations/AML.M0023",
  ],

  parameters: {
    approvedModels: listParameter({
      title: "Approved models",
      help: "Names of models, or with * for what may follow: anthropic.claude-*. While it and the list of makers are empty, the check does not apply.",
      default: [],
    }),
    approvedPublishers: listParameter({
      title: "Approved makers",
      help: "Every model of theirs is approved: anthropic, openai, meta*.",
      default: [],
    }),
  },

  evaluate: ({ key }, graph, { approvedModels, approvedPublishers }) => {
    if (approvedModels.length + approvedPublishers.length === 0) return notApplicable;
    const models = graph.follow(key, "serves").filter((served) => isOfClass(served, "model"));
    if (models.length === 0) return notApplicable;
    const others = models
      .filter(
        ({ name, facets: { publisher } }) =>
          !matchesAny(name, approvedModels) &&
          (publisher === null || !matchesAny(publisher, approvedPublishers)),
      )
      .map(({ name }) => name);
    return others.length === 0
      ? pass
      : fail(`It serves ${others.join(", ")}, which nobody approved`, { models: others });
  },

  examples: {
    pass: [
      { name: "named", neighbours: serving(claude), parameters: { approvedModels: ["anthropic.claude-*"] } },
      {
        name: "of an approved maker",
        neighbours: serving(claude),
        parameters: { approvedPublishers: ["anthropic"] },
      },
    ],
    fail: [
      {
        name: "another maker's",
        neighbours: serving(claude),
        parameters: { approvedPublishers: ["openai"] },
      },
      {
        name: "one of two, whose maker is not stated",
        neighbours: serving(claude, tuned),
        parameters: { approvedPublishers: ["anthropic"] },
      },
    ],
    notApplicable: [
      { name: "nothing is decided yet", neighbours: serving(claude) },
      { name: "serves nothing", parameters: { approvedModels: ["a"] } },
    ],
  },
});
