import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const endpoint = {
  key: "endpoint",
  type: "gcp.aiplatform.endpoint" as const,
  name: "classifier",
  account: "acme",
  region: "europe-west4",
  tags: {},
  properties: { deployedModelCount: 1, loggedShare: 1, kmsKey: null },
  facets: { publicNetwork: true, keyAuthentication: false, logsRequests: true, customerKey: false },
};
const inFront = {
  resources: [endpoint],
  relationships: [{ from: "example", kind: "invokes" as const, to: "endpoint" }],
};

export default defineCheck({
  id: "gcp/function-public-in-front-of-model",
  title: "Cloud Function in front of a model asks callers who they are",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "gcp.cloudfunctions.function",
  follows: ["invokes", "grounded-on"],
  risk: "Anybody can spend the model's budget, extract it and feed it injected instructions.",
  remediation: {
    summary: "Remove allUsers and allAuthenticatedUsers from the invokers.",
    cli: "gcloud functions remove-iam-policy-binding NAME --region REGION --member allUsers --role roles/cloudfunctions.invoker",
    terraform: "Remove allUsers and allAuthenticatedUsers from google_cloudfunctions2_function_iam_member",
    console: ["Open the service › Security", "Require authentication"],
  },
  references: ["https://cloud.google.com/run/docs/authenticating/overview"],

  evaluate: ({ key, properties: { publicInvokers, ingress } }, graph) => {
    const called = [...graph.follow(key, "invokes"), ...graph.follow(key, "grounded-on")];
    if (called.length === 0) return notApplicable;
    return publicInvokers.length === 0
      ? pass
      : fail(
          `${publicInvokers.join(", ")} may invoke it, and it calls ${called.map(({ name }) => name).join(", ")}`,
          { publicInvokers, ingress },
        );
  },

  examples: {
    pass: [
      {
        name: "named invokers",
        properties: { publicInvokers: [], ingress: "INGRESS_TRAFFIC_ALL" },
        neighbours: inFront,
      },
    ],
    fail: [
      {
        name: "anybody",
        properties: { publicInvokers: ["allUsers"], ingress: "INGRESS_TRAFFIC_ALL" },
        neighbours: inFront,
      },
      {
        name: "anybody with a Google account, from inside",
        properties: { publicInvokers: ["allAuthenticatedUsers"], ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY" },
        neighbours: inFront,
      },
    ],
    notApplicable: [
      {
        name: "calls no model",
        properties: { publicInvokers: ["allUsers"], ingress: "INGRESS_TRAFFIC_ALL" },
      },
    ],
  },
});
