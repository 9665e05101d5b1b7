import type { Row } from "../row.ts";
import { arn, keyArn, ownRole, ownRoleAnswer, roleArn } from "./names.ts";

const model = "anthropic.claude-sonnet-4-20250514-v1:0";
const secret = "sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6";
const told = { status: "Prepared", version: "DRAFT", validations: [] };
const forms = ["good", "bad"];
const listed = (kind: string) =>
  forms.map((form) => ({ id: `${kind}${form}`, name: form, version: "DRAFT" }));

export const bedrockFlows: readonly Row[] = [
  {
    type: "aws_bedrockagent_prompt",
    untold: { "prompt/versioned": "The provider declares no versions of a prompt" },
    hcl: `
    resource "aws_bedrockagent_prompt" "good" {
      name = "good"
      customer_encryption_key_arn = aws_kms_key.good.arn
      default_variant = "short"
      variant {
        name = "short"
        model_id = "${model}"
        template_type = "TEXT"
        template_configuration {
          text {
            text = "Sum up the claim in one line."
          }
        }
      }
    }
    resource "aws_bedrockagent_prompt" "bad" {
      name = "bad"
      variant {
        name = "talk"
        model_id = "${model}"
        template_type = "CHAT"
        template_configuration {
          chat {
            system {
              text = "Call the service with ${secret}"
            }
            message {
              role = "user"
              content {
                text = "What is it about?"
              }
            }
          }
        }
      }
    }`,
    answers: [
      ["bedrock-agent:ListPrompts", {}, { promptSummaries: listed("PROMPT") }],
      ...forms.map(
        (form) =>
          [
            "bedrock-agent:ListPrompts",
            { promptIdentifier: `PROMPT${form}` },
            { promptSummaries: [{ id: `PROMPT${form}`, name: form, version: "DRAFT" }] },
          ] as const,
      ),
      [
        "bedrock-agent:GetPrompt",
        { promptIdentifier: "PROMPTgood" },
        {
          arn: arn("bedrock", "prompt/PROMPTgood"),
          id: "PROMPTgood",
          name: "good",
          version: "DRAFT",
          customerEncryptionKeyArn: keyArn,
          defaultVariant: "short",
          variants: [
            {
              name: "short",
              modelId: model,
              templateType: "TEXT",
              templateConfiguration: { text: { text: "Sum up the claim in one line." } },
            },
          ],
        },
      ],
      [
        "bedrock-agent:GetPrompt",
        { promptIdentifier: "PROMPTbad" },
        {
          arn: arn("bedrock", "prompt/PROMPTbad"),
          id: "PROMPTbad",
          name: "bad",
          version: "DRAFT",
          variants: [
            {
              name: "talk",
              modelId: model,
              templateType: "CHAT",
              templateConfiguration: {
                chat: {
                  system: [{ text: `Call the service with ${secret}` }],
                  messages: [{ role: "user", content: [{ text: "What is it about?" }] }],
                },
              },
            },
          ],
        },
      ],
    ],
  },
  {
    type: "aws_bedrockagent_flow",
    untold: { "aws/bedrock-flow-valid": "The provider does not tell what is wrong with a definition" },
    hcl: `${ownRole("good-flow")}${ownRole("bad-flow")}
    resource "aws_bedrockagent_flow" "good" {
      name = "good"
      execution_role_arn = aws_iam_role.good-flow.arn
      customer_encryption_key_arn = aws_kms_key.good.arn
      definition {
        node {
          name = "sum-up"
          type = "Prompt"
          configuration {
            prompt {
              source_configuration {
                resource {
                  prompt_arn = aws_bedrockagent_prompt.good.arn
                }
              }
              guardrail_configuration {
                guardrail_identifier = aws_bedrock_guardrail.good.guardrail_id
                guardrail_version = "1"
              }
            }
          }
        }
        node {
          name = "look-up"
          type = "KnowledgeBase"
          configuration {
            knowledge_base {
              knowledge_base_id = aws_bedrockagent_knowledge_base.good.id
              model_id = "${model}"
              guardrail_configuration {
                guardrail_identifier = aws_bedrock_guardrail.good.guardrail_id
                guardrail_version = "1"
              }
            }
          }
        }
      }
    }
    resource "aws_bedrockagent_flow" "bad" {
      name = "bad"
      execution_role_arn = aws_iam_role.bad-flow.arn
      definition {
        node {
          name = "answer"
          type = "Prompt"
          configuration {
            prompt {
              source_configuration {
                inline {
                  model_id = "${model}"
                  template_type = "TEXT"
                  template_configuration {
                    text {
                      text = "Answer with ${secret}"
                    }
                  }
                }
              }
            }
          }
        }
        node {
          name = "check"
          type = "KnowledgeBase"
          configuration {
            knowledge_base {
              knowledge_base_id = aws_bedrockagent_knowledge_base.bad.id
              model_id = "${model}"
              guardrail_configuration {
                guardrail_identifier = aws_bedrock_guardrail.bad.guardrail_id
                guardrail_version = "DRAFT"
              }
            }
          }
        }
        node {
          name = "send"
          type = "InlineCode"
          configuration {
            inline_code {
              code = "send('${secret}')"
              language = "Python_3"
            }
          }
        }
      }
    }`,
    answers: [
      ownRoleAnswer("good-flow"),
      ownRoleAnswer("bad-flow"),
      ["bedrock-agent:ListFlows", {}, { flowSummaries: listed("FLOW") }],
      [
        "bedrock-agent:GetFlow",
        { flowIdentifier: "FLOWgood" },
        {
          ...told,
          id: "FLOWgood",
          arn: arn("bedrock", "flow/FLOWgood"),
          name: "good",
          executionRoleArn: roleArn("good-flow"),
          customerEncryptionKeyArn: keyArn,
          definition: {
            nodes: [
              {
                name: "sum-up",
                type: "Prompt",
                configuration: {
                  prompt: {
                    sourceConfiguration: { resource: { promptArn: arn("bedrock", "prompt/PROMPTgood") } },
                    guardrailConfiguration: { guardrailIdentifier: "gr1good", guardrailVersion: "1" },
                  },
                },
              },
              {
                name: "look-up",
                type: "KnowledgeBase",
                configuration: {
                  knowledgeBase: {
                    knowledgeBaseId: "KBGOOD",
                    modelId: model,
                    guardrailConfiguration: { guardrailIdentifier: "gr1good", guardrailVersion: "1" },
                  },
                },
              },
            ],
          },
        },
      ],
      [
        "bedrock-agent:GetFlow",
        { flowIdentifier: "FLOWbad" },
        {
          ...told,
          id: "FLOWbad",
          arn: arn("bedrock", "flow/FLOWbad"),
          name: "bad",
          executionRoleArn: roleArn("bad-flow"),
          definition: {
            nodes: [
              {
                name: "answer",
                type: "Prompt",
                configuration: {
                  prompt: {
                    sourceConfiguration: {
                      inline: {
                        modelId: model,
                        templateType: "TEXT",
                        templateConfiguration: { text: { text: `Answer with ${secret}` } },
                      },
                    },
                  },
                },
              },
              {
                name: "check",
                type: "KnowledgeBase",
                configuration: {
                  knowledgeBase: {
                    knowledgeBaseId: "KBBAD",
                    modelId: model,
                    guardrailConfiguration: { guardrailIdentifier: "gr1bad", guardrailVersion: "DRAFT" },
                  },
                },
              },
              {
                name: "send",
                type: "InlineCode",
                configuration: { inlineCode: { code: `send('${secret}')`, language: "Python_3" } },
              },
            ],
          },
        },
      ],
    ],
  },
];
