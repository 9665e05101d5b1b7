import { aiActorKinds, aiActorsOf } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const actsForAi = {
  resources: [sampleResource("model-deployment", "server")],
  relationships: [{ from: "server", kind: "runs-as" as const, to: "example" }],
};

export default defineCheck({
  id: "kubernetes/identity-takeover",
  title: "Account of a model workload holds no right that amounts to the whole cluster",
  severity: "critical",
  layer: "identity",
  function: "protect",
  appliesTo: "kubernetes.service-account",
  follows: [...aiActorKinds],
  followDepth: 2,
  risk: "Whoever takes over the workload makes itself an administrator of the cluster with what its account may do.",
  remediation: {
    summary:
      "Remove the binding, and bind a role that names what the workload works with, in its own namespace.",
    cli: "kubectl delete clusterrolebinding <binding>",
    terraform:
      'resource "kubernetes_role_binding_v1" "server" { role_ref { kind = "Role" name = "only-what-it-needs" } }',
    console: ["Open Access control › Bindings", "Delete the binding that the evidence names"],
  },
  references: [
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks",
  ],

  evaluate: ({ key, properties: { takeoverRights } }, graph) => {
    const actors = aiActorsOf(graph, key).map(({ name }) => name);
    if (actors.length === 0) return notApplicable;
    if (takeoverRights.length === 0) return pass;
    return fail(`${actors.join(", ")} may ${takeoverRights.slice(0, 3).join("; ")}`, {
      usedBy: actors,
      takeoverRights,
    });
  },

  examples: {
    pass: [{ name: "no such right", properties: { takeoverRights: [] }, neighbours: actsForAi }],
    fail: [
      {
        name: "an administrator",
        properties: { takeoverRights: ["do everything (cluster role binding admin)"] },
        neighbours: actsForAi,
      },
      {
        name: "no administrator, but reads every secret",
        properties: { takeoverRights: ["read every secret (cluster role binding reader)"] },
        neighbours: actsForAi,
      },
    ],
    notApplicable: [
      {
        name: "no model runs as it",
        properties: { takeoverRights: ["do everything (cluster role binding admin)"] },
      },
    ],
    unknown: [
      {
        name: "bindings could not be listed",
        neighbours: actsForAi,
        unknown: {
          "properties.takeoverRights": {
            reason: "denied",
            call: "rbac.authorization.k8s.io:clusterrolebindings.list",
            permission: "list clusterrolebindings.rbac.authorization.k8s.io",
            message: "Forbidden",
          },
        },
      },
    ],
  },
});
