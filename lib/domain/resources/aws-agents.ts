import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";
import { awsAgentCoreResourceTypes } from "./aws-agentcore.ts";
import { awsSagemakerResourceTypes } from "./aws-sagemaker.ts";
import { awsSearchResourceTypes } from "./aws-search.ts";

export const awsAgentResourceTypes = defineResourceTypes({
  ...awsAgentCoreResourceTypes,
  ...awsSagemakerResourceTypes,
  ...awsSearchResourceTypes,
  "aws.bedrock.evaluation-job": {
    title: "Bedrock evaluation job",
    class: "evaluation",
    layer: "model",
    properties: z.object({
      status: z.string(),
      /** By people or by a model and metrics. */
      judgedBy: z.string(),
      /** The datasets' tasks: `QuestionAndAnswer`, `Generation`… */
      tasks: z.array(z.string()),
      customerKey: z.boolean(),
    }),
  },
  "aws.bedrock.prompt": {
    title: "Bedrock prompt",
    class: "prompt",
    layer: "model",
    properties: z.object({
      versions: z.number(),
      /** Names of variants whose text holds a credential in clear. */
      credentialVariants: z.array(z.string()),
    }),
  },
});
