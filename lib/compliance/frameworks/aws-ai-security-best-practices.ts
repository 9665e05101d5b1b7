import { controlsUnder, defineFramework } from "#lib/domain/framework.ts";

const bedrock = controlsUnder("Amazon Bedrock");
const agentcore = controlsUnder("Amazon Bedrock AgentCore");
const sagemaker = controlsUnder("Amazon SageMaker AI");

/** The same for each kind of job: they differ by what they monitor, and one check reads them all. */
const traffic = (id: string, what: string) =>
  sagemaker(
    id,
    `${what} encrypt traffic between containers`,
    `${what} encrypt what travels between their machines.`,
    {
      checks: ["aws/sagemaker-monitoring-traffic"],
    },
  );
const isolation = (id: string, what: string) =>
  sagemaker(
    id,
    `${what} are isolated from the network`,
    `Containers of ${what.toLowerCase()} cannot call out.`,
    {
      checks: ["processing-job/network-isolation"],
    },
  );
const feature = (id: string, which: string) =>
  sagemaker(
    id,
    `${which} store of feature groups is under an own key`,
    `The ${which.toLowerCase()} store is encrypted under a key of the customer.`,
    {
      checks: ["dataset/customer-key"],
    },
  );
const experiment = (id: string, what: string) =>
  sagemaker(
    id,
    `${what} of inference experiments is under an own key`,
    `${what} of inference experiments is encrypted under a key of the customer.`,
    {
      attestation: "Key configuration of the inference experiments, or that none are run",
    },
  );

export default defineFramework({
  id: "aws-ai-security-best-practices",
  title: "AWS AI Security Best Practices",
  shortTitle: "AWS AI",
  publisher: "AWS Security Hub CSPM",
  edition: "1.0.0",
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/ai-security-best-practices-standard.html",
  publishedOn: null,
  readOn: "2026-11-30",
  notes: [
    "Read over the resources of AWS and their like: a check on a class also counts other clouds unless an account is chosen.",
  ],
  controls: [
    bedrock(
      "Bedrock.1",
      "Data sources are under an own key",
      "Data sources of knowledge bases are encrypted under a key of the customer.",
      {
        checks: ["knowledge-base/customer-key"],
      },
    ),
    agentcore(
      "BedrockAgentCore.1",
      "Runtimes run in a VPC",
      "Agent runtimes run in a network of the customer.",
      { checks: ["aws/agentcore-runtime-private-network"] },
    ),
    agentcore(
      "BedrockAgentCore.2",
      "Gateways authorize who calls",
      "Tool gateways ask each caller for proof.",
      { checks: ["agent-tool/authentication"] },
    ),
    agentcore(
      "BedrockAgentCore.3",
      "Memory is under an own key",
      "Agent memory is encrypted under a key of the customer.",
      { checks: ["aws/agentcore-memory-key"] },
    ),
    agentcore(
      "BedrockAgentCore.4",
      "Gateways are under an own key",
      "Gateways are encrypted under a key of the customer.",
      { checks: ["aws/agentcore-gateway-key"] },
    ),
    agentcore(
      "BedrockAgentCore.5",
      "Custom browsers are off the public network",
      "Browsers for agents run in a network of the customer.",
      { checks: ["aws/agentcore-browser-network"] },
    ),
    agentcore(
      "BedrockAgentCore.6",
      "Custom browsers record their sessions",
      "What an agent does in a browser can be looked at afterwards.",
      { checks: ["aws/agentcore-browser-recording"] },
    ),
    agentcore(
      "BedrockAgentCore.7",
      "Custom code interpreters are off the public network",
      "Code an agent runs cannot reach the internet.",
      {
        checks: ["aws/agentcore-code-interpreter-network"],
      },
    ),
    sagemaker(
      "SageMaker.1",
      "Notebooks have no direct way to the internet",
      "Notebook instances reach the internet through controlled paths only.",
      { checks: ["aws/sagemaker-notebook-internet"] },
    ),
    sagemaker(
      "SageMaker.2",
      "Notebooks run in a VPC",
      "Notebook instances run in a network of the customer.",
      { checks: ["notebook/private-network"] },
    ),
    sagemaker(
      "SageMaker.3",
      "Notebook users are not root",
      "People who work in a notebook do not administer its machine.",
      { checks: ["notebook/no-root-access"] },
    ),
    sagemaker(
      "SageMaker.4",
      "Endpoints start with more than one instance",
      "An endpoint survives the loss of an instance.",
      { checks: ["aws/sagemaker-endpoint-redundancy"] },
    ),
    sagemaker("SageMaker.5", "Models are isolated from the network", "Model containers cannot call out.", {
      checks: ["aws/sagemaker-model-network-isolation"],
    }),
    sagemaker(
      "SageMaker.8",
      "Notebooks run a supported platform",
      "Notebook instances run a platform that still gets fixes.",
      { checks: ["aws/sagemaker-notebook-platform"] },
    ),
    traffic("SageMaker.9", "Data quality jobs"),
    traffic("SageMaker.10", "Explainability jobs"),
    isolation("SageMaker.11", "Data quality jobs"),
    isolation("SageMaker.12", "Bias jobs"),
    traffic("SageMaker.13", "Model quality jobs"),
    isolation("SageMaker.14", "Monitoring schedules"),
    traffic("SageMaker.15", "Bias jobs"),
    sagemaker(
      "SageMaker.16",
      "The primary container comes from a private registry",
      "The image of a model is pulled from a registry inside the network.",
      { checks: ["aws/sagemaker-model-image", "aws/sagemaker-model-private-network"] },
    ),
    feature("SageMaker.17", "Offline"),
    feature("SageMaker.18", "Online"),
    sagemaker(
      "SageMaker.19",
      "Containers of a pipeline model come from a private registry",
      "Every image of a model in several containers is pulled from a registry inside the network.",
      { checks: ["aws/sagemaker-model-image", "aws/sagemaker-model-private-network"] },
    ),
    isolation("SageMaker.20", "Explainability jobs"),
    sagemaker(
      "SageMaker.21",
      "Notebooks are under an own key",
      "Notebook volumes are encrypted under a key of the customer.",
      { checks: ["notebook/customer-key"] },
    ),
    traffic("SageMaker.22", "Monitoring schedules"),
    experiment("SageMaker.23", "Instance storage"),
    experiment("SageMaker.24", "Stored data"),
    isolation("SageMaker.25", "Model quality jobs"),
  ],
});
