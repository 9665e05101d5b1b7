import { describe, expect, test } from "vitest";

import type { Trust } from "#lib/domain/ability.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource, ResourceType } from "#lib/domain/resource.ts";
import { classOf } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { cloudIdentities } from "./cloud-identities.ts";

const cluster = "dev.0123456789ab";
const server = "https://abc.gr7.eu-west-1.eks.amazonaws.com";
const issuer = "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC";
const bare = issuer.replace("https://", "");

/** Only what is given is read of it. */
const made = (type: ResourceType, key: string, parts: object): Resource =>
  ({
    ...sampleResource(classOf(type), key),
    account: cluster,
    region: null,
    tags: {},
    type,
    ...parts,
    // Safe because the facets are the class's own and nothing else of the properties is read.
  }) as unknown as Resource;
type Named = { awsRoleArn?: string; azureClientId?: string; gcpServiceAccount?: string };
const account = (names: Named = {}, name = "app") =>
  made("kubernetes.service-account", `k8s:1/serviceaccounts/claims/${name}`, {
    name: `claims/${name}`,
    properties: {
      namespace: "claims",
      awsRoleArn: null,
      azureClientId: null,
      gcpServiceAccount: null,
      ...names,
    },
  });
const pod = (serviceAccount = "app") =>
  made("kubernetes.workload", "k8s:1/deployments/claims/app", {
    properties: { namespace: "claims", serviceAccount },
  });
const identity = (type: ResourceType, trusts: readonly Trust[] | null, properties: object = {}) => {
  const base = made(type, "identity", { name: "powerful", properties });
  const facets = { ...base.facets, trusts: trusts ?? [] };
  const unread = { reason: "denied", call: "c", permission: null, message: "m" };
  // Safe because only the trusts of an identity's facets are replaced.
  return {
    ...base,
    facets,
    ...(trusts === null ? { unknown: { "facets.trusts": unread } } : {}),
  } as unknown as Resource;
};
const federation = (principal: string): Trust => ({ kind: "federation", principal, conditional: true });
const kubernetesCluster = made("kubernetes.cluster", "k8s:1/cluster", { properties: { server } });
const eks = (podIdentities: readonly object[] = []) => [
  kubernetesCluster,
  made("aws.eks.cluster", "eks", { properties: { endpoint: server, issuer, podIdentities } }),
];
const told = (...resources: Resource[]) =>
  cloudIdentities(new ResourceGraph(resources, [])).map(
    ({ from, kind, reason }) => `${from.split("/")[1]} ${kind}: ${reason}`,
  );

const subject = "system:serviceaccount:claims:app";
const byRole = { awsRoleArn: "identity" };

describe("a role of AWS that a service account names", () => {
  test.each<[string, string, boolean]>([
    ["its own subject", subject, true],
    ["every account of its namespace", "system:serviceaccount:claims:*", true],
    ["every account of the cluster", "system:serviceaccount:*:*", true],
    ["whatever the cluster issues", "*", true],
    ["another account", "system:serviceaccount:claims:other", false],
    ["another namespace", "system:serviceaccount:portal:*", false],
  ])("lets in %s", (_, pattern, isIn) => {
    const role = identity("aws.iam.role", [federation(`${bare} ${pattern}`)]);
    const expected = [
      `serviceaccounts can-assume: powerful trusts ${subject}`,
      `deployments runs-as: powerful trusts ${subject}`,
    ];
    expect(told(account(byRole), pod(), role, ...eks())).toEqual(isIn ? expected : []);
  });

  test("that trusts another cluster lets nobody of this one in", () => {
    const role = identity("aws.iam.role", [
      federation(`oidc.eks.eu-west-1.amazonaws.com/id/OTHER ${subject}`),
    ]);
    expect(told(account(byRole), pod(), role, ...eks())).toEqual([]);
  });

  test("is a doubt where the cluster's issuer, or the trust, is not known", () => {
    const role = identity("aws.iam.role", [federation(`${bare} ${subject}`)]);
    expect(told(account(byRole), role, kubernetesCluster)).toEqual([
      `serviceaccounts can-assume: powerful trusts ${subject}, under a condition on the cluster that issues its tokens`,
    ]);
    expect(told(account(byRole), identity("aws.iam.role", null), ...eks())).toEqual([
      "serviceaccounts can-assume: claims/app names powerful, under a condition on whether its trust, which was not read, lets it in",
    ]);
    const github = identity("aws.iam.role", [federation("token.actions.githubusercontent.com *")]);
    expect(told(account(byRole), github, kubernetesCluster)).toEqual([]);
  });

  test("is taken without being named by whoever gets a token for it, and no pod runs as it", () => {
    const role = identity("aws.iam.role", [federation(`${bare} ${subject}`)]);
    expect(told(account(), pod(), role, ...eks())).toEqual([
      `serviceaccounts can-assume: powerful trusts ${subject}, under a condition on a pod that asks for a token for it`,
    ]);
    expect(told(account({}, "other"), pod("other"), role, ...eks())).toEqual([]);
  });
});

