import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/perimeter-closed",
  title: "Service perimeter lets nobody in from everywhere",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "gcp.accesscontextmanager.service-perimeter",
  risk: "The perimeter looks closed and stops nobody: any identity on any network is let in by its ingress rule.",
  remediation: {
    summary: "Name identities, and access levels or projects, in each ingress rule.",
    cli: "gcloud access-context-manager perimeters update PERIMETER --policy POLICY --set-ingress-policies ingress.yaml",
    terraform: 'ingress_from { identities = ["serviceAccount:…"] sources { access_level = "…" } }',
    console: [
      "Security › VPC Service Controls › open the perimeter › Edit › Ingress policy",
      "Name who may come in",
    ],
  },
  references: ["https://cloud.google.com/vpc-service-controls/docs/ingress-egress-rules"],

  evaluate: ({ facets: { enforced }, properties: { openIngress } }) => {
    if (!enforced) return notApplicable;
    return openIngress.length === 0
      ? pass
      : fail(`Any identity from anywhere may use ${openIngress.join(", ")}`, { openIngress });
  },

  examples: {
    pass: [{ name: "rules name who may", facets: { enforced: true }, properties: { openIngress: [] } }],
    fail: [
      {
        name: "any identity from all sources",
        facets: { enforced: true },
        properties: { openIngress: ["aiplatform.googleapis.com"] },
      },
      {
        name: "to every service",
        facets: { enforced: true },
        properties: { openIngress: ["*"] },
      },
    ],
    notApplicable: [
      { name: "restricts nothing", facets: { enforced: false }, properties: { openIngress: ["*"] } },
    ],
  },
});
