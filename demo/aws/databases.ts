import type { Part } from "./estate-type.ts";
import { account, arn, home, idOf, keyArn, logGroupArn, madeAt } from "./names.ts";

const group = `sg-${idOf(`workers ${home}`, 17)}`;
const owned = [
  { Key: "owner", Value: "policies" },
  { Key: "data-classification", Value: "internal" },
];
const here = (operation: string) => `${home} ${operation}`;

const domainArn = arn("es", home, "domain/policy-search");
const domain = {
  DomainId: `${account}/policy-search`,
  DomainName: "policy-search",
  ARN: domainArn,
  Created: true,
  Deleted: false,
  EngineVersion: "OpenSearch_3.1",
  Endpoints: { vpc: `vpc-policy-search-${idOf("policy-search", 26)}.${home}.es.amazonaws.com` },
  ClusterConfig: { InstanceType: "r8g.large.search", InstanceCount: 3 },
  AccessPolicies: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:role/policies-documents-worker` },
        Action: "es:ESHttp*",
        Resource: `${domainArn}/*`,
      },
    ],
  }),
  VPCOptions: { VPCId: "vpc-0f1e2d3c4b5a69788", SecurityGroupIds: [group] },
  EncryptionAtRestOptions: { Enabled: true, KmsKeyId: keyArn("data") },
  NodeToNodeEncryptionOptions: { Enabled: true },
  DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
  AdvancedSecurityOptions: { Enabled: true, InternalUserDatabaseEnabled: false },
  LogPublishingOptions: {
    AUDIT_LOGS: {
      CloudWatchLogsLogGroupArn: logGroupArn("/aws/lambda/policies-documents-worker"),
      Enabled: true,
    },
  },
};

const database = (name: string) => ({
  DBInstanceIdentifier: name,
  DBInstanceArn: arn("rds", home, `db:${name}`),
  DBInstanceClass: "db.r8g.large",
  Engine: "postgres",
  EngineVersion: "17.5",
  DBInstanceStatus: "available",
  Endpoint: { Address: `${name}.${idOf(name, 12)}.${home}.rds.amazonaws.com`, Port: 5432 },
  PubliclyAccessible: false,
  StorageEncrypted: true,
  KmsKeyId: keyArn("data"),
  BackupRetentionPeriod: 14,
  IAMDatabaseAuthenticationEnabled: true,
  EnabledCloudwatchLogsExports: ["postgresql"],
  VpcSecurityGroups: [{ VpcSecurityGroupId: group, Status: "active" }],
  DeletionProtection: true,
  MultiAZ: true,
  TagList: owned,
});

const tables = ["brokers-directory", "claims-intake"];
const tableArn = (name: string) => arn("dynamodb", home, `table/${name}`);

/** Databases, caches and tables of the insurer's ordinary applications, kept well. */
export const databases: Part = {
  logGroups: ["ledger", "policy-core"].map((name) => ({
    name: `/aws/rds/instance/${name}/postgresql`,
    region: home,
    days: 365,
    key: "logs",
  })),
  answers: {
    [here("es:ListDomainNames")]: {
      DomainNames: [{ DomainName: "policy-search", EngineType: "OpenSearch" }],
    },
    [here("es:DescribeDomains")]: { DomainStatusList: [domain] },
    [here("es:ListTags")]: { TagList: owned },
    [here("rds:DescribeDBInstances")]: { DBInstances: ["ledger", "policy-core"].map(database) },
    [here("rds:DescribeDBClusters")]: { DBClusters: [] },
    [here("elasticache:DescribeReplicationGroups")]: {
      ReplicationGroups: [
        {
          ReplicationGroupId: "quotes",
          ARN: arn("elasticache", home, "replicationgroup:quotes"),
          Status: "available",
          Engine: "valkey",
          AuthTokenEnabled: false,
          TransitEncryptionEnabled: true,
          TransitEncryptionMode: "required",
          AtRestEncryptionEnabled: true,
          KmsKeyId: keyArn("data"),
          UserGroupIds: ["quotes"],
          ConfigurationEndpoint: {
            Address: `clustercfg.quotes.${idOf("quotes", 6)}.euw1.cache.amazonaws.com`,
            Port: 6379,
          },
        },
      ],
    },
    [here("elasticache:DescribeUsers")]: {
      Users: [
        {
          UserId: "default",
          UserName: "default",
          AccessString: "off -@all",
          UserGroupIds: ["quotes"],
          Authentication: { Type: "no-password" },
        },
        {
          UserId: "quotes-app",
          UserName: "quotes-app",
          AccessString: "on ~quotes:* +@read +@write",
          UserGroupIds: ["quotes"],
          Authentication: { Type: "iam" },
        },
      ],
    },
    [here("dynamodb:ListTables")]: { TableNames: tables },
    ...Object.fromEntries(
      tables.flatMap((name) => [
        [
          here(`dynamodb:DescribeTable ${name}`),
          {
            Table: {
              TableName: name,
              TableArn: tableArn(name),
              TableStatus: "ACTIVE",
              CreationDateTime: madeAt,
              ItemCount: 48_213,
              SSEDescription: { Status: "ENABLED", SSEType: "KMS", KMSMasterKeyArn: keyArn("data") },
              DeletionProtectionEnabled: true,
            },
          },
        ],
        [
          here(`dynamodb:DescribeContinuousBackups ${name}`),
          {
            ContinuousBackupsDescription: {
              ContinuousBackupsStatus: "ENABLED",
              PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "ENABLED" },
            },
          },
        ],
        [here(`dynamodb:ListTagsOfResource ${tableArn(name)}`), { Tags: owned }],
      ]),
    ),
  },
};
