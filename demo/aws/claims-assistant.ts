import { claimsApi } from "./claims-api.ts";
import { claimsBedrock } from "./claims-bedrock.ts";
import { claimsBuild } from "./claims-build.ts";
import { agentId, aliasId, collectionArn, corpus, knowledgeBaseId, models, tags } from "./claims-names.ts";
import type { Part, Role } from "./estate-type.ts";
import { account, arn, bucketArn, functionArn, home, keyArn, logGroupArn, repositoryUri } from "./names.ts";
import { allow, trustedAccount, trustedGitHub, trustedService } from "./statements.ts";

/**
 * A Bedrock agent that answers policyholders about their claims and, through a tool, approves payouts. As it is,
 * its API asks nobody who they are, it has no guardrail, it pays without asking, and its documents can be rewritten
 * by every analyst.
 */
export function claimsAssistant(fixed: boolean): Part {
  return {
    roles: roles(fixed),
    buckets: [
      {
        name: corpus,
        region: home,
        key: "claims",
        tags: { ...tags, "data-classification": "confidential", "data-classes": "personal-data" },
      },
    ],
    keys: [{ alias: "claims", region: home }],
    functions: [
      {
        name: "claims-assistant-api",
        region: home,
        role: "claims-assistant-api",
        tags,
        image: `${repositoryUri("claims-assistant")}@sha256:${"4f1c8a90".repeat(8)}`,
        environment: { AGENT_ID: agentId, AGENT_ALIAS_ID: aliasId, STAGE: "production" },
        policy: [invokedBy("apigateway.amazonaws.com", arn("execute-api", home, "a1b2c3d4e5/*/*/chat"))],
      },
      {
        name: "claim-actions",
        region: home,
        role: "claim-actions",
        tags,
        environment: { CLAIMS_TABLE: "claims", STAGE: "production" },
        policy: [invokedBy("bedrock.amazonaws.com", arn("bedrock", home, `agent/${agentId}`))],
      },
    ],
    logGroups: [
      "/aws/lambda/claims-assistant-api",
      "/aws/lambda/claim-actions",
      "/aws/apigateway/claims-assistant",
      "/aws/bedrock/invocations",
      "/aws/codebuild/claims-assistant-build",
    ].map((name) => ({ name, region: home, days: 365, key: "logs" })),
    repositories: [{ name: "claims-assistant", region: home, tags }],
    answers: { ...claimsApi(fixed), ...claimsBedrock(fixed), ...claimsBuild() },
  };
}

const invokedBy = (service: string, source: string) => ({
  Effect: "Allow" as const,
  Principal: { Service: service },
  Action: "lambda:InvokeFunction",
  Resource: "*",
  Condition: { StringEquals: { "aws:SourceAccount": account }, ArnLike: { "aws:SourceArn": source } },
});

const logsOf = (name: string) =>
  allow(["logs:CreateLogStream", "logs:PutLogEvents"], `${logGroupArn(`/aws/lambda/${name}`)}:*`);

function roles(fixed: boolean): Role[] {
  const role = (name: string, service: string, ...may: Role["may"]): Role => ({
    name,
    trust: [trustedService(service)],
    may,
    tags,
    lastUsedAt: "2026-11-15T22:00:00.000Z",
  });
  return [
    role(
      "claims-assistant-api",
      "lambda.amazonaws.com",
      allow("bedrock:InvokeAgent", arn("bedrock", home, `agent-alias/${agentId}/${aliasId}`)),
      logsOf("claims-assistant-api"),
    ),
    role(
      "claim-actions",
      "lambda.amazonaws.com",
      allow(["dynamodb:GetItem", "dynamodb:UpdateItem"], arn("dynamodb", home, "table/claims")),
      logsOf("claim-actions"),
    ),
    role(
      "claims-assistant-agent",
      "bedrock.amazonaws.com",
      allow(["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"], models.claude.modelArn),
      allow("bedrock:Retrieve", arn("bedrock", home, `knowledge-base/${knowledgeBaseId}`)),
    ),
    role(
      "claims-policies-knowledge-base",
      "bedrock.amazonaws.com",
      allow(["s3:GetObject", "s3:ListBucket"], [bucketArn(corpus), `${bucketArn(corpus)}/*`]),
      allow("bedrock:InvokeModel", models.titan.modelArn),
      allow("aoss:APIAccessAll", collectionArn),
      allow(["kms:Decrypt", "kms:GenerateDataKey"], keyArn("claims")),
    ),
    role(
      "bedrock-invocation-logs",
      "bedrock.amazonaws.com",
      allow(["logs:CreateLogStream", "logs:PutLogEvents"], `${logGroupArn("/aws/bedrock/invocations")}:*`),
    ),
    role(
      "claims-assistant-build",
      "codebuild.amazonaws.com",
      allow(
        ["ecr:PutImage", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload"],
        arn("ecr", home, "repository/claims-assistant"),
      ),
    ),
    {
      name: "github-deploy-claims",
      trust: [trustedGitHub("repo:acme-insurance/claims-assistant:ref:refs/heads/main")],
      may: [
        allow("codebuild:StartBuild", arn("codebuild", home, "project/claims-assistant-build")),
        allow("lambda:UpdateFunctionCode", functionArn("claims-assistant-api")),
      ],
      tags,
    },
    {
      name: "data-team-analyst",
      trust: [trustedAccount],
      may: fixed
        ? [
            allow(
              ["s3:GetObject", "s3:ListBucket"],
              [bucketArn("acme-reporting-statistics"), `${bucketArn("acme-reporting-statistics")}/*`],
            ),
          ]
        : [allow("s3:*", "*")],
      tags: { owner: "data-team", environment: "production" },
      lastUsedAt: "2026-11-14T10:30:00.000Z",
    },
  ];
}