test("a cluster that was collected before its address was read decides nothing, and breaks nothing", () => {
  const unread = { reason: "not-recorded", call: "sync", permission: null, message: "m" };
  const unknown = { "properties.endpoint": unread, "properties.podIdentities": unread };
  const before = made("aws.eks.cluster", "eks", { properties: {}, unknown });
  const role = identity("aws.iam.role", [federation(`${bare} ${subject}`)]);
  expect(told(account(byRole), role, kubernetesCluster, before).join()).toContain(
    "under a condition on the cluster that issues its tokens",
  );
});

describe("a role that EKS associates with a service account", () => {
  const association = { namespace: "claims", serviceAccount: "app", roleArn: "identity" };
  const trusting = (principal: string, conditional = false) =>
    identity("aws.iam.role", [{ kind: "service", principal, conditional }]);
  const agent = "pods.eks.amazonaws.com";

  test("is what its pods run as, where it trusts the agent", () => {
    expect(told(account(), pod(), trusting(agent), ...eks([association]))).toEqual([
      "serviceaccounts can-assume: EKS associates powerful with claims/app",
      "deployments runs-as: EKS associates powerful with claims/app",
    ]);
    expect(told(account(), trusting("ec2.amazonaws.com"), ...eks([association]))).toEqual([]);
    expect(told(account({}, "other"), trusting(agent), ...eks([association]))).toEqual([]);
  });

  test("is a doubt where its trust asks for more, or was not read", () => {
    expect(told(account(), trusting(agent, true), ...eks([association])).join()).toContain(
      "under a condition on what its trust asks of the call",
    );
    expect(told(account(), identity("aws.iam.role", null), ...eks([association])).join()).toContain(
      "under a condition on whether its trust",
    );
  });
});

describe("an identity of Azure that a service account names", () => {
  const named = { azureClientId: "client" };
  const azure = (principal: string) =>
    identity("azure.managed-identity.identity", [federation(principal)], { clientId: "client" });
  const aks = [
    kubernetesCluster,
    made("azure.kubernetes-service.cluster", "aks", {
      properties: { endpoint: "abc.gr7.eu-west-1.eks.amazonaws.com", issuer: "https://aks.example/1/" },
    }),
  ];

  test("is taken where a federated credential names the account and the cluster", () => {
    expect(told(account(named), azure(`https://aks.example/1/ ${subject}`), ...aks)).toEqual([
      `serviceaccounts can-assume: powerful trusts ${subject}`,
    ]);
    expect(told(account(named), azure(`https://aks.example/2/ ${subject}`), ...aks)).toEqual([]);
    expect(
      told(account(named), azure("https://aks.example/1/ system:serviceaccount:claims:*"), ...aks),
    ).toEqual([]);
  });

  test("is a doubt where the cluster is not known, also of an application", () => {
    const application = identity("azure.entra.principal", [federation(`https://aks.example/1/ ${subject}`)], {
      applicationId: "client",
    });
    for (const each of [azure(`https://aks.example/1/ ${subject}`), application])
      expect(told(account(named), each).join()).toContain(
        "under a condition on the cluster that issues its tokens",
      );
  });
});

describe("an account of Google that a service account names", () => {
  const named = { gcpServiceAccount: "powerful@demo.iam.gserviceaccount.com" };
  const google = (member: string) =>
    identity("gcp.iam.service-account", [federation(member)], { email: named.gcpServiceAccount });
  const gke = (account: string, workloadIdentity = true) => [
    kubernetesCluster,
    made("gcp.container.cluster", "gke", {
      account,
      properties: { endpoint: server },
      facets: { workloadIdentity },
    }),
  ];

  test("is taken where its policy names the account in the cluster's project", () => {
    const member = "serviceAccount:demo.svc.id.goog[claims/app]";
    expect(told(account(named), google(member), ...gke("demo"))).toEqual([
      "serviceaccounts can-assume: powerful trusts claims/app",
    ]);
    expect(told(account(named), google(member), ...gke("other"))).toEqual([]);
    expect(told(account(named), google(member))).toEqual([
      "serviceaccounts can-assume: powerful trusts claims/app, under a condition on the cluster that issues its tokens",
    ]);
    expect(told(account(named), google("serviceAccount:demo.svc.id.goog[claims/other]"))).toEqual([]);
  });

  test("is taken where its policy names the account in the pool of the cluster's project", () => {
    const pool = "iam.googleapis.com/projects/123/locations/global/workloadIdentityPools/demo.svc.id.goog";
    const member = `principal://${pool}/subject/ns/claims/sa/app`;
    expect(told(account(named), google(member), ...gke("demo"))).toEqual([
      "serviceaccounts can-assume: powerful trusts claims/app",
    ]);
    expect(told(account(named), google(member), ...gke("other"))).toEqual([]);
    expect(
      told(account(named), google(`principalSet://${pool}/namespace/claims`), ...gke("demo")),
    ).toHaveLength(1);
    expect(told(account(named), google(`principalSet://${pool}/namespace/portal`), ...gke("demo"))).toEqual(
      [],
    );
  });

  test("is taken by nobody of a cluster whose accounts are in no pool", () => {
    const member = "serviceAccount:demo.svc.id.goog[claims/app]";
    expect(told(account(named), google(member), ...gke("demo", false))).toEqual([]);
  });
});
