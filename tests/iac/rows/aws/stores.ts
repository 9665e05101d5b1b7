import type { Answer, Row } from "../row.ts";
import { account, arn, keyArn, policy, region, roleArn } from "./names.ts";

const each = (make: (form: string) => object) => ["good", "bad"].map(make);
const written = JSON.stringify;
const rules = (form: string) => [{ ResourceType: "collection", Resource: [`collection/${form}`] }];
const network = {
  good: [{ Rules: rules("good"), AllowFromPublic: false, SourceVPCEs: ["vpce-0123456789abcdef0"] }],
  bad: [{ Rules: rules("bad"), AllowFromPublic: true }],
};
const access = {
  good: [
    {
      Rules: [{ ResourceType: "index", Resource: ["index/good/*"], Permission: ["aoss:ReadDocument"] }],
      Principal: [roleArn("good")],
    },
  ],
  bad: [
    {
      Rules: [{ ResourceType: "index", Resource: ["index/bad/*"], Permission: ["aoss:*"] }],
      Principal: [`arn:aws:iam::${account}:root`],
    },
  ],
};
const sign = { type: "VECTORSEARCH", status: "ACTIVE" };
const openDomain = policy({
  Effect: "Allow",
  Principal: { AWS: "*" },
  Action: "es:*",
  Resource: `${arn("es", "domain/bad")}/*`,
});
const ownDomain = policy({
  Effect: "Allow",
  Principal: { AWS: roleArn("good") },
  Action: "es:ESHttpGet",
  Resource: `${arn("es", "domain/good")}/*`,
});
const openTable = policy({
  Effect: "Allow",
  Principal: "*",
  Action: "dynamodb:GetItem",
  Resource: arn("dynamodb", "table/bad"),
});
const logGroup = arn("logs", "log-group:/aws/opensearch/good");

const named = (
  kind: "security" | "access",
  type: string,
  form: "good" | "bad",
  document: unknown,
): Answer => [
  `aoss:Get${kind === "security" ? "Security" : "Access"}Policy`,
  { type, name: `${form}-${type}` },
  { [`${kind}PolicyDetail`]: { type, name: `${form}-${type}`, policyVersion: "1", policy: document } },
];
const collectionHcl = (form: "good" | "bad") => `
    resource "aws_opensearchserverless_collection" "${form}" {
      name = "${form}"
      type = "VECTORSEARCH"
    }
    resource "aws_opensearchserverless_security_policy" "${form}_network" {
      name = "${form}-network"
      type = "network"
      policy = ${written(written(network[form]))}
    }
    resource "aws_opensearchserverless_access_policy" "${form}_data" {
      name = "${form}-data"
      type = "data"
      policy = ${written(written(access[form]))}
    }`;

