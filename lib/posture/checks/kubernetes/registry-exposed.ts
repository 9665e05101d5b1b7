import { defineCheck, fail, pass } from "#lib/domain/check.ts";
import { directDoors } from "#lib/domain/kubernetes-servers.ts";

export default defineCheck({
  id: "kubernetes/registry-exposed",
  title: "Model registry has no load balancer, node port or host port of its own",
  severity: "critical",
  layer: "api",
  function: "protect",
  appliesTo: "kubernetes.model-registry",
  risk: "Whoever reaches the registry replaces models that others load.",
  remediation: {
    summary:
      "Make its service a ClusterIP, and let callers in through an ingress or gateway that asks who they are.",
    cli: 'kubectl patch service <service> --namespace <namespace> --patch \'{"spec": {"type": "ClusterIP"}}\'',
    terraform: 'resource "kubernetes_service_v1" "server" { spec { type = "ClusterIP" } }',
    console: ["Open the service in the cluster's console › Edit", "Set the type to ClusterIP, and save"],
  },
  references: [
    "https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types",
    "https://mlflow.org/docs/latest/self-hosting/security/network/",
  ],

  evaluate: ({ properties: { exposedBy, authentication } }) => {
    const doors = directDoors(exposedBy);
    return doors.length === 0
      ? pass
      : fail(`It is reached from outside the cluster over the ${doors.join(", the ")}`, {
          exposedBy: doors,
          authentication,
        });
  },

  examples: {
    pass: [
      { name: "inside the cluster alone", properties: { exposedBy: [], authentication: "none" } },
      { name: "through an ingress", properties: { exposedBy: ["ingress chat"], authentication: "key" } },
    ],
    fail: [
      {
        name: "a load balancer in front",
        properties: { exposedBy: ["load balancer of service chat"], authentication: "none" },
      },
      {
        name: "a node port beside an ingress",
        properties: { exposedBy: ["ingress chat", "node port of service chat"], authentication: "key" },
      },
      {
        name: "the node's own network",
        properties: { exposedBy: ["network of its node"], authentication: "key" },
      },
    ],
    unknown: [
      {
        name: "services could not be listed",
        properties: { authentication: "none" },
        unknown: {
          "properties.exposedBy": {
            reason: "denied",
            call: "core:services.list",
            permission: "list services",
            message: "Forbidden",
          },
        },
      },
    ],
  },
});
