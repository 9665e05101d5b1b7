import type { Row } from "../row.ts";
import { account, arn, keyArn, policy, region, roleArn } from "./names.ts";

const each = (make: (form: string) => object) => ["good", "bad"].map(make);
const written = JSON.stringify;
const secret = "sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6";
const url = {
  Sid: "FunctionURLAllowPublicAccess",
  Effect: "Allow",
  Principal: "*",
  Action: "lambda:InvokeFunctionUrl",
  Resource: arn("lambda", "function:bad"),
  Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
};
const agentOnly = {
  Sid: "agent",
  Effect: "Allow",
  Principal: { Service: "bedrock.amazonaws.com" },
  Action: "lambda:InvokeFunction",
  Resource: arn("lambda", "function:good"),
  Condition: { StringEquals: { "AWS:SourceAccount": account } },
};
const anybody = policy({ Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" });
const project = (form: string, more: object) => ({
  name: form,
  arn: arn("codebuild", `project/${form}`),
  serviceRole: roleArn(form),
  artifacts: { type: "NO_ARTIFACTS" },
  tags: [],
  ...more,
});

export const hosting: readonly Row[] = [
  {
    type: "aws_lambda_function",
    parts: ["aws_lambda_function_url", "aws_lambda_permission"],
    hcl: `
    resource "aws_lambda_function" "good" {
      function_name = "good"
      role = aws_iam_role.good.arn
      runtime = "python3.13"
      handler = "index.handler"
      kms_key_arn = aws_kms_key.good.arn
      environment { variables = { TABLE = "claims" } }
    }
    resource "aws_lambda_permission" "good" {
      statement_id = "agent"
      function_name = aws_lambda_function.good.function_name
      action = "lambda:InvokeFunction"
      principal = "bedrock.amazonaws.com"
      source_account = "${account}"
    }
    resource "aws_lambda_function" "bad" {
      function_name = "bad"
      role = aws_iam_role.bad.arn
      runtime = "python3.13"
      handler = "index.handler"
      environment { variables = { OPENAI_API_KEY = "${secret}" } }
    }
    resource "aws_lambda_function_url" "bad" {
      function_name = aws_lambda_function.bad.function_name
      authorization_type = "NONE"
    }`,
    answers: [
      [
        "lambda:ListFunctions",
        {},
        {
          Functions: [
            {
              FunctionName: "good",
              FunctionArn: arn("lambda", "function:good"),
              Runtime: "python3.13",
              Role: roleArn("good"),
              Handler: "index.handler",
              PackageType: "Zip",
              KMSKeyArn: keyArn,
              Environment: { Variables: { TABLE: "claims" } },
              TracingConfig: { Mode: "PassThrough" },
            },
            {
              FunctionName: "bad",
              FunctionArn: arn("lambda", "function:bad"),
              Runtime: "python3.13",
              Role: roleArn("bad"),
              Handler: "index.handler",
              PackageType: "Zip",
              Environment: { Variables: { OPENAI_API_KEY: secret } },
              TracingConfig: { Mode: "PassThrough" },
            },
          ],
        },
      ],
      [
        "lambda:ListFunctionUrlConfigs",
        { FunctionName: "bad" },
        {
          FunctionUrlConfigs: [
            {
              FunctionUrl: `https://abc.lambda-url.${region}.on.aws/`,
              FunctionArn: arn("lambda", "function:bad"),
              AuthType: "NONE",
            },
          ],
        },
      ],
      ["lambda:GetPolicy", { FunctionName: "good" }, { Policy: policy(agentOnly), RevisionId: "1" }],
      ["lambda:GetPolicy", { FunctionName: "bad" }, { Policy: policy(url), RevisionId: "1" }],
      ["lambda:ListTags", {}, { Tags: {} }],
    ],
  },
  {
    type: "aws_codebuild_project",
    hcl: `
    resource "aws_codebuild_project" "good" {
      name = "good"
      service_role = aws_iam_role.good.arn
      encryption_key = aws_kms_key.good.arn
      artifacts { type = "NO_ARTIFACTS" }
      source {
        type = "CODECOMMIT"
        location = "https://git-codecommit.${region}.amazonaws.com/v1/repos/good"
      }
      environment {
        type = "LINUX_CONTAINER"
        compute_type = "BUILD_GENERAL1_SMALL"
        image = "aws/codebuild/amazonlinux2-x86_64-standard:5.0"
      }
      vpc_config {
        vpc_id = "vpc-0123456789abcdef0"
        subnets = ["subnet-0123456789abcdef0"]
        security_group_ids = ["sg-0123456789abcdef0"]
      }
      logs_config {
        cloudwatch_logs {
          status = "ENABLED"
          group_name = "builds"
        }
      }
    }
    resource "aws_codebuild_project" "bad" {
      name = "bad"
      service_role = aws_iam_role.bad.arn
      project_visibility = "PUBLIC_READ"
      artifacts { type = "NO_ARTIFACTS" }
      source { type = "NO_SOURCE" }
      environment {
        type = "LINUX_CONTAINER"
        compute_type = "BUILD_GENERAL1_SMALL"
        image = "aws/codebuild/amazonlinux2-x86_64-standard:5.0"
        privileged_mode = true
        environment_variable {
          name = "OPENAI_API_KEY"
          value = "${secret}"
        }
      }
      logs_config {
        cloudwatch_logs { status = "DISABLED" }
      }
    }`,
    answers: [
      ["codebuild:ListProjects", {}, { projects: ["good", "bad"] }],
      [
        "codebuild:BatchGetProjects",
        {},
        {
          projects: [
            project("good", {
              source: {
                type: "CODECOMMIT",
                location: `https://git-codecommit.${region}.amazonaws.com/v1/repos/good`,
                insecureSsl: false,
              },
              environment: {
                type: "LINUX_CONTAINER",
                image: "aws/codebuild/amazonlinux2-x86_64-standard:5.0",
                privilegedMode: false,
                environmentVariables: [],
              },
              encryptionKey: keyArn,
              projectVisibility: "PRIVATE",
              vpcConfig: {
                vpcId: "vpc-0123456789abcdef0",
                subnets: ["subnet-0123456789abcdef0"],
                securityGroupIds: ["sg-0123456789abcdef0"],
              },
              logsConfig: { cloudWatchLogs: { status: "ENABLED", groupName: "builds" } },
            }),
            project("bad", {
              source: { type: "NO_SOURCE", insecureSsl: false },
              environment: {
                type: "LINUX_CONTAINER",
                image: "aws/codebuild/amazonlinux2-x86_64-standard:5.0",
                privilegedMode: true,
                environmentVariables: [{ name: "OPENAI_API_KEY", value: secret, type: "PLAINTEXT" }],
              },
              encryptionKey: arn("kms", "alias/aws/s3"),
              projectVisibility: "PUBLIC_READ",
              logsConfig: { cloudWatchLogs: { status: "DISABLED" } },
            }),
          ],
        },
      ],
    ],
  },
  {
    type: "aws_ecr_repository",
    parts: ["aws_ecr_repository_policy", "aws_ecr_registry_scanning_configuration"],
    hcl: `
    resource "aws_ecr_repository" "good" {
      name = "good"
      image_tag_mutability = "IMMUTABLE"
      image_scanning_configuration { scan_on_push = true }
      encryption_configuration {
        encryption_type = "KMS"
        kms_key = aws_kms_key.good.arn
      }
    }
    resource "aws_ecr_registry_scanning_configuration" "all" {
      scan_type = "BASIC"
      rule {
        scan_frequency = "SCAN_ON_PUSH"
        repository_filter {
          filter = "good*"
          filter_type = "WILDCARD"
        }
      }
    }
    resource "aws_ecr_repository" "bad" { name = "bad" }
    resource "aws_ecr_repository_policy" "bad" {
      repository = aws_ecr_repository.bad.name
      policy = ${written(anybody)}
    }`,
    answers: [
      [
        "ecr:DescribeRepositories",
        {},
        {
          repositories: each((form) => ({
            registryId: account,
            repositoryName: form,
            repositoryArn: arn("ecr", `repository/${form}`),
            repositoryUri: `${account}.dkr.ecr.${region}.amazonaws.com/${form}`,
            imageTagMutability: form === "good" ? "IMMUTABLE" : "MUTABLE",
            imageScanningConfiguration: { scanOnPush: form === "good" },
            encryptionConfiguration:
              form === "good" ? { encryptionType: "KMS", kmsKey: keyArn } : { encryptionType: "AES256" },
          })),
        },
      ],
      [
        "ecr:GetRegistryScanningConfiguration",
        {},
        {
          registryId: account,
          scanningConfiguration: {
            scanType: "BASIC",
            rules: [
              {
                scanFrequency: "SCAN_ON_PUSH",
                repositoryFilters: [{ filter: "good*", filterType: "WILDCARD" }],
              },
            ],
          },
        },
      ],
      ["ecr:GetRepositoryPolicy", { repositoryName: "good" }, "not-found"],
      ["ecr:GetRepositoryPolicy", { repositoryName: "bad" }, { repositoryName: "bad", policyText: anybody }],
    ],
  },
];
