import {
  agentId,
  aliasId,
  dataSourceId,
  guardrailId,
  knowledgeBaseId,
  models,
  tags,
} from "./claims-names.ts";
import type { Answers, Part } from "./estate-type.ts";
import { arn, home, idOf, keyArn, madeAt, roleArn } from "./names.ts";
import { allow, trustedService } from "./statements.ts";

const flowId = "CLAIMFLOW1";
const flowArn = arn("bedrock", home, `flow/${flowId}`);
const promptId = "CLAIMPRMPT";
const promptArn = arn("bedrock", home, `prompt/${promptId}`);
const results = "acme-claims-evaluations";
const times = { createdAt: madeAt, updatedAt: madeAt };

/**
 * What else of Bedrock the claims assistant has, kept well: a flow that asks the agent, a managed prompt, the
 * evaluation of its model, a nightly batch and a profile to tell its costs by. Fixed, a guardrail is enforced.
 */
export const claimsIntake = (fixed: boolean): Part => ({
  roles: [
    {
      name: "claims-intake-flow",
      trust: [trustedService("bedrock.amazonaws.com")],
      may: [allow("bedrock:InvokeAgent", arn("bedrock", home, `agent-alias/${agentId}/${aliasId}`))],
      tags,
      lastUsedAt: "2026-11-15T22:00:00.000Z",
    },
    {
      name: "claims-evaluation",
      trust: [trustedService("bedrock.amazonaws.com")],
      may: [
        allow(["s3:GetObject", "s3:PutObject"], `arn:aws:s3:::${results}/*`),
        allow("bedrock:InvokeModel", models.claude.modelArn),
      ],
      tags,
      lastUsedAt: "2026-10-01T04:00:00.000Z",
    },
  ],
  buckets: [
    { name: results, region: home, key: "claims", tags: { ...tags, "data-classification": "internal" } },
  ],
  answers: {
    ...flow(fixed),
    ...prompt(),
    ...evaluation(),
    ...batchJob(),
    [`${home} bedrock:ListInferenceProfiles`]: {
      inferenceProfileSummaries: [
        {
          inferenceProfileArn: arn(
            "bedrock",
            home,
            `application-inference-profile/${idOf("claims costs", 12)}`,
          ),
          inferenceProfileId: idOf("claims costs", 12),
          inferenceProfileName: "claims-costs",
          models: [{ modelArn: models.claude.modelArn }],
          status: "ACTIVE",
          type: "APPLICATION",
          ...times,
        },
      ],
    },
    [`${home} bedrock-agent:ListIngestionJobs`]: {
      ingestionJobSummaries: [
        {
          knowledgeBaseId,
          dataSourceId,
          ingestionJobId: "CLAIMSYNC1",
          status: "COMPLETE",
          startedAt: "2026-11-16T02:00:00.000Z",
          updatedAt: "2026-11-16T02:10:00.000Z",
        },
      ],
    },
    ...(fixed
      ? {
          [`${home} bedrock:ListEnforcedGuardrailsConfiguration`]: {
            guardrailsConfig: [
              {
                configId: idOf("claims enforcement", 10),
                guardrailArn: arn("bedrock", home, `guardrail/${guardrailId}`),
                guardrailId,
                guardrailVersion: "1",
                inputTags: "IGNORE",
                owner: "ACCOUNT",
                ...times,
              },
            ],
          },
        }
      : {}),
  },
});

function flow(fixed: boolean): Answers {
  const summary = { id: flowId, arn: flowArn, name: "claims-intake", status: "Prepared", ...times };
  const whole = {
    ...summary,
    executionRoleArn: roleArn("claims-intake-flow"),
    customerEncryptionKeyArn: keyArn("claims"),
    definition: {
      nodes: [
        { name: "claim", type: "Input", configuration: { input: {} } },
        {
          name: "assistant",
          type: "Agent",
          configuration: {
            agent: { agentAliasArn: arn("bedrock", home, `agent-alias/${agentId}/${aliasId}`) },
          },
        },
        ...(fixed ? [summaryNode] : []),
        { name: "answer", type: "Output", configuration: { output: {} } },
      ],
      connections: [],
    },
  };
  return {
    [`${home} bedrock-agent:ListFlows`]: { flowSummaries: [{ ...summary, version: "DRAFT" }] },
    [`${home} bedrock-agent:GetFlow`]: { ...whole, version: "DRAFT", validations: [] },
    [`${home} bedrock-agent:ListFlowAliases`]: {
      flowAliasSummaries: [
        {
          flowId,
          id: "CLAIMFLOWA",
          arn: `${flowArn}/alias/CLAIMFLOWA`,
          name: "production",
          routingConfiguration: [{ flowVersion: "2" }],
          ...times,
        },
      ],
    },
    [`${home} bedrock-agent:GetFlowVersion`]: { ...whole, version: "2" },
  };
}

