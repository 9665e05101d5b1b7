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
  id: "gcp/function-not-every-google-account",
  title: "Cloud Function in front of a model does not admit every Google account",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "gcp.cloudfunctions.function",
  follows: ["invokes", "grounded-on"],
  followDepth: 1,
  risk: "Anybody who signs up for a Google account can spend the model's budget and feed it injected instructions.",
  remediation: {
    summary:
      "Replace allAuthenticatedUsers by the accounts that call it; it means every Google account, not those of one organization.",
    cli: "gcloud functions remove-iam-policy-binding NAME --region REGION --member allAuthenticatedUsers --role roles/cloudfunctions.invoker",
    terraform: "Remove allAuthenticatedUsers from google_cloudfunctions2_function_iam_member",
    console: ["Open the service › Security", "Require authentication"],
  },
  references: ["https://cloud.google.com/run/docs/authenticating/overview"],

  evaluate: ({ key, properties: { publicInvokers, ingress } }, graph) => {
    const called = [...graph.follow(key, "invokes"), ...graph.follow(key, "grounded-on")];
    if (called.length === 0) return notApplicable;
    if (!publicInvokers.includes("allAuthenticatedUsers")) return pass;
    return fail(
      `Every Google account may invoke it, and it calls ${called.map(({ name }) => name).join(", ")}`,
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
        name: "one of two members",
        properties: { publicInvokers: ["allUsers", "allAuthenticatedUsers"], ingress: "INGRESS_TRAFFIC_ALL" },
        neighbours: inFront,
      },
      {
        name: "even from inside",
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
