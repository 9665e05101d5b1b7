import { expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import { hopLimitDecides } from "#lib/domain/node-metadata.ts";
import { make } from "#tests/factories/reach-estate.ts";
import { derive } from "./derive.ts";

const server = "https://abc.gr7.eu-west-1.eks.amazonaws.com";
const account = { namespace: "claims", serviceAccount: "app" };
const role = (key: string) =>
  make("aws.iam.role", key, {
    trusts: [{ kind: "service", principal: "pods.eks.amazonaws.com", conditional: false }],
  });

test("a pod runs as the role it was given, and may take that of its node besides", () => {
  const pod = {
    ...make("kubernetes.workload", "pod", {}, { ...account, hostNamespaces: [] }),
    unknown: { "properties.metadataService": hopLimitDecides },
  };
  const eks = make(
    "aws.eks.cluster",
    "eks",
    {},
    {
      endpoint: server,
      issuer: null,
      podIdentities: [{ ...account, roleArn: "given" }],
      nodeRoles: [{ name: "gpu", roleArn: "of-node", metadata: "pods" }],
      fargate: false,
    },
  );
  const serviceAccount = {
    ...make("kubernetes.service-account", "sa", {}, { namespace: "claims" }),
    name: "claims/app",
  };
  const cluster = make("kubernetes.cluster", "cluster", {}, { server });
  const { relationships } = derive(
    new ResourceGraph([pod, eks, serviceAccount, cluster, role("given"), role("of-node")], []),
  );
  expect(
    relationships
      .filter(({ from }) => from === "pod")
      .map(({ kind, to, reason }) => `${kind} ${to}: ${reason}`),
  ).toEqual([
    "runs-as given: EKS associates given with claims/app",
    "can-assume of-node: the metadata service of its node (gpu) hands it out",
  ]);
});
