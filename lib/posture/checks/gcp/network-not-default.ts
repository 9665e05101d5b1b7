import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isAi } from "#lib/domain/ai-use.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const aroundNotebook = {
  resources: [sampleResource("notebook", "notebook")],
  relationships: [{ from: "notebook", kind: "in-network" as const, to: "example" }],
};

export default defineCheck({
  id: "gcp/network-not-default",
  title: "AI does not run in the default network",
  severity: "low",
  layer: "api",
  function: "protect",
  appliesTo: "gcp.compute.network",
  follows: ["in-network"],
  followDepth: 1,
  risk: "The default network spans every region and comes with rules that let machines reach each other and be logged in to.",
  remediation: {
    summary: "Move the workloads to a network made for them, and delete the default one.",
    cli: "gcloud compute networks delete default",
    terraform: 'resource "google_compute_network" "ai" { auto_create_subnetworks = false }',
    console: ["VPC network › Create VPC network", "Move the workloads, then delete default"],
  },
  references: ["https://cloud.google.com/vpc/docs/vpc#default-network"],

  evaluate: ({ key, properties: { isDefault } }, graph) => {
    const inside = graph.followBack(key, "in-network").filter(isAi);
    if (inside.length === 0) return notApplicable;
    return isDefault
      ? fail(`${inside.map(({ name }) => name).join(", ")} run in it`, {
          members: inside.map(({ name }) => name),
        })
      : pass;
  },

  examples: {
    pass: [{ name: "a network of its own", properties: { isDefault: false }, neighbours: aroundNotebook }],
    fail: [{ name: "the default", properties: { isDefault: true }, neighbours: aroundNotebook }],
    notApplicable: [{ name: "nothing of AI in it", properties: { isDefault: true } }],
  },
});
