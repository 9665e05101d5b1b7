import { describe, expect, test } from "vitest";

import { formatJson } from "#lib/commands/format-json.ts";
import { addressesOf, findingsOf, scanCloud, scanHcl } from "./scanned-plan.ts";

const providers = { aws: { region: "eu-west-1" } };
const scan = await scanCloud("aws", providers);

describe("a Terraform plan of AWS", () => {
  test("has every bad resource found at its address", () => {
    expect(addressesOf(scan, "bad")).toEqual([
      "aws_bedrock_guardrail.bad",
      "aws_bedrockagent_agent.bad",
      "aws_bedrockagent_knowledge_base.bad",
      "aws_bedrockagentcore_gateway.bad",
      "aws_ecr_repository.bad",
      "aws_iam_role.bad",
      "aws_kms_key.bad",
      "aws_lambda_function.bad",
      "aws_opensearchserverless_collection.bad",
      "aws_s3_bucket.bad",
      "aws_sagemaker_domain.bad",
      "aws_sagemaker_notebook_instance.bad",
    ]);
  });

  test("has no good resource flagged, and nothing that stands nowhere", () => {
    expect(addressesOf(scan, "good")).toEqual([]);
    expect(findingsOf(scan).filter((one) => one.endsWith("nowhere"))).toEqual([]);
  });

  test("is judged by the checks of a live account", () => {
    expect(findingsOf(scan)).toEqual(
      expect.arrayContaining([
        "agent/guardrail aws_bedrockagent_agent.bad",
        "data-store/not-publicly-writable aws_s3_bucket.bad",
      ]),
    );
  });

  test("lets no value out that the plan holds as a secret", () => {
    expect(formatJson(scan)).not.toContain("sk-proj-");
  });
});

describe("what is known only after it is applied", () => {
  const bucket = (policy: string) => `
    resource "aws_s3_bucket" "data" { bucket = "data" }
    resource "aws_s3_bucket_public_access_block" "data" {
      bucket = aws_s3_bucket.data.id
      block_public_acls = true
      ignore_public_acls = true
      block_public_policy = false
      restrict_public_buckets = false
    }
    resource "aws_s3_bucket_policy" "data" {
      bucket = aws_s3_bucket.data.id
      policy = ${policy}
    }
    resource "aws_iam_role" "reader" { name = "reader" }
    resource "aws_bedrockagent_knowledge_base" "base" {
      name = "base"
      role_arn = aws_iam_role.reader.arn
      knowledge_base_configuration { type = "VECTOR" }
    }
    resource "aws_bedrockagent_data_source" "source" {
      knowledge_base_id = aws_bedrockagent_knowledge_base.base.id
      name = "source"
      data_source_configuration {
        type = "S3"
        s3_configuration { bucket_arn = aws_s3_bucket.data.arn }
      }
    }`;
  const outcomeOf = async (policy: string) => {
    const { findings, unknowns } = await scanHcl(bucket(policy), providers);
    const isIt = ({ check, resource }: { check: { id: string }; resource: { name: string } }) =>
      check.id === "data-store/private" && resource.name === "data";
    if (findings.some(isIt)) return "fail";
    return unknowns.some(isIt) ? "unknown" : "pass";
  };

  test("is unknown, where what is known decides it otherwise", async () => {
    const written = (principal: string) =>
      `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = ${principal}, Action = "s3:GetObject", Resource = "arn:aws:s3:::data/*" }] })`;
    expect(await outcomeOf(written('"*"'))).toBe("fail");
    expect(await outcomeOf(written('{ Service = "bedrock.amazonaws.com" }'))).toBe("pass");
    expect(await outcomeOf(written("{ AWS = aws_iam_role.reader.arn }"))).toBe("unknown");
  });
});
