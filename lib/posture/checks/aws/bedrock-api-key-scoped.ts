import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const key = { serviceCredentials: [{ service: "bedrock.amazonaws.com", expiresAt: null }] };
const privilege = (level: "admin" | "broad" | "scoped") => ({ privilege: { level, reasons: [] } });

export default defineCheck({
  id: "aws/bedrock-api-key-scoped",
  title: "User behind a Bedrock API key may do little else",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "aws.iam.user",
  risk: "The key is one of the user's, and whoever can make another for the user holds all that the user may do.",
  remediation: {
    summary: "Give the user of the key nothing but the calls of the models it needs.",
    cli: "aws iam detach-user-policy --user-name <user> --policy-arn <policy>",
    terraform:
      'actions = ["bedrock:InvokeModel"] resources = [data.aws_bedrock_foundation_model.chosen.model_arn]',
    console: ["IAM › Users › open the user › Permissions", "Leave only what invokes the models it needs"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html"],

  evaluate: ({ properties: { serviceCredentials }, facets, derived }) => {
    if (!serviceCredentials.some(({ service }) => service.startsWith("bedrock"))) return notApplicable;
    const level = derived?.privilege?.level;
    const wide = level === "admin" || level === "broad";
    return wide
      ? fail(`The user of the key is ${level === "admin" ? "an administrator" : "widely privileged"}`, {
          level,
          grants: facets.grants.length,
        })
      : pass;
  },

  examples: {
    pass: [{ name: "models alone", properties: key, facets: { grants: [] }, derived: privilege("scoped") }],
    fail: [
      { name: "administrator", properties: key, facets: { grants: [] }, derived: privilege("admin") },
      { name: "whole services", properties: key, facets: { grants: [] }, derived: privilege("broad") },
    ],
    notApplicable: [
      { name: "no such key", properties: { serviceCredentials: [] }, derived: privilege("admin") },
    ],
  },
});
