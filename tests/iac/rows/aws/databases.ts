import type { Answer, Row } from "../row.ts";
import { arn, keyArn, region, roleArn } from "./names.ts";

const each = (make: (form: string) => object) => ["good", "bad"].map(make);
const embedding = `arn:aws:bedrock:${region}::foundation-model/amazon.titan-embed-text-v2:0`;
const baseHcl = (form: string) => `
      resource "aws_bedrockagent_knowledge_base" "rds_${form}" {
        name = "rds-${form}"
        role_arn = aws_iam_role.${form}.arn
        knowledge_base_configuration {
          type = "VECTOR"
          vector_knowledge_base_configuration { embedding_model_arn = "${embedding}" }
        }
        storage_configuration {
          type = "RDS"
          rds_configuration {
            resource_arn = aws_rds_cluster.${form}.arn
            credentials_secret_arn = "${arn("secretsmanager", "secret:good-AbCdEf")}"
            database_name = "kb"
            table_name = "passages"
          }
        }
      }`;
const bases: readonly Answer[] = [
  [
    "bedrock-agent:ListKnowledgeBases",
    {},
    { knowledgeBaseSummaries: each((form) => ({ knowledgeBaseId: `RDS${form}` })) },
  ],
  ...["good", "bad"].map((form): Answer => [
    "bedrock-agent:GetKnowledgeBase",
    { knowledgeBaseId: `RDS${form}` },
    {
      knowledgeBase: {
        knowledgeBaseId: `RDS${form}`,
        knowledgeBaseArn: arn("bedrock", `knowledge-base/RDS${form}`),
        name: `rds-${form}`,
        status: "ACTIVE",
        roleArn: roleArn(form),
        knowledgeBaseConfiguration: {
          type: "VECTOR",
          vectorKnowledgeBaseConfiguration: { embeddingModelArn: embedding },
        },
        storageConfiguration: {
          type: "RDS",
          rdsConfiguration: {
            resourceArn: arn("rds", `cluster:${form}-cluster`),
            credentialsSecretArn: arn("secretsmanager", "secret:good-AbCdEf"),
            databaseName: "kb",
            tableName: "passages",
          },
        },
      },
    },
  ]),
];

const hostOf = (form: string) => `${form}.cabcdefghijk.${region}.rds.amazonaws.com`;
/** Code that calls models and names the database in its settings. */
const deskHcl = (form: string) => `
      resource "aws_lambda_function" "desk_${form}" {
        function_name = "desk-${form}"
        role = aws_iam_role.good.arn
        runtime = "python3.13"
        handler = "index.handler"
        kms_key_arn = aws_kms_key.good.arn
        environment {
          variables = { TABLE = "passages", DB_HOST = aws_db_instance.${form}.address }
        }
      }`;
const desks: readonly Answer[] = [
  ...["good", "bad"].map((form): Answer => [
    "lambda:GetPolicy",
    { FunctionName: `desk-${form}` },
    "not-found",
  ]),
  [
    "lambda:ListFunctions",
    {},
    {
      Functions: each((form) => ({
        FunctionName: `desk-${form}`,
        FunctionArn: arn("lambda", `function:desk-${form}`),
        Runtime: "python3.13",
        Role: roleArn("good"),
        Handler: "index.handler",
        PackageType: "Zip",
        KMSKeyArn: keyArn,
        Environment: { Variables: { TABLE: "passages", DB_HOST: hostOf(form) } },
        TracingConfig: { Mode: "PassThrough" },
      })),
    },
  ],
];

export const databases: readonly Row[] = (["db_instance", "rds_cluster"] as const).map((stem): Row => {
  const kind = stem === "db_instance" ? "Instance" : "Cluster";
  const id = stem === "db_instance" ? "identifier" : "cluster_identifier";
  const engine = stem === "db_instance" ? "postgres" : "aurora-postgresql";
  const nameOf = (form: string) => (kind === "Instance" ? form : `${form}-cluster`);
  const of = (form: string) => arn("rds", `${kind === "Instance" ? "db" : "cluster"}:${nameOf(form)}`);
  return {
    type: `aws_${stem}`,
    hcl: `${["good", "bad"].map(kind === "Cluster" ? baseHcl : deskHcl).join("\n")}
      resource "aws_${stem}" "good" {
        ${id} = "${nameOf("good")}"
        engine = "${engine}"
        engine_version = "16.4"
        ${kind === "Instance" ? "publicly_accessible = false" : ""}
        storage_encrypted = true
        kms_key_id = aws_kms_key.good.arn
        backup_retention_period = 14
        iam_database_authentication_enabled = true
        enabled_cloudwatch_logs_exports = ["postgresql"]
        vpc_security_group_ids = [aws_security_group.good.id]
      }
      resource "aws_${stem}" "bad" {
        ${id} = "${nameOf("bad")}"
        engine = "${engine}"
        engine_version = "16.4"
        ${kind === "Instance" ? "publicly_accessible = true" : ""}
        vpc_security_group_ids = [aws_security_group.bad.id]
      }`,
    answers: [
      ...(kind === "Cluster" ? bases : desks),
      [
        `rds:DescribeDB${kind}s`,
        {},
        {
          [`DB${kind}s`]: [
            {
              [`DB${kind}Arn`]: of("good"),
              [`DB${kind}Identifier`]: nameOf("good"),
              ...(kind === "Instance" ? { Endpoint: { Address: hostOf("good") } } : {}),
              Engine: engine,
              EngineVersion: "16.4",
              PubliclyAccessible: false,
              StorageEncrypted: true,
              KmsKeyId: keyArn,
              BackupRetentionPeriod: 14,
              IAMDatabaseAuthenticationEnabled: true,
              EnabledCloudwatchLogsExports: ["postgresql"],
              VpcSecurityGroups: [{ VpcSecurityGroupId: "sg-0123456789abcdef0", Status: "active" }],
              TagList: [],
            },
            {
              [`DB${kind}Arn`]: of("bad"),
              [`DB${kind}Identifier`]: nameOf("bad"),
              ...(kind === "Instance" ? { Endpoint: { Address: hostOf("bad") } } : {}),
              Engine: engine,
              EngineVersion: "16.4",
              ...(kind === "Instance" ? { PubliclyAccessible: true } : {}),
              StorageEncrypted: false,
              BackupRetentionPeriod: kind === "Instance" ? 0 : 1,
              IAMDatabaseAuthenticationEnabled: false,
              VpcSecurityGroups: [{ VpcSecurityGroupId: "sg-0fedcba9876543210", Status: "active" }],
              TagList: [],
            },
          ],
        },
      ],
    ],
  };
});
