import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const aiService =
  /\.(bedrock|bedrock-runtime|bedrock-agent|bedrock-agent-runtime|bedrock-agentcore[a-z.-]*|sagemaker[a-z.-]*|aoss)$|\.aoss\b/;

export default defineCheck({
  id: "aws/vpc-endpoint-policy",
  title: "Endpoint of an AI service has a policy of its own",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "aws.ec2.vpc-endpoint",
  risk: "Anything in the network can carry data out to a model or agent of somebody else's account.",
  remediation: {
    summary: "Allow only your own models, agents and principals in the endpoint policy.",
    cli: "aws ec2 modify-vpc-endpoint --vpc-endpoint-id <id> --policy-document file://policy.json",
    terraform: "policy = data.aws_iam_policy_document.own_models_only.json",
    console: ["VPC › Endpoints › open the endpoint › Policy › Edit policy › Custom"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/vpc-interface-endpoints.html"],

  evaluate: ({ properties: { service }, facets: { policyAllowsAll } }) => {
    if (!aiService.test(service)) return notApplicable;
    return policyAllowsAll
      ? fail("It lets every action on every resource through", { service, policyAllowsAll })
      : pass;
  },

  examples: {
    pass: [
      {
        name: "own models only",
        properties: { service: "com.amazonaws.eu-west-1.bedrock-runtime" },
        facets: { policyAllowsAll: false },
      },
    ],
    fail: [
      {
        name: "the default policy",
        properties: { service: "com.amazonaws.eu-west-1.bedrock-runtime" },
        facets: { policyAllowsAll: true },
      },
      {
        name: "SageMaker",
        properties: { service: "com.amazonaws.eu-west-1.sagemaker.runtime" },
        facets: { policyAllowsAll: true },
      },
    ],
    notApplicable: [
      {
        name: "another service",
        properties: { service: "com.amazonaws.eu-west-1.sqs" },
        facets: { policyAllowsAll: true },
      },
    ],
  },
});
