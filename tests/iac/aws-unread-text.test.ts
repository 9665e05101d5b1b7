import { expect, test } from "vitest";

import { verdictsOfPlan } from "./rows/compared.ts";
import { region } from "./rows/aws/names.ts";

const later = '"key: ${aws_kms_key.later.arn}, queue: ${aws_kms_key.later.key_id}"';
const key = `resource "aws_kms_key" "later" { description = "later" }`;
const statusOf = async (type: string, hcl: string, id: string) => {
  const row = { type, hcl: `${key}\n${hcl}`, answers: [] };
  const { verdicts, undecided } = await verdictsOfPlan([row], { aws: { region } });
  expect(undecided).toEqual([]);
  return verdicts.get(id)?.status;
};

test("containers that are put together only when applied are not taken to hold no credential", async () => {
  const hcl = `
    resource "aws_ecs_task_definition" "later" {
      family = "later"
      container_definitions = ${later}
    }`;
  const id = "aws.ecs.task-definition later compute/secrets-by-reference";
  expect(await statusOf("aws_ecs_task_definition", hcl, id)).toBe("unknown");
});

test("a prompt that is put together only when applied is not taken to hold no credential", async () => {
  const hcl = `
    resource "aws_bedrockagent_prompt" "later" {
      name = "later"
      variant {
        name = "one"
        template_type = "TEXT"
        template_configuration {
          text {
            text = ${later}
          }
        }
      }
    }`;
  const id = "aws.bedrock.prompt later aws/bedrock-prompt-credentials";
  expect(await statusOf("aws_bedrockagent_prompt", hcl, id)).toBe("unknown");
});