const summaryNode = {
  name: "summary",
  type: "Prompt",
  configuration: {
    prompt: {
      sourceConfiguration: { resource: { promptArn: `${promptArn}:3` } },
      guardrailConfiguration: { guardrailIdentifier: guardrailId, guardrailVersion: "1" },
    },
  },
};

function prompt(): Answers {
  const summary = { id: promptId, arn: promptArn, name: "claims-summary", ...times };
  return {
    [`${home} bedrock-agent:ListPrompts`]: { promptSummaries: [{ ...summary, version: "DRAFT" }] },
    [`${home} bedrock-agent:ListPrompts ${promptId}`]: {
      promptSummaries: ["DRAFT", "1", "2", "3"].map((version) => ({ ...summary, version })),
    },
    [`${home} bedrock-agent:GetPrompt`]: {
      ...summary,
      version: "DRAFT",
      customerEncryptionKeyArn: keyArn("claims"),
      defaultVariant: "short",
      variants: [
        {
          name: "short",
          templateType: "TEXT",
          modelId: models.claude.modelArn,
          templateConfiguration: { text: { text: "Sum up the claim in three sentences: {{claim}}" } },
        },
      ],
    },
  };
}

function evaluation(): Answers {
  const summary = {
    jobArn: arn("bedrock", home, `evaluation-job/${idOf("claims evaluation", 12)}`),
    jobName: "claims-safety-2026-10",
    status: "Completed",
    creationTime: "2026-10-01T03:00:00.000Z",
    jobType: "Automated",
  };
  return {
    [`${home} bedrock:ListEvaluationJobs`]: {
      jobSummaries: [
        {
          ...summary,
          evaluationTaskTypes: ["QuestionAndAnswer"],
          modelIdentifiers: [models.claude.modelArn],
          applicationType: "ModelEvaluation",
        },
      ],
    },
    [`${home} bedrock:GetEvaluationJob`]: {
      ...summary,
      roleArn: roleArn("claims-evaluation"),
      customerEncryptionKeyId: keyArn("claims"),
      applicationType: "ModelEvaluation",
      evaluationConfig: {
        automated: {
          datasetMetricConfigs: [
            {
              taskType: "QuestionAndAnswer",
              dataset: { name: "claims-questions" },
              metricNames: ["Builtin.Accuracy", "Builtin.Robustness", "Builtin.Toxicity"],
            },
          ],
        },
      },
      inferenceConfig: { models: [{ bedrockModel: { modelIdentifier: models.claude.modelArn } }] },
      outputDataConfig: { s3Uri: `s3://${results}/2026-10/` },
      lastModifiedTime: "2026-10-01T04:00:00.000Z",
    },
  };
}

function batchJob(): Answers {
  return {
    [`${home} bedrock:ListModelInvocationJobs`]: {
      invocationJobSummaries: [
        {
          jobArn: arn("bedrock", home, `model-invocation-job/${idOf("claims digest", 12)}`),
          jobName: "claims-digest-2026-11-15",
          modelId: models.claude.modelArn,
          roleArn: roleArn("claims-evaluation"),
          status: "Completed",
          submitTime: "2026-11-15T23:00:00.000Z",
          endTime: "2026-11-16T01:00:00.000Z",
          inputDataConfig: {
            s3InputDataConfig: { s3Uri: `s3://${results}/digest/in/`, s3InputFormat: "JSONL" },
          },
          outputDataConfig: {
            s3OutputDataConfig: { s3Uri: `s3://${results}/digest/out/`, s3EncryptionKeyId: keyArn("claims") },
          },
          vpcConfig: {
            subnetIds: ["subnet-0a1b2c3d4e5f60718"],
            securityGroupIds: [`sg-${idOf(`workers ${home}`, 17)}`],
          },
        },
      ],
    },
  };
}
