import type { Answer, Row } from "../row.ts";
import { arn, keyArn, roleArn } from "./names.ts";

const forms = ["good", "bad"] as const;
const enforcing = JSON.stringify({ enableNetworkPolicy: "true" });
const cluster = (name: string, more: object) => ({
  cluster: {
    name,
    arn: arn("eks", `cluster/${name}`),
    status: "ACTIVE",
    version: "1.34",
    roleArn: roleArn(name),
    endpoint: `https://0123456789ABCDEF.gr7.us-east-1.eks.amazonaws.com`,
    identity: { oidc: { issuer: "https://oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF" } },
    tags: {},
    ...more,
  },
});
const addon = (clusterName: string, more: object): Answer => [
  "eks:DescribeAddon",
  { clusterName, addonName: "vpc-cni" },
  { addon: { addonName: "vpc-cni", clusterName, status: "ACTIVE", ...more } },
];

export const clusters: readonly Row[] = [
  {
    type: "aws_eks_cluster",
    parts: ["aws_eks_addon", "aws_eks_pod_identity_association"],
    hcl: `
    resource "aws_eks_cluster" "good" {
      name = "good"
      version = "1.34"
      role_arn = aws_iam_role.good.arn
      enabled_cluster_log_types = ["api", "audit"]
      vpc_config {
        subnet_ids = ["subnet-0123456789abcdef0"]
        security_group_ids = [aws_security_group.good.id]
        endpoint_private_access = true
        endpoint_public_access = false
      }
      encryption_config {
        resources = ["secrets"]
        provider { key_arn = aws_kms_key.good.arn }
      }
    }
    resource "aws_eks_addon" "good" {
      cluster_name = aws_eks_cluster.good.name
      addon_name = "vpc-cni"
      configuration_values = ${JSON.stringify(enforcing)}
    }
    resource "aws_eks_pod_identity_association" "good" {
      cluster_name = aws_eks_cluster.good.name
      namespace = "apps"
      service_account = "assistant"
      role_arn = aws_iam_role.good.arn
    }
    resource "aws_eks_cluster" "bad" {
      name = "bad"
      version = "1.34"
      role_arn = aws_iam_role.bad.arn
      vpc_config { subnet_ids = ["subnet-0123456789abcdef0"] }
    }
    resource "aws_eks_addon" "bad" {
      cluster_name = aws_eks_cluster.bad.name
      addon_name = "vpc-cni"
    }`,
    answers: [
      ["eks:ListClusters", {}, { clusters: forms }],
      [
        "eks:DescribeCluster",
        { name: "good" },
        cluster("good", {
          resourcesVpcConfig: {
            endpointPublicAccess: false,
            endpointPrivateAccess: true,
            publicAccessCidrs: [],
            securityGroupIds: ["sg-0123456789abcdef0"],
          },
          logging: { clusterLogging: [{ types: ["api", "audit"], enabled: true }] },
          encryptionConfig: [{ resources: ["secrets"], provider: { keyArn } }],
        }),
      ],
      [
        "eks:DescribeCluster",
        { name: "bad" },
        cluster("bad", {
          resourcesVpcConfig: {
            endpointPublicAccess: true,
            endpointPrivateAccess: false,
            publicAccessCidrs: ["0.0.0.0/0"],
            securityGroupIds: [],
          },
          logging: { clusterLogging: [{ types: ["api", "audit"], enabled: false }] },
        }),
      ],
      addon("good", { configurationValues: enforcing }),
      addon("bad", {}),
      [
        "eks:ListPodIdentityAssociations",
        { clusterName: "good" },
        { associations: [{ associationId: "a-1", clusterName: "good" }] },
      ],
      [
        "eks:DescribePodIdentityAssociation",
        { clusterName: "good", associationId: "a-1" },
        { association: { namespace: "apps", serviceAccount: "assistant", roleArn: roleArn("good") } },
      ],
    ],
  },
];