export const stores: readonly Row[] = [
  {
    type: "aws_opensearchserverless_collection",
    parts: ["aws_opensearchserverless_security_policy", "aws_opensearchserverless_access_policy"],
    hcl: `${collectionHcl("good")}${collectionHcl("bad")}
    resource "aws_opensearchserverless_security_policy" "good_key" {
      name = "good-key"
      type = "encryption"
      policy = ${written(written({ Rules: rules("good"), AWSOwnedKey: false, KmsARN: keyArn }))}
    }`,
    answers: [
      [
        "aoss:ListCollections",
        {},
        {
          collectionSummaries: each((form) => ({
            id: `col${form}`,
            name: form,
            arn: arn("aoss", `collection/col${form}`),
            status: "ACTIVE",
          })),
        },
      ],
      [
        "aoss:BatchGetCollection",
        {},
        {
          collectionDetails: each((form) => ({
            ...sign,
            id: `col${form}`,
            name: form,
            arn: arn("aoss", `collection/col${form}`),
            kmsKeyArn: form === "good" ? keyArn : "auto",
            collectionEndpoint: `https://col${form}.${region}.aoss.amazonaws.com`,
          })),
        },
      ],
      [
        "aoss:ListSecurityPolicies",
        { type: "network" },
        { securityPolicySummaries: each((form) => ({ name: `${form}-network`, type: "network" })) },
      ],
      [
        "aoss:ListAccessPolicies",
        { type: "data" },
        { accessPolicySummaries: each((form) => ({ name: `${form}-data`, type: "data" })) },
      ],
      named("security", "network", "good", network.good),
      named("security", "network", "bad", network.bad),
      named("access", "data", "good", access.good),
      named("access", "data", "bad", access.bad),
    ],
  },
  {
    type: "aws_opensearch_domain",
    parts: ["aws_opensearch_domain_policy"],
    hcl: `
    resource "aws_opensearch_domain" "good" {
      domain_name = "good"
      engine_version = "OpenSearch_2.19"
      encrypt_at_rest {
        enabled = true
        kms_key_id = aws_kms_key.good.arn
      }
      node_to_node_encryption { enabled = true }
      domain_endpoint_options {
        enforce_https = true
        tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"
      }
      advanced_security_options {
        enabled = true
        internal_user_database_enabled = false
        master_user_options { master_user_arn = aws_iam_role.good.arn }
      }
      vpc_options {
        subnet_ids = ["subnet-0123456789abcdef0"]
        security_group_ids = [aws_security_group.good.id]
      }
      log_publishing_options {
        log_type = "AUDIT_LOGS"
        cloudwatch_log_group_arn = "${logGroup}"
      }
    }
    resource "aws_opensearch_domain_policy" "good" {
      domain_name = aws_opensearch_domain.good.domain_name
      access_policies = ${written(ownDomain)}
    }
    resource "aws_opensearch_domain" "bad" {
      domain_name = "bad"
      access_policies = ${written(openDomain)}
    }`,
    answers: [
      [
        "es:ListDomainNames",
        {},
        { DomainNames: each((DomainName) => ({ DomainName, EngineType: "OpenSearch" })) },
      ],
      [
        "es:DescribeDomains",
        {},
        {
          DomainStatusList: [
            {
              ARN: arn("es", "domain/good"),
              DomainId: `${account}/good`,
              DomainName: "good",
              EngineVersion: "OpenSearch_2.19",
              Endpoints: { vpc: `vpc-good.${region}.es.amazonaws.com` },
              AccessPolicies: ownDomain,
              VPCOptions: {
                VPCId: "vpc-0123456789abcdef0",
                SubnetIds: ["subnet-0123456789abcdef0"],
                SecurityGroupIds: ["sg-0123456789abcdef0"],
              },
              EncryptionAtRestOptions: { Enabled: true, KmsKeyId: keyArn },
              NodeToNodeEncryptionOptions: { Enabled: true },
              DomainEndpointOptions: {
                EnforceHTTPS: true,
                TLSSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10",
                CustomEndpointEnabled: false,
              },
              AdvancedSecurityOptions: {
                Enabled: true,
                InternalUserDatabaseEnabled: false,
                AnonymousAuthEnabled: false,
              },
              LogPublishingOptions: { AUDIT_LOGS: { CloudWatchLogsLogGroupArn: logGroup, Enabled: true } },
            },
            {
              ARN: arn("es", "domain/bad"),
              DomainId: `${account}/bad`,
              DomainName: "bad",
              EngineVersion: "OpenSearch_2.19",
              Endpoint: `search-bad.${region}.es.amazonaws.com`,
              AccessPolicies: openDomain,
              EncryptionAtRestOptions: { Enabled: false },
              NodeToNodeEncryptionOptions: { Enabled: false },
              DomainEndpointOptions: {
                EnforceHTTPS: false,
                TLSSecurityPolicy: "Policy-Min-TLS-1-2-2019-07",
                CustomEndpointEnabled: false,
              },
              AdvancedSecurityOptions: { Enabled: false, InternalUserDatabaseEnabled: false },
            },
          ],
        },
      ],
      ["es:ListTags", {}, { TagList: [] }],
    ],
  },
  {
    type: "aws_dynamodb_table",
    neverBad: "A store is judged by the AI that keeps data in it, and nothing of AI names a table",
    parts: ["aws_dynamodb_resource_policy"],
    hcl: `
    resource "aws_dynamodb_table" "good" {
      name = "good"
      hash_key = "id"
      billing_mode = "PAY_PER_REQUEST"
      deletion_protection_enabled = true
      server_side_encryption {
        enabled = true
        kms_key_arn = aws_kms_key.good.arn
      }
      point_in_time_recovery { enabled = true }
    }
    resource "aws_dynamodb_table" "bad" {
      name = "bad"
      hash_key = "id"
      billing_mode = "PAY_PER_REQUEST"
    }
    resource "aws_dynamodb_resource_policy" "bad" {
      resource_arn = aws_dynamodb_table.bad.arn
      policy = ${written(openTable)}
    }`,
    answers: [
      ["dynamodb:ListTables", {}, { TableNames: ["good", "bad"] }],
      [
        "dynamodb:DescribeTable",
        { TableName: "good" },
        {
          Table: {
            TableName: "good",
            TableArn: arn("dynamodb", "table/good"),
            TableStatus: "ACTIVE",
            ItemCount: 0,
            SSEDescription: { Status: "ENABLED", SSEType: "KMS", KMSMasterKeyArn: keyArn },
            DeletionProtectionEnabled: true,
          },
        },
      ],
      [
        "dynamodb:DescribeTable",
        { TableName: "bad" },
        {
          Table: {
            TableName: "bad",
            TableArn: arn("dynamodb", "table/bad"),
            TableStatus: "ACTIVE",
            ItemCount: 0,
            DeletionProtectionEnabled: false,
          },
        },
      ],
      [
        "dynamodb:DescribeContinuousBackups",
        { TableName: "good" },
        {
          ContinuousBackupsDescription: {
            ContinuousBackupsStatus: "ENABLED",
            PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "ENABLED" },
          },
        },
      ],
      [
        "dynamodb:DescribeContinuousBackups",
        { TableName: "bad" },
        {
          ContinuousBackupsDescription: {
            ContinuousBackupsStatus: "ENABLED",
            PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "DISABLED" },
          },
        },
      ],
      ["dynamodb:GetResourcePolicy", { ResourceArn: arn("dynamodb", "table/good") }, "not-found"],
      [
        "dynamodb:GetResourcePolicy",
        { ResourceArn: arn("dynamodb", "table/bad") },
        { Policy: openTable, RevisionId: "1" },
      ],
    ],
  },
];
