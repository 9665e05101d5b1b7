import { describe, expect, test } from "vitest";

import { collectRecorded, undeclared, unknownsOf, type Answers } from "#tests/support/recorded-aws.ts";
import { eksClusters } from "./eks-clusters.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

describe("an EKS cluster", () => {
  const key = arn("eks", "cluster/main");
  const issuer = "oidc.eks.eu-west-1.amazonaws.com/id/ABC";
  const answers = (cluster: object, more: Answers = {}): Answers => ({
    "eks:ListClusters": { clusters: ["main"] },
    "eks:DescribeCluster": {
      cluster: {
        name: "main",
        arn: key,
        roleArn: role("eks"),
        resourcesVpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["0.0.0.0/0"] },
        identity: { oidc: { issuer: `https://${issuer}` } },
        ...cluster,
      },
    },
    "eks:ListPodIdentityAssociations": { associations: [] },
    "eks:DescribeAddon": { addon: { configurationValues: '{"enableNetworkPolicy":"true"}' } },
    "iam:ListOpenIDConnectProviders": { OpenIDConnectProviderList: [] },
    "ec2:DescribeInstances": { Reservations: [] },
    "eks:ListNodegroups": { nodegroups: [] },
    "eks:ListFargateProfiles": { fargateProfileNames: [] },
    ...more,
  });
  const seen = async (cluster: object, more: Answers = {}) =>
    (await collectRecorded(eksClusters, answers(cluster, more))).get(key)?.facets;

  test("left as it is made is open, and logs and hides nothing", async () => {
    const recorded = await collectRecorded(eksClusters, answers({}));
    expect(recorded.get(key)?.facets).toEqual({
      publicNetwork: true,
      workloadIdentity: false,
      networkPolicies: true,
      auditLogging: false,
      secretsCustomerKey: false,
    });
    expect(undeclared(eksClusters, recorded)).toEqual([]);
  });

  test.each<[string, object, object]>([
    [
      "without a public address",
      { resourcesVpcConfig: { endpointPublicAccess: false } },
      { publicNetwork: false },
    ],
    [
      "open to the office",
      { resourcesVpcConfig: { publicAccessCidrs: ["198.51.100.0/24"] } },
      { publicNetwork: false },
    ],
    [
      "with an audit log",
      { logging: { clusterLogging: [{ types: ["api", "audit"], enabled: true }] } },
      { auditLogging: true },
    ],
    [
      "with an audit log that is off",
      { logging: { clusterLogging: [{ types: ["audit"], enabled: false }] } },
      { auditLogging: false },
    ],
    [
      "with a key for secrets",
      { encryptionConfig: [{ resources: ["secrets"], provider: { keyArn: arn("kms", "key/1") } }] },
      { secretsCustomerKey: true },
    ],
  ])("%s", async (_, cluster, facets) => {
    expect(await seen(cluster)).toMatchObject(facets);
  });

  test("gives pods identities by association or by its issuer", async () => {
    const associated = { "eks:ListPodIdentityAssociations": { associations: [{ associationId: "a" }] } };
    expect(await seen({}, associated)).toMatchObject({ workloadIdentity: true });
    const provider = { Arn: `arn:aws:iam::111122223333:oidc-provider/${issuer}` };
    expect(
      await seen({}, { "iam:ListOpenIDConnectProviders": { OpenIDConnectProviderList: [provider] } }),
    ).toMatchObject({ workloadIdentity: true });
  });

  test("tells the role of each association, and where it could not be read", async () => {
    const listed = { "eks:ListPodIdentityAssociations": { associations: [{ associationId: "a" }] } };
    const association = { namespace: "claims", serviceAccount: "app", roleArn: role("app") };
    const recorded = await collectRecorded(
      eksClusters,
      answers(
        { endpoint: "https://abc.eks.example" },
        { ...listed, "eks:DescribePodIdentityAssociation": { association } },
      ),
    );
    expect(recorded.get(key)?.properties).toMatchObject({
      endpoint: "https://abc.eks.example",
      issuer: `https://${issuer}`,
      podIdentities: [association],
    });
    const denied = await collectRecorded(
      eksClusters,
      answers({}, { ...listed, "eks:DescribePodIdentityAssociation": "denied" }),
    );
    expect(unknownsOf(denied, key)).toEqual({ "properties.podIdentities": "denied" });
  });

  test("whose network is not AWS's add-on keeps pods apart or not", async () => {
    const recorded = await collectRecorded(eksClusters, answers({}, { "eks:DescribeAddon": "not-found" }));
    expect(unknownsOf(recorded, key)).toEqual({ "facets.networkPolicies": "unsupported" });
  });

  const node = (MetadataOptions: object | undefined, group = "gpu") => ({
    IamInstanceProfile: { Arn: "arn:aws:iam::111122223333:instance-profile/nodes" },
    ...(MetadataOptions ? { MetadataOptions } : {}),
    Tags: [{ Key: "eks:nodegroup-name", Value: group }],
  });
  const machines = (...Instances: object[]) => ({
    "ec2:DescribeInstances": { Reservations: [{ Instances }] },
  });
  const profile = { "iam:GetInstanceProfile": { InstanceProfile: { Roles: [{ Arn: role("nodes") }] } } };

  test.each<[object | undefined, string | null]>([
    [{ HttpTokens: "required", HttpPutResponseHopLimit: 2 }, "pods"],
    [{ HttpTokens: "required", HttpPutResponseHopLimit: 1 }, "host"],
    [{ HttpTokens: "optional", HttpPutResponseHopLimit: 1 }, "pods"],
    [{ HttpTokens: "optional", HttpEndpoint: "disabled" }, "none"],
    [undefined, null],
  ])("tells of its machines with metadata options %j that they answer %s", async (options, metadata) => {
    const recorded = await collectRecorded(
      eksClusters,
      answers({}, { ...machines(node(options), node(options)), ...profile }),
    );
    expect(recorded.get(key)?.properties).toMatchObject({
      nodeRoles: [{ name: "gpu", roleArn: role("nodes"), metadata }],
      fargate: false,
    });
    expect(undeclared(eksClusters, recorded)).toEqual([]);
  });

  test("tells the role of a group without machines, and leaves out machines of another cluster", async () => {
    const required = { HttpTokens: "required", HttpPutResponseHopLimit: 2 };
    const elsewhere = { ...node(required), Tags: [{ Key: "eks:eks-cluster-name", Value: "other" }] };
    const groups = {
      "eks:ListNodegroups": { nodegroups: ["idle"] },
      "eks:DescribeNodegroup": { nodegroup: { nodegroupName: "idle", nodeRole: role("idle") } },
    };
    const recorded = await collectRecorded(
      eksClusters,
      answers({}, { ...machines(node(required), elsewhere), ...profile, ...groups }),
    );
    expect(recorded.get(key)?.properties).toMatchObject({
      nodeRoles: [
        { name: "gpu", roleArn: role("nodes"), metadata: "pods" },
        { name: "idle", roleArn: role("idle"), metadata: null },
      ],
    });
  });

  test.each(["ec2:DescribeInstances", "eks:ListNodegroups"])("of whose nodes %s is denied", async (call) => {
    const recorded = await collectRecorded(eksClusters, answers({}, { [call]: "denied" }));
    expect(unknownsOf(recorded, key)).toEqual({ "properties.nodeRoles": "denied" });
  });
});
