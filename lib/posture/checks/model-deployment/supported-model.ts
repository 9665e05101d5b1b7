import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";

const model = (key: string, lifecycle: "active" | "legacy" | "retired" | "unstated") => ({
  key,
  type: "gcp.aiplatform.model" as const,
  name: key,
  account: "acme",
  region: "europe-west4",
  tags: {},
  properties: { source: null, artifactUri: null, containerImage: null, kmsKey: null },
  facets: { origin: "custom" as const, publisher: null, version: "1", lifecycle, customerKey: true },
});

export default defineClassCheck({
  id: "model-deployment/supported-model",
  title: "Deployment serves a model that is still supported",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesToClass: "model-deployment",
  follows: ["serves"],
  followDepth: 1,
  risk: "A retired model gets no fixes, and calls to it stop working on its last day.",
  remediation: {
    summary: "Deploy the successor beside it, move the traffic over, then undeploy the old one.",
    cli: "gcloud ai endpoints deploy-model ENDPOINT --region REGION --model NEW_MODEL --display-name NAME --traffic-split 0=100",
    terraform: "Point the deployment at the newer model version",
    console: [
      "Vertex AI › Online prediction › open the endpoint",
      "Deploy another model › set its traffic to 100",
    ],
  },
  references: ["https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions"],

  evaluate: ({ key }, graph) => {
    const models = graph.follow(key, "serves").filter((served) => isOfClass(served, "model"));
    const stated = models.filter(({ facets }) => facets.lifecycle !== "unstated");
    if (stated.length === 0) return notApplicable;
    const old = stated
      .filter(({ facets }) => facets.lifecycle !== "active")
      .map(({ name, facets }) => `${name} (${facets.lifecycle})`);
    return old.length === 0 ? pass : fail(`It serves ${old.join(", ")}`, { models: old });
  },

  examples: {
    pass: [
      {
        name: "active",
        neighbours: {
          resources: [model("a", "active")],
          relationships: [{ from: "example", kind: "serves", to: "a" }],
        },
      },
    ],
    fail: [
      {
        name: "one of two is legacy",
        neighbours: {
          resources: [model("a", "active"), model("b", "legacy")],
          relationships: [
            { from: "example", kind: "serves", to: "a" },
            { from: "example", kind: "serves", to: "b" },
          ],
        },
      },
      {
        name: "retired",
        neighbours: {
          resources: [model("a", "retired")],
          relationships: [{ from: "example", kind: "serves", to: "a" }],
        },
      },
    ],
    notApplicable: [
      { name: "serves nothing" },
      {
        name: "a model of one's own states no lifecycle",
        neighbours: {
          resources: [model("a", "unstated")],
          relationships: [{ from: "example", kind: "serves", to: "a" }],
        },
      },
    ],
  },
});
