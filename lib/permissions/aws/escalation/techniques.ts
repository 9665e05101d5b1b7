import type { ResourceType } from "#lib/domain/resource.ts";

/** Where an action has to be allowed: on the role, on what runs as it, or on something new in the caller's account. */
type On = "role" | "host" | { new: string };
export type Step = { action: string; on: On };

/** A way to the rights of a role that the caller may pass to something it starts. */
export type Passing = { id: string; told: string; service: string; steps: readonly Step[] };

/** A way to the rights of a role through what runs as it already. */
export type Hosting = {
  id: string;
  told: string;
  host: ResourceType;
  /** Any one of these. */
  ways: readonly (readonly Step[])[];
};

const created =
  (arn: string) =>
  (...actions: string[]): Step[] =>
    actions.map((action) => ({ action, on: { new: arn } }));
const hosted = (...actions: string[]): Step[] => actions.map((action) => ({ action, on: "host" }));

/** Each creates something that runs as the role, and has it run what the caller says or hand out the credentials. */
export const passings: readonly Passing[] = [
  {
    id: "notebook",
    told: "starts a notebook as it",
    service: "sagemaker.amazonaws.com",
    steps: created("arn:aws:sagemaker:*:{account}:notebook-instance/*")(
      "sagemaker:CreateNotebookInstance",
      "sagemaker:CreatePresignedNotebookInstanceUrl",
    ),
  },
  {
    id: "training",
    told: "starts a training job as it",
    service: "sagemaker.amazonaws.com",
    steps: created("arn:aws:sagemaker:*:{account}:training-job/*")("sagemaker:CreateTrainingJob"),
  },
  {
    id: "processing",
    told: "starts a processing job as it",
    service: "sagemaker.amazonaws.com",
    steps: created("arn:aws:sagemaker:*:{account}:processing-job/*")("sagemaker:CreateProcessingJob"),
  },
  {
    id: "function",
    told: "makes a function that runs as it",
    service: "lambda.amazonaws.com",
    steps: created("arn:aws:lambda:*:{account}:function:*")("lambda:CreateFunction", "lambda:InvokeFunction"),
  },
  {
    id: "build",
    told: "starts a build as it",
    service: "codebuild.amazonaws.com",
    steps: created("arn:aws:codebuild:*:{account}:project/*")(
      "codebuild:CreateProject",
      "codebuild:StartBuild",
    ),
  },
  {
    id: "agentcore-runtime",
    told: "makes an AgentCore runtime that runs as it",
    service: "bedrock-agentcore.amazonaws.com",
    steps: created("arn:aws:bedrock-agentcore:*:{account}:runtime/*")(
      "bedrock-agentcore:CreateAgentRuntime",
      "bedrock-agentcore:InvokeAgentRuntime",
    ),
  },
  {
    id: "agentcore-code-interpreter",
    told: "makes an AgentCore code interpreter that runs as it",
    service: "bedrock-agentcore.amazonaws.com",
    steps: created("arn:aws:bedrock-agentcore:*:{account}:code-interpreter-custom/*")(
      "bedrock-agentcore:CreateCodeInterpreter",
      "bedrock-agentcore:StartCodeInterpreterSession",
      "bedrock-agentcore:InvokeCodeInterpreter",
    ),
  },
  {
    id: "instance",
    told: "starts a machine as it",
    service: "ec2.amazonaws.com",
    steps: created("arn:aws:ec2:*:{account}:instance/*")("ec2:RunInstances"),
  },
  {
    id: "glue-job",
    told: "starts a Glue job as it",
    service: "glue.amazonaws.com",
    steps: created("arn:aws:glue:*:{account}:job/*")("glue:CreateJob", "glue:StartJobRun"),
  },
  {
    id: "stack",
    told: "makes a stack that acts as it",
    service: "cloudformation.amazonaws.com",
    steps: created("arn:aws:cloudformation:*:{account}:stack/*")("cloudformation:CreateStack"),
  },
];

export const hostings: readonly Hosting[] = [
  {
    id: "function-code",
    told: "replaces the code of {host}, which runs as it",
    host: "aws.lambda.function",
    ways: [hosted("lambda:UpdateFunctionCode")],
  },
  {
    id: "build-project",
    told: "replaces what {host} builds, which runs as it",
    host: "aws.codebuild.project",
    ways: [hosted("codebuild:UpdateProject", "codebuild:StartBuild"), hosted("codebuild:StartBuild")],
  },
  {
    id: "notebook-login",
    told: "opens {host}, which runs as it",
    host: "aws.sagemaker.notebook",
    ways: [hosted("sagemaker:CreatePresignedNotebookInstanceUrl")],
  },
  {
    id: "code-interpreter",
    told: "runs code in {host}, which runs as it",
    host: "aws.agentcore.code-interpreter",
    ways: [
      hosted("bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"),
    ],
  },
  {
    id: "agent-action-group",
    told: "gives {host} a tool of its own, and the agent acts as it",
    host: "aws.bedrock.agent",
    ways: [
      hosted("bedrock:UpdateAgentActionGroup", "bedrock:PrepareAgent"),
      hosted("bedrock:CreateAgentActionGroup", "bedrock:PrepareAgent"),
    ],
  },
  {
    id: "gateway-target",
    told: "turns a tool of {host} to a target of its own, and the gateway calls as it",
    host: "aws.agentcore.gateway",
    ways: [hosted("bedrock-agentcore:UpdateGatewayTarget"), hosted("bedrock-agentcore:CreateGatewayTarget")],
  },
];

/** Ways to an identity by changing the identity itself; any one action is enough. */
export const changes: readonly {
  id: string;
  told: string;
  type: ResourceType;
  actions: readonly string[];
}[] = [
  {
    id: "trust",
    told: "lets itself be trusted by it",
    type: "aws.iam.role",
    actions: ["iam:UpdateAssumeRolePolicy"],
  },
  {
    id: "access-key",
    told: "makes a key of it",
    type: "aws.iam.user",
    actions: ["iam:CreateAccessKey"],
  },
  {
    id: "password",
    told: "sets a password of it",
    type: "aws.iam.user",
    actions: ["iam:CreateLoginProfile", "iam:UpdateLoginProfile"],
  },
];

/** What makes the caller an administrator by changing its own policies. */
export const ownChanges: Readonly<Record<"role" | "user" | "group", readonly string[]>> = {
  role: ["iam:AttachRolePolicy", "iam:PutRolePolicy"],
  user: ["iam:AttachUserPolicy", "iam:PutUserPolicy"],
  group: ["iam:AttachGroupPolicy", "iam:PutGroupPolicy"],
};
/** The same by a new version of a policy the caller holds. */
export const versionChanges: readonly string[] = ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"];
