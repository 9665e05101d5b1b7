import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isAi } from "#lib/domain/ai-use.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";

/** Whether its images are what AI runs on, or its account may change AI. */
const changesAi = (key: string, graph: ResourceGraph): boolean =>
  graph
    .follow(key, "stores-artifacts-in")
    .some((repository) => graph.followBack(repository.key, "pulls-image").some(isAi)) ||
  graph
    .follow(key, "runs-as")
    .some(({ key: account }) =>
      [...graph.follow(account, "can-manage"), ...graph.follow(account, "can-write")].some(
        (found) => isAi(found) && !isOfClass(found, "guardrail"),
      ),
    );

const buildsForModel = {
  resources: [sampleResource("image-registry", "repository"), sampleResource("model", "model")],
  relationships: [
    { from: "example", kind: "stores-artifacts-in" as const, to: "repository" },
    { from: "model", kind: "pulls-image" as const, to: "repository" },
  ],
};
const mayChangeModel = {
  resources: [sampleResource("identity", "account"), sampleResource("model", "model")],
  relationships: [
    { from: "example", kind: "runs-as" as const, to: "account" },
    { from: "account", kind: "can-manage" as const, to: "model" },
  ],
};

export default defineCheck({
  id: "gcp/build-trigger-approval",
  title: "Build that can change models waits for a person",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gcp.cloudbuild.trigger",
  follows: ["stores-artifacts-in", "pulls-image", "runs-as", "can-manage", "can-write"],
  followDepth: 2,
  risk: "One merged commit, or one stolen account of source control, replaces what answers users without anybody looking.",
  remediation: {
    summary: "Ask for an approval before the trigger builds.",
    cli: "gcloud builds triggers update TRIGGER --region REGION --require-approval",
    terraform: "approval_config { approval_required = true } on google_cloudbuild_trigger",
    console: ["Cloud Build › Triggers › open it", "Approval › Require approval before build executes"],
  },
  references: ["https://cloud.google.com/build/docs/securing-builds/gate-builds-on-approval"],

  evaluate: ({ key, properties: { enabled, approvalRequired } }, graph) => {
    if (!enabled || !changesAi(key, graph)) return notApplicable;
    return approvalRequired ? pass : fail("It builds without anybody approving", { approvalRequired });
  },

  examples: {
    pass: [
      { name: "waits", properties: { enabled: true, approvalRequired: true }, neighbours: buildsForModel },
    ],
    fail: [
      {
        name: "builds an image that a model runs on",
        properties: { enabled: true, approvalRequired: false },
        neighbours: buildsForModel,
      },
      {
        name: "may change a model by its account",
        properties: { enabled: true, approvalRequired: false },
        neighbours: mayChangeModel,
      },
    ],
    notApplicable: [
      { name: "has nothing to do with AI", properties: { enabled: true, approvalRequired: false } },
      {
        name: "switched off",
        properties: { enabled: false, approvalRequired: false },
        neighbours: buildsForModel,
      },
    ],
  },
});
