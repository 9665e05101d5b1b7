import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { tell } from "./bedrock.ts";
import type { AwsEstate } from "./estate.ts";
import { mayHoldSecret } from "./unread-text.ts";

/** Flows with what their nodes ask, and the prompts that are kept for them. */
export function declareBedrockFlows(estate: AwsEstate): void {
  estate.each("aws_bedrockagent_flow", (block) => declareFlow(estate, block));
  estate.each("aws_bedrockagent_prompt", (block) => declarePrompt(estate, block));
}

/** The provider has neither versions nor aliases of a flow: the draft is what there is. */
function declareFlow(estate: AwsEstate, block: Block): void {
  const { answers } = estate;
  const region = estate.regionOf(block);
  const id = estate.idOf(block);
  const nodes = block.block("definition")?.blocks("node") ?? [];
  answers.list("bedrock-agent:ListFlows", region, "flowSummaries", [{ id }]);
  answers.say(
    "bedrock-agent:GetFlow",
    region,
    { flowIdentifier: id },
    present({
      id,
      arn: estate.arnOf(block),
      name: block.text("name"),
      status: "Prepared",
      version: "DRAFT",
      executionRoleArn: block.text("execution_role_arn"),
      customerEncryptionKeyArn: block.text("customer_encryption_key_arn"),
      definition: { nodes: nodes.map(nodeOf) },
    }),
  );
  tell(estate, block, "bedrock-agent:ListTagsForResource", { resourceArn: estate.arnOf(block) });
}

function nodeOf(node: Block) {
  const configuration = node.block("configuration");
  const prompt = configuration?.block("prompt");
  const base = configuration?.block("knowledge_base");
  const agent = configuration?.block("agent");
  const lambda = configuration?.block("lambda_function");
  const code = configuration?.block("inline_code");
  return present({
    name: node.text("name"),
    type: node.text("type"),
    configuration: present({
      prompt: prompt && promptNode(prompt),
      knowledgeBase:
        base &&
        present({
          knowledgeBaseId: base.text("knowledge_base_id"),
          modelId: base.text("model_id"),
          guardrailConfiguration: guardrailOf(base),
        }),
      agent: agent && present({ agentAliasArn: agent.text("agent_alias_arn") }),
      lambdaFunction: lambda && present({ lambdaArn: lambda.text("lambda_arn") }),
      inlineCode: code && present({ code: writtenText(code, "code") }),
    }),
  });
}

function promptNode(prompt: Block) {
  const source = prompt.block("source_configuration");
  const inline = source?.block("inline");
  const resource = source?.block("resource");
  return present({
    sourceConfiguration: present({
      inline:
        inline && present({ modelId: inline.text("model_id"), templateConfiguration: templateOf(inline) }),
      resource: resource && present({ promptArn: resource.text("prompt_arn") }),
    }),
    guardrailConfiguration: guardrailOf(prompt),
  });
}

function guardrailOf(node: Block) {
  const guardrail = node.block("guardrail_configuration");
  return (
    guardrail &&
    present({
      guardrailIdentifier: guardrail.text("guardrail_identifier"),
      guardrailVersion: guardrail.text("guardrail_version"),
    })
  );
}

function templateOf(block: Block) {
  const template = block.block("template_configuration");
  const text = template?.block("text");
  const chat = template?.block("chat");
  return (
    template &&
    present({
      text: text && textOf(text),
      chat: chat && {
        system: chat.blocks("system").map(textOf),
        messages: chat.blocks("message").map((one) => ({ content: one.blocks("content").map(textOf) })),
      },
    })
  );
}

const textOf = (block: Block) => present({ text: writtenText(block, "text") });

/** Of a text that is put together of what is not known yet, not even the known part is told. */
const writtenText = (block: Block, name: string): string | undefined =>
  block.isUnknown(name) ? block.guess(["", mayHoldSecret]) : block.text(name);

function declarePrompt(estate: AwsEstate, block: Block): void {
  const { answers } = estate;
  const region = estate.regionOf(block);
  const promptIdentifier = estate.idOf(block);
  const arn = estate.arnOf(block);
  answers.list("bedrock-agent:ListPrompts", region, "promptSummaries", [{ id: promptIdentifier }]);
  answers.say(
    "bedrock-agent:GetPrompt",
    region,
    { promptIdentifier },
    present({
      arn,
      name: block.text("name"),
      customerEncryptionKeyArn: block.text("customer_encryption_key_arn"),
      variants: block.blocks("variant").map((variant) =>
        present({
          name: variant.text("name"),
          modelId: variant.text("model_id"),
          templateConfiguration: templateOf(variant),
        }),
      ),
    }),
  );
  // The provider declares no versions: they are made beside the code.
  answers.leaveOpen("bedrock-agent:ListPrompts", region, { promptIdentifier });
  tell(estate, block, "bedrock-agent:ListTagsForResource", { resourceArn: arn });
}
