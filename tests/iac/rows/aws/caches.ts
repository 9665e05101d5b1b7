import type { Answer, Row } from "../row.ts";
import { arn, keyArn, roleArn } from "./names.ts";

const forms = ["good", "bad"] as const;
const hostOf = (form: string) => `${form}.abcdef.use1.cache.amazonaws.com`;
const unused = "A cache is judged by the AI that uses it, and its address is in no setting here";

/** Code that calls models and names the cache in its settings. */
const deskHcl = (form: string) => `
      resource "aws_lambda_function" "cached_${form}" {
        function_name = "cached-${form}"
        role = aws_iam_role.good.arn
        runtime = "python3.13"
        handler = "index.handler"
        kms_key_arn = aws_kms_key.good.arn
        environment {
          variables = { CACHE = aws_elasticache_replication_group.${form}.primary_endpoint_address }
        }
      }`;
const desks: readonly Answer[] = [
  ...forms.map((form): Answer => ["lambda:GetPolicy", { FunctionName: `cached-${form}` }, "not-found"]),
  [
    "lambda:ListFunctions",
    {},
    {
      Functions: forms.map((form) => ({
        FunctionName: `cached-${form}`,
        FunctionArn: arn("lambda", `function:cached-${form}`),
        Runtime: "python3.13",
        Role: roleArn("good"),
        Handler: "index.handler",
        PackageType: "Zip",
        KMSKeyArn: keyArn,
        Environment: { Variables: { CACHE: hostOf(form) } },
        TracingConfig: { Mode: "PassThrough" },
      })),
    },
  ],
];

/** Words and defaults: website/docs/r of the provider, version 6. */
export const caches: readonly Row[] = [
  {
    type: "aws_elasticache_replication_group",
    parts: ["aws_elasticache_user", "aws_elasticache_user_group"],
    hcl: `${forms.map(deskHcl).join("\n")}
      resource "aws_elasticache_user" "good" {
        user_id = "chat"
        user_name = "default"
        engine = "valkey"
        access_string = "on ~chat:* +@read +@write"
        authentication_mode { type = "iam" }
      }
      resource "aws_elasticache_user_group" "good" {
        engine = "valkey"
        user_group_id = "chat"
        user_ids = [aws_elasticache_user.good.user_id]
      }
      resource "aws_elasticache_replication_group" "good" {
        replication_group_id = "good"
        description = "answers"
        engine = "valkey"
        transit_encryption_mode = "required"
        kms_key_id = aws_kms_key.good.arn
        user_group_ids = [aws_elasticache_user_group.good.user_group_id]
      }
      resource "aws_elasticache_replication_group" "bad" {
        replication_group_id = "bad"
        description = "answers"
      }`,
    answers: [
      ...desks,
      [
        "elasticache:DescribeReplicationGroups",
        {},
        {
          ReplicationGroups: [
            {
              ARN: arn("elasticache", "replicationgroup:good"),
              ReplicationGroupId: "good",
              Engine: "valkey",
              AuthTokenEnabled: false,
              TransitEncryptionEnabled: true,
              TransitEncryptionMode: "required",
              AtRestEncryptionEnabled: true,
              KmsKeyId: keyArn,
              UserGroupIds: ["chat"],
              NodeGroups: [{ PrimaryEndpoint: { Address: hostOf("good") } }],
            },
            {
              ARN: arn("elasticache", "replicationgroup:bad"),
              ReplicationGroupId: "bad",
              Engine: "redis",
              AuthTokenEnabled: false,
              TransitEncryptionEnabled: false,
              AtRestEncryptionEnabled: false,
              NodeGroups: [{ PrimaryEndpoint: { Address: hostOf("bad") } }],
            },
          ],
        },
      ],
      [
        "elasticache:DescribeUsers",
        {},
        {
          Users: [
            {
              UserId: "chat",
              UserName: "default",
              AccessString: "on ~chat:* +@read +@write",
              UserGroupIds: ["chat"],
              Authentication: { Type: "iam" },
            },
          ],
        },
      ],
    ],
  },
  {
    type: "aws_elasticache_serverless_cache",
    neverBad: unused,
    hcl: `
      resource "aws_elasticache_serverless_cache" "good" {
        name = "serverless-good"
        engine = "valkey"
        kms_key_id = aws_kms_key.good.arn
        user_group_id = aws_elasticache_user_group.good.user_group_id
        security_group_ids = [aws_security_group.good.id]
      }
      resource "aws_elasticache_serverless_cache" "bad" {
        name = "serverless-bad"
        engine = "valkey"
      }`,
    answers: [
      [
        "elasticache:DescribeServerlessCaches",
        {},
        {
          ServerlessCaches: [
            {
              ARN: arn("elasticache", "serverlesscache:serverless-good"),
              ServerlessCacheName: "serverless-good",
              Engine: "valkey",
              KmsKeyId: keyArn,
              UserGroupId: "chat",
              SecurityGroupIds: ["sg-0123456789abcdef0"],
            },
            {
              ARN: arn("elasticache", "serverlesscache:serverless-bad"),
              ServerlessCacheName: "serverless-bad",
              Engine: "valkey",
            },
          ],
        },
      ],
    ],
  },
  {
    type: "aws_memorydb_cluster",
    parts: ["aws_memorydb_acl", "aws_memorydb_user"],
    neverBad: unused,
    hcl: `
      resource "aws_memorydb_user" "good" {
        user_name = "chat"
        access_string = "on ~chat:* +@read +@write"
        authentication_mode { type = "iam" }
      }
      resource "aws_memorydb_acl" "good" {
        name = "chat"
        user_names = [aws_memorydb_user.good.user_name]
      }
      resource "aws_memorydb_cluster" "good" {
        name = "memory-good"
        node_type = "db.r7g.large"
        acl_name = aws_memorydb_acl.good.name
        kms_key_arn = aws_kms_key.good.arn
        snapshot_retention_limit = 7
        security_group_ids = [aws_security_group.good.id]
      }
      resource "aws_memorydb_cluster" "bad" {
        name = "memory-bad"
        node_type = "db.r7g.large"
        acl_name = "open-access"
        tls_enabled = false
      }`,
    answers: [
      [
        "memorydb:DescribeClusters",
        {},
        {
          Clusters: [
            {
              ARN: arn("memorydb", "cluster/memory-good"),
              Name: "memory-good",
              Engine: "redis",
              TLSEnabled: true,
              KmsKeyId: keyArn,
              ACLName: "chat",
              SnapshotRetentionLimit: 7,
              SecurityGroups: [{ SecurityGroupId: "sg-0123456789abcdef0", Status: "active" }],
            },
            {
              ARN: arn("memorydb", "cluster/memory-bad"),
              Name: "memory-bad",
              Engine: "redis",
              TLSEnabled: false,
              ACLName: "open-access",
              SnapshotRetentionLimit: 0,
            },
          ],
        },
      ],
      [
        "memorydb:DescribeUsers",
        {},
        {
          Users: [
            {
              Name: "chat",
              AccessString: "on ~chat:* +@read +@write",
              ACLNames: ["chat"],
              Authentication: { Type: "iam" },
            },
          ],
        },
      ],
    ],
  },
];
